/** What a box in a picture stands for: the trail itself, or one of its guards. */
export type Slot = 'trail' | 'eventDataStore' | 'bucket' | 'key' | 'logGroup' | 'logRole' | 'alarms' | 'topic';

/** What the boxes of a slot are about. */
export interface SlotText {
  readonly label: string;
  readonly types: readonly string[];
  /** The property of a trail that names it. */
  readonly property?: string;
}

/** From the trail on, in the order in which they are drawn. */
export const SLOTS: Readonly<Record<Slot, SlotText>> = {
  trail: { label: 'Trail', types: ['AWS::CloudTrail::Trail'] },
  eventDataStore: { label: 'Event data store', types: ['AWS::CloudTrail::EventDataStore'] },
  bucket: { label: 'Log bucket', types: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'], property: 'S3BucketName' },
  key: { label: 'Key', types: ['AWS::KMS::Key', 'AWS::KMS::Alias'], property: 'KMSKeyId' },
  logGroup: { label: 'Log group', types: ['AWS::Logs::LogGroup'], property: 'CloudWatchLogsLogGroupArn' },
  logRole: { label: 'Log role', types: ['AWS::IAM::Role'], property: 'CloudWatchLogsRoleArn' },
  alarms: { label: 'Alarms', types: ['AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm'] },
  topic: { label: 'Topic', types: ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'], property: 'SnsTopicName' },
};

/** What a slot and a line in its box are told by: a beginning of the ids of rules. The first that fits counts. */
const LINES: readonly (readonly [ids: RegExp, slot: Slot, line: string])[] = [
  [/^TRAIL-05$/, 'key', 'used by the trail'],
  [/^TRAIL-06$/, 'logGroup', 'fed by the trail'],
  [/^TRAIL-11$/, 'topic', 'told of deliveries'],
  [/^TRAIL-01$/, 'trail', 'logging'],
  [/^(TRAIL-0[23]|ACCT-01)$/, 'trail', 'all Regions'],
  [/^TRAIL-04$/, 'trail', 'digest files'],
  [/^TRAIL-07$/, 'trail', 'management events'],
  [/^TRAIL-0[89]$/, 'trail', 'data events'],
  [/^TRAIL-10$/, 'trail', 'insights'],
  [/^TRAIL-/, 'trail', 'tags and the like'],
  [/^BKT-0[12]$/, 'bucket', 'not public'],
  [/^BKT-(04|10|11)$/, 'bucket', 'policy'],
  [/^BKT-05$/, 'bucket', 'versioning'],
  [/^BKT-06$/, 'bucket', 'encryption'],
  [/^BKT-07$/, 'bucket', 'object lock'],
  [/^BKT-0[89]$/, 'bucket', 'retention'],
  [/^BKT-03$/, 'bucket', 'access logs'],
  [/^BKT-/, 'bucket', 'other checks'],
  [/^KEY-01$/, 'key', 'rotation'],
  [/^KEY-0[235]$/, 'key', 'policy'],
  [/^KEY-/, 'key', 'kept'],
  [/^LOG-01$/, 'logGroup', 'retention'],
  [/^LOG-02$/, 'logGroup', 'encryption'],
  [/^LOG-/, 'logRole', 'least privilege'],
  [/^ALM-20$/, 'alarms', 'actions'],
  [/^ALM-21$/, 'alarms', 'subscribers'],
  [/^ALM-/, 'alarms', 'patterns'],
  [/^SNS-01$/, 'topic', 'encryption'],
  [/^SNS-/, 'topic', 'policy'],
  [/^LAKE-01$/, 'eventDataStore', 'encryption'],
  [/^LAKE-02$/, 'eventDataStore', 'all Regions'],
  [/^LAKE-/, 'eventDataStore', 'protection'],
];

/** The slot and the line of a rule; `undefined` for a rule that is about nothing in a picture. */
export function lineOf(rule: string): { readonly slot: Slot; readonly line: string } | undefined {
  const found = LINES.find(([ids]) => ids.test(rule));
  return found && { slot: found[1], line: found[2] };
}

/** The slot of a type of resource. */
export function slotOfType(type: string): Slot | undefined {
  return (Object.keys(SLOTS) as Slot[]).find((slot) => SLOTS[slot].types.includes(type));
}
