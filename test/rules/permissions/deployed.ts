import type { Json } from '../../template/assemblies';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

/** Names as CloudFormation makes them up. */
const made = (stack: string, logicalId: string) => `${stack}-${logicalId}-1ABCDEFGHIJKL`;

const ARNS: Readonly<Record<string, readonly [property: string | undefined, pattern: string]>> = {
  'AWS::CloudTrail::Trail': ['TrailName', `cloudtrail:${REGION}:${ACCOUNT}:trail/NAME`],
  'AWS::CloudWatch::Alarm': ['AlarmName', `cloudwatch:${REGION}:${ACCOUNT}:alarm:NAME`],
  'AWS::CloudWatch::Dashboard': ['DashboardName', `cloudwatch::${ACCOUNT}:dashboard/NAME`],
  'AWS::DynamoDB::Table': ['TableName', `dynamodb:${REGION}:${ACCOUNT}:table/NAME`],
  'AWS::Events::Rule': ['Name', `events:${REGION}:${ACCOUNT}:rule/NAME`],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', `iam::${ACCOUNT}:policy/NAME`],
  'AWS::IAM::Role': ['RoleName', `iam::${ACCOUNT}:role/NAME`],
  'AWS::KMS::Key': [undefined, `kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
  'AWS::Lambda::EventSourceMapping': [undefined, `lambda:${REGION}:${ACCOUNT}:event-source-mapping:1234abcd-12ab-34cd-56ef-1234567890ab`],
  'AWS::Lambda::Function': ['FunctionName', `lambda:${REGION}:${ACCOUNT}:function:NAME`],
  'AWS::Logs::LogGroup': ['LogGroupName', `logs:${REGION}:${ACCOUNT}:log-group:NAME`],
  'AWS::S3::Bucket': ['BucketName', 's3:::NAME'],
  'AWS::SNS::Topic': ['TopicName', `sns:${REGION}:${ACCOUNT}:NAME`],
  'AWS::SQS::Queue': ['QueueName', `sqs:${REGION}:${ACCOUNT}:NAME`],
};

/** The property that leads to the resource which is changed. */
const CHANGED: Readonly<Record<string, string>> = {
  'AWS::Lambda::EventInvokeConfig': 'FunctionName',
  'AWS::Lambda::Permission': 'FunctionName',
  'AWS::Logs::MetricFilter': 'LogGroupName',
  'AWS::Logs::SubscriptionFilter': 'LogGroupName',
  'AWS::S3::BucketPolicy': 'Bucket',
  'AWS::SNS::Subscription': 'TopicArn',
  'AWS::SNS::TopicPolicy': 'Topics',
  'AWS::SQS::QueuePolicy': 'Queues',
  'Custom::S3AutoDeleteObjects': 'ServiceToken',
};

/** These are asked about all resources. */
const ON_ALL: readonly string[] = ['kms:CreateKey', 'cloudtrail:DescribeTrails', 'lambda:CreateEventSourceMapping'];

/** The ARN that a resource has once it is deployed. */
export function arnOf(template: Json, stack: string, logicalId: string): string {
  const { Type: type, Properties: properties = {} } = template.Resources[logicalId];
  const changed = CHANGED[type];
  if (changed !== undefined) return arnAt(template, stack, properties[changed]);
  const [property, pattern = ''] = ARNS[type] ?? [];
  const written = property === undefined ? undefined : properties[property];
  const name = written === undefined ? made(stack, logicalId) : nameIn(written);
  return `arn:aws:${pattern.replace('NAME', type === 'AWS::S3::Bucket' ? name.toLowerCase() : name)}`;
}

const PSEUDO: Readonly<Record<string, string>> = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': 'aws', 'AWS::Region': REGION };

/** A name that the template writes, with the account and the Region of the deployment in it. */
function nameIn(written: any): string {
  if (typeof written === 'string') return written;
  if (written.Ref in PSEUDO) return PSEUDO[written.Ref] as string;
  const [separator, parts] = written['Fn::Join'];
  return parts.map(nameIn).join(separator);
}

/** The ARN of the resource that a property leads to. */
export function arnAt(template: Json, stack: string, value: any): string {
  const [one] = [value].flat();
  if (typeof one === 'string') return one.startsWith('arn:') ? one : `arn:aws:s3:::${one}`;
  return arnOf(template, stack, one.Ref ?? one['Fn::GetAtt'][0]);
}

/** What CloudFormation calls an action on. */
export function resourceOf(action: string, arn: string): string {
  return ON_ALL.includes(action) ? '*' : arn;
}
