import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The types that a trail, its archive and what processes its log files are made of. */
const TYPES = [
  ...['Athena::NamedQuery', 'Athena::WorkGroup'],
  ...['CloudFormation::CustomResource', 'CloudFormation::Stack', 'CloudTrail::EventDataStore', 'CloudTrail::Trail'],
  ...['CloudWatch::Alarm', 'CloudWatch::CompositeAlarm', 'CloudWatch::Dashboard', 'DynamoDB::GlobalTable', 'DynamoDB::Table', 'Events::Rule'],
  ...['Glue::Database', 'Glue::Table', 'IAM::ManagedPolicy', 'IAM::Policy', 'IAM::Role', 'IAM::RolePolicy', 'IAM::User'],
  ...['KMS::Alias', 'KMS::Key', 'KMS::ReplicaKey', 'KinesisFirehose::DeliveryStream'],
  ...['Lambda::Alias', 'Lambda::EventInvokeConfig', 'Lambda::EventSourceMapping', 'Lambda::Function', 'Lambda::Permission', 'Lambda::Version'],
  ...['Logs::LogGroup', 'Logs::MetricFilter', 'Logs::ResourcePolicy', 'Logs::SubscriptionFilter', 'S3::Bucket', 'S3::BucketPolicy'],
  ...['SNS::Subscription', 'SNS::Topic', 'SNS::TopicPolicy', 'SQS::Queue', 'SQS::QueuePolicy', 'SSM::Parameter', 'Scheduler::Schedule'],
].map((name) => `AWS::${name}`);

interface PropertyType {
  readonly type: string;
  readonly element?: PropertyType;
  readonly types?: readonly PropertyType[];
  readonly reference?: { readonly $ref: string };
}

interface Property {
  readonly type: PropertyType;
  readonly causesReplacement?: 'yes' | 'maybe';
}

interface Entity {
  readonly $id: string;
  readonly cloudFormationType?: string;
  readonly primaryIdentifier?: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
}

/** `lib/template/update-table.ts`, made from the resource specification that the CDK CLI brings along. */
export function updateTable(): string {
  const { schema } = JSON.parse(gunzipSync(readFileSync(join(__dirname, '../../node_modules/aws-cdk/db.json.gz'))).toString());
  const parts = new Map<string, Entity>(schema.typeDefinition.entities.map((entity: Entity) => [entity.$id, entity]));
  const rows = TYPES.map((type) => {
    const entity = schema.resource.entities.find(({ cloudFormationType }: Entity) => cloudFormationType === type) as Entity;
    const text = rowOf(entity, parts);
    // As the formatter breaks lines.
    return `  '${type}':${type.length + text.length > 140 ? '\n   ' : ''} '${text}',`;
  });
  return [
    '// Made by `npx tsx --tsconfig tsconfig.dev.json test/template/write-update-table.ts`: do not edit it.',
    '',
    '/**',
    ' * For each type: what identifies a resource | properties whose update replaces it | those whose update may | those that are updated in place.',
    ' * From the resource specification of CloudFormation.',
    ' */',
    'export const UPDATE_TABLE: Readonly<Record<string, string>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
}

function rowOf({ primaryIdentifier = [], properties }: Entity, parts: ReadonlyMap<string, Entity>): string {
  const names = Object.keys(properties).sort();
  const effectOf = (name: string) => {
    const { causesReplacement, type } = properties[name] as Property;
    return causesReplacement ?? (hasReplacing(type, parts, new Set()) ? 'maybe' : 'no');
  };
  const having = (effect: string) => names.filter((name) => effectOf(name) === effect).join(' ');
  return [primaryIdentifier.join(' '), having('yes'), having('maybe'), having('no')].join('|');
}

/** Whether an update of a part of a property can replace the resource. */
function hasReplacing({ element, types = [], reference }: PropertyType, parts: ReadonlyMap<string, Entity>, seen: Set<string>): boolean {
  const inner = [...types, ...(element ? [element] : [])];
  if (inner.some((one) => hasReplacing(one, parts, seen))) return true;
  if (!reference || seen.has(reference.$ref)) return false;
  seen.add(reference.$ref);
  const properties = Object.values(parts.get(reference.$ref)?.properties ?? {});
  return properties.some(({ causesReplacement, type }) => causesReplacement !== undefined || hasReplacing(type, parts, seen));
}
