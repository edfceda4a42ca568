import { partitionOf } from '../../../lib/log-format/partition';
import type { Assembly, TemplateStack } from '../../../lib/template/assembly';
import { isJson, type Json } from '../../../lib/template/json';
import { CannotRun } from '../shared/terminal';

/** How the API calls what templates call otherwise. */
const PROPERTIES: Readonly<Record<string, string>> = {
  Name: 'TrailName',
  S3BucketName: 'S3BucketName',
  S3KeyPrefix: 'S3KeyPrefix',
  SnsTopicARN: 'SnsTopicName',
  IncludeGlobalServiceEvents: 'IncludeGlobalServiceEvents',
  IsMultiRegionTrail: 'IsMultiRegionTrail',
  IsOrganizationTrail: 'IsOrganizationTrail',
  LogFileValidationEnabled: 'EnableLogFileValidation',
  CloudWatchLogsLogGroupArn: 'CloudWatchLogsLogGroupArn',
  CloudWatchLogsRoleArn: 'CloudWatchLogsRoleArn',
  KmsKeyId: 'KMSKeyId',
};

/** Whether something is an answer of `aws cloudtrail`, or an array of such answers. */
export function isDescription(json: unknown): boolean {
  return answersOf(json).some((answer) => Array.isArray(answer.trailList) || isJson(answer.Trail));
}

/**
 * What an account has, as if it were written in templates: the trails of `describe-trails` or `get-trail`, with what `get-event-selectors` says
 * of them, and the names of the resources that they use.
 */
export function assemblyOfDescription(json: unknown, file: string): Assembly {
  const answers = answersOf(json);
  const trails = answers
    .flatMap(({ trailList, Trail }) => [...(Array.isArray(trailList) ? trailList : []), ...(Trail ? [Trail] : [])])
    .filter(isJson);
  if (trails.length === 0) throw new CannotRun(`${file} has no trails; write what aws cloudtrail describe-trails answers into it`);
  return { stacks: trails.map((trail, index) => stackOf(trail, answers, index, file)), skipped: [] };
}

function answersOf(json: unknown): Json[] {
  return [json].flat().filter(isJson);
}

function stackOf(trail: Json, answers: readonly Json[], index: number, file: string): TemplateStack {
  const [, , , regionOfArn, account, rest] = String(trail.TrailARN ?? '').split(':');
  const region = typeof trail.HomeRegion === 'string' ? trail.HomeRegion : regionOfArn || undefined;
  const name = typeof trail.Name === 'string' ? trail.Name : rest?.replace('trail/', '');
  if (!name) throw new CannotRun(`${file} has a trail without Name and TrailARN: ${JSON.stringify(trail).slice(0, 120)}`);
  return {
    // No stack of an app has a blank in its name.
    id: `what runs ${index + 1}`,
    name: `what runs ${index + 1}`,
    file,
    ...(account && { account }),
    ...(region && { region }),
    partition: region ? partitionOf(region) : 'aws',
    template: { Resources: { Trail: resource('AWS::CloudTrail::Trail', propertiesOf({ ...trail, Name: name }, answers)), ...neighbours(trail) } },
    paths: new Map(['Trail', ...Object.keys(neighbours(trail))].map((logicalId) => [logicalId, `${logicalId.toLowerCase()} of ${name}`])),
  };
}

function propertiesOf(trail: Json, answers: readonly Json[]): Json {
  const settings = Object.entries(PROPERTIES).flatMap(([name, property]) => (trail[name] === undefined ? [] : [[property, trail[name]]]));
  const status = answers.find(({ IsLogging, TrailARN }) => IsLogging !== undefined && (TrailARN === undefined || TrailARN === trail.TrailARN));
  return { ...Object.fromEntries(settings), ...(status && { IsLogging: status.IsLogging }), ...selectorsOf(trail, answers) };
}

function selectorsOf(trail: Json, answers: readonly Json[]): Json {
  const answer = answers.find(
    ({ TrailARN, EventSelectors, AdvancedEventSelectors }) => TrailARN === trail.TrailARN && (EventSelectors ?? AdvancedEventSelectors),
  );
  if (answer) {
    const { EventSelectors, AdvancedEventSelectors } = answer;
    return { ...(AdvancedEventSelectors ? { AdvancedEventSelectors } : { EventSelectors }) };
  }
  // Its selectors are not known: a reference to nothing is not known, either.
  return trail.HasCustomEventSelectors === true ? { EventSelectors: { Ref: 'SelectorsThatWereNotGiven' } } : {};
}

/** The resources that a trail names. No more is known of them than that they are there. */
function neighbours({ S3BucketName, SnsTopicARN, CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn, KmsKeyId }: Json): Json {
  const last = (arn: unknown, pattern: RegExp) => pattern.exec(String(arn ?? ''))?.[1];
  const found: [string, string, Json | undefined][] = [
    ['Bucket', 'AWS::S3::Bucket', S3BucketName ? { BucketName: S3BucketName } : undefined],
    ['BucketPolicy', 'AWS::S3::BucketPolicy', S3BucketName ? { Bucket: S3BucketName } : undefined],
    ['Topic', 'AWS::SNS::Topic', named('TopicName', last(SnsTopicARN, /([^:]+)$/))],
    ['LogGroup', 'AWS::Logs::LogGroup', named('LogGroupName', last(CloudWatchLogsLogGroupArn, /:log-group:([^:]+)/))],
    ['Role', 'AWS::IAM::Role', named('RoleName', last(CloudWatchLogsRoleArn, /([^/:]+)$/))],
    ['Alias', 'AWS::KMS::Alias', named('AliasName', last(KmsKeyId, /(alias\/.+)$/))],
  ];
  return Object.fromEntries(found.flatMap(([logicalId, type, properties]) => (properties ? [[logicalId, resource(type, properties)]] : [])));
}

function named(property: string, name: string | undefined): Json | undefined {
  return name === undefined ? undefined : { [property]: name };
}

function resource(type: string, properties: Json): Json {
  return { Type: type, Properties: properties };
}
