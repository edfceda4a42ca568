import type { Json, Resolve } from './intrinsics';

/** A resource of a template that is deployed somewhere. */
export interface DeployedResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly resolve: Resolve;
  /** The values of the pseudo parameters. */
  readonly pseudo: Readonly<Record<string, string>>;
}

interface Naming {
  /** The property with the physical name; the logical id stands in for one that is missing. */
  readonly name?: string;
  readonly arn?: string;
  /** What `Ref` gives, where it is not the name. */
  readonly ref?: string;
}

const place = '${AWS::Region}:${AWS::AccountId}';

const NAMING: Readonly<Record<string, Naming>> = {
  'AWS::Athena::WorkGroup': { name: 'Name' },
  'AWS::CloudTrail::Trail': { name: 'TrailName', arn: `cloudtrail:${place}:trail/NAME` },
  'AWS::DynamoDB::Table': { name: 'TableName', arn: `dynamodb:${place}:table/NAME` },
  'AWS::Events::Rule': { name: 'Name', arn: `events:${place}:rule/NAME` },
  'AWS::Glue::Database': {},
  'AWS::IAM::ManagedPolicy': { name: 'ManagedPolicyName', arn: 'iam::${AWS::AccountId}:policy/NAME', ref: 'ARN' },
  'AWS::IAM::Role': { name: 'RoleName', arn: 'iam::${AWS::AccountId}:role/NAME' },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::KMS::Key': { arn: `kms:${place}:key/NAME` },
  'AWS::KinesisFirehose::DeliveryStream': { name: 'DeliveryStreamName', arn: `firehose:${place}:deliverystream/NAME` },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: `lambda:${place}:function:NAME` },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: `logs:${place}:log-group:NAME:*` },
  'AWS::S3::Bucket': { name: 'BucketName', arn: 's3:::NAME' },
  'AWS::SNS::Topic': { name: 'TopicName', arn: `sns:${place}:NAME`, ref: 'ARN' },
  'AWS::SQS::Queue': { name: 'QueueName', arn: `sqs:${place}:NAME`, ref: 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/NAME' },
};

/** The ARN that a resource will have. */
export function arnOfResource(resource: DeployedResource): string {
  const { arn } = namingOf(resource);
  if (!arn) throw new Error(`the ARN of ${resource.type} (${resource.id}) is not known`);
  return fill(`arn:\${AWS::Partition}:${arn}`, resource);
}

/** What `Ref` gives of a resource. */
export function refOfResource(resource: DeployedResource): string {
  const { ref = 'NAME' } = namingOf(resource);
  return ref === 'ARN' ? arnOfResource(resource) : fill(ref, resource);
}

/** What `Fn::GetAtt` gives of a resource. */
export function attributeOfResource(resource: DeployedResource, attribute: string): string {
  if (/^(Topic)?Arn$/.test(attribute)) return arnOfResource(resource);
  if (/^(TopicName|QueueName|KeyId)$/.test(attribute)) return fill('NAME', resource);
  throw new Error(`the attribute ${attribute} of ${resource.type} (${resource.id}) is not known`);
}

function namingOf({ type, id }: DeployedResource): Naming {
  const naming = NAMING[type];
  if (!naming) throw new Error(`the name of ${type} (${id}) is not known`);
  return naming;
}

function fill(pattern: string, resource: DeployedResource): string {
  const { properties, resolve, id, type, pseudo } = resource;
  const { name } = namingOf(resource);
  // Only buckets have to have lower-case names.
  const fallback = type === 'AWS::S3::Bucket' ? id.toLowerCase() : id;
  const physical = String(resolve((name === undefined ? undefined : properties[name]) ?? fallback));
  return pattern.replace(/\$\{([^}]+)\}/g, (_, parameter: string) => pseudo[parameter] ?? '').replace('NAME', () => physical);
}
