interface Naming {
  /** The property with the name; CloudFormation makes one up where it is missing. */
  readonly name?: string;
  /** What stands after the partition in the ARN. */
  readonly arn?: string;
  /** What `Ref` gives, where it is not the name. */
  readonly ref?: 'arn' | 'url';
}

const PLACE = 'REGION:ACCOUNT';

/** How resources are named that a trail has to do with. */
const NAMING: Readonly<Record<string, Naming>> = {
  'AWS::CloudTrail::Trail': { name: 'TrailName', arn: `cloudtrail:${PLACE}:trail/NAME` },
  'AWS::DynamoDB::GlobalTable': { name: 'TableName', arn: `dynamodb:${PLACE}:table/NAME` },
  'AWS::DynamoDB::Table': { name: 'TableName', arn: `dynamodb:${PLACE}:table/NAME` },
  'AWS::Events::Rule': { name: 'Name', arn: `events:${PLACE}:rule/NAME` },
  'AWS::IAM::ManagedPolicy': { name: 'ManagedPolicyName', arn: 'iam::ACCOUNT:policyPATHNAME', ref: 'arn' },
  'AWS::IAM::Role': { name: 'RoleName', arn: 'iam::ACCOUNT:rolePATHNAME' },
  'AWS::IAM::User': { name: 'UserName', arn: 'iam::ACCOUNT:userPATHNAME' },
  'AWS::KMS::Alias': { name: 'AliasName', arn: `kms:${PLACE}:NAME` },
  'AWS::KMS::Key': { arn: `kms:${PLACE}:key/NAME` },
  'AWS::KMS::ReplicaKey': { arn: `kms:${PLACE}:key/NAME` },
  'AWS::KinesisFirehose::DeliveryStream': { name: 'DeliveryStreamName', arn: `firehose:${PLACE}:deliverystream/NAME` },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: `lambda:${PLACE}:function:NAME` },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: `logs:${PLACE}:log-group:NAME:*` },
  'AWS::S3::Bucket': { name: 'BucketName', arn: 's3:::NAME' },
  'AWS::SNS::Topic': { name: 'TopicName', arn: `sns:${PLACE}:NAME`, ref: 'arn' },
  'AWS::SQS::Queue': { name: 'QueueName', arn: `sqs:${PLACE}:NAME`, ref: 'url' },
};

/** What the name of a resource is made of. */
export interface Identity {
  readonly type: string;
  /** The name, literal or made up. */
  readonly name: string;
  /** The path of what belongs to IAM. */
  readonly path: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** The property that a resource of a type has its name in. */
export function namePropertyOf(type: string): string | undefined {
  return NAMING[type]?.name;
}

/** The ARN that a resource will have; `undefined` for types that this room does not know. */
export function arnOf({ type, name, path, partition, account, region }: Identity): string | undefined {
  const pattern = NAMING[type]?.arn;
  const values: Readonly<Record<string, string>> = { REGION: region, ACCOUNT: account, PATH: path, NAME: name };
  return pattern && `arn:${partition}:${pattern.replace(/REGION|ACCOUNT|PATH|NAME/g, (word) => values[word] ?? word)}`;
}

/** What `Ref` gives of a resource. */
export function refOf(identity: Identity, urlSuffix: string): string {
  const { type, name, account, region } = identity;
  const ref = NAMING[type]?.ref;
  if (ref === 'url') return `https://sqs.${region}.${urlSuffix}/${account}/${name}`;
  return (ref === 'arn' && arnOf(identity)) || name;
}

/** What `Fn::GetAtt` gives of a resource; `undefined` where this room does not know. */
export function attributeOf(identity: Identity, attribute: string): string | undefined {
  const { type, name } = identity;
  if (!NAMING[type]) return undefined;
  if (/^(Topic|Function)?Arn$/.test(attribute)) return arnOf(identity);
  return /^(TopicName|QueueName|KeyId|Id)$/.test(attribute) ? name : undefined;
}
