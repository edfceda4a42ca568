import { GetTrailCommand, GetTrailStatusCommand, type Trail } from '@aws-sdk/client-cloudtrail';
import { textOf } from '../../../../lib/template/unknown';
import { ask } from '../ask';
import type { Aws } from '../aws';
import { type Check, compared, given, missing, type Pair } from '../check';
import type { DeclaredResource } from '../declared';
import { deliveryOf } from './delivery';
import { resolvedKey } from './key';
import type { Looker } from './looker';
import { selectorsOf } from './selectors';

export const NO_TRAIL = ['TrailNotFoundException', 'InvalidTrailNameException'];

/** A trail: its settings, whether it logs and delivers, and what it logs. */
export const lookAtTrail: Looker = async (resource, aws) => {
  const Name = resource.arn;
  const client = aws.cloudTrail(resource.region);
  const trail = await ask('cloudtrail:GetTrail', async () => (await client.send(new GetTrailCommand({ Name }))).Trail ?? {}, NO_TRAIL);
  if (trail.is === 'absent') return [missing(resource)];
  const status = await ask('cloudtrail:GetTrailStatus', () => client.send(new GetTrailStatusCommand({ Name })), NO_TRAIL);
  const key = await resolvedKey(resource.properties.KMSKeyId, resource.region, aws);
  return [
    ...given(resource, 'IsLogging', status, (value) => deliveryOf(resource, value)),
    ...given(resource, 'AWS::CloudTrail::Trail', trail, (value) => settingsOf(resource, value, key)),
    ...(await selectorsOf(resource, client)),
  ];
};

function settingsOf(resource: DeclaredResource, live: Trail, key: unknown): Check[] {
  const { properties, arn } = resource;
  const update = (option: string) => `aws cloudtrail update-trail --name ${arn} ${option}`;
  const pairs: (Omit<Pair, 'fix'> & { readonly option: string })[] = [
    { property: 'S3BucketName', declared: properties.S3BucketName, live: live.S3BucketName, option: '--s3-bucket-name' },
    { property: 'S3KeyPrefix', declared: none(properties.S3KeyPrefix), live: none(live.S3KeyPrefix), option: '--s3-key-prefix' },
    { property: 'KMSKeyId', declared: key, live: none(live.KmsKeyId), option: '--kms-key-id', because: 'log files are encrypted with another key' },
    { property: 'SnsTopicName', declared: topicOf(resource, live), live: none(live.SnsTopicARN), option: '--sns-topic-name' },
    {
      property: 'CloudWatchLogsLogGroupArn',
      declared: none(properties.CloudWatchLogsLogGroupArn),
      live: none(live.CloudWatchLogsLogGroupArn),
      option: '--cloud-watch-logs-log-group-arn',
    },
    {
      property: 'CloudWatchLogsRoleArn',
      declared: none(properties.CloudWatchLogsRoleArn),
      live: none(live.CloudWatchLogsRoleArn),
      option: '--cloud-watch-logs-role-arn',
    },
  ];
  const flags: [property: string, otherwise: unknown, live: boolean | undefined, option: string][] = [
    ['IsMultiRegionTrail', false, live.IsMultiRegionTrail, '--is-multi-region-trail'],
    // What CloudTrail makes of it where it is left out is its own affair.
    ['IncludeGlobalServiceEvents', live.IncludeGlobalServiceEvents, live.IncludeGlobalServiceEvents, '--include-global-service-events'],
    ['EnableLogFileValidation', false, live.LogFileValidationEnabled, '--enable-log-file-validation'],
    ['IsOrganizationTrail', false, live.IsOrganizationTrail, '--is-organization-trail'],
  ];
  return [
    ...pairs.map(({ option, ...pair }) => compared(resource, { ...pair, fix: update(`${option} ${quoted(pair.declared ?? '')}`) })),
    ...flags.map(([property, otherwise, value, option]) => {
      const declared = properties[property] ?? otherwise;
      const fix = update(String(declared) === 'false' ? option.replace('--', '--no-') : option);
      return compared(resource, { property, declared, live: value ?? false, fix });
    }),
  ];
}

/** CloudTrail takes the name of a topic, and tells its ARN. */
function topicOf({ properties, stack, region, account }: DeclaredResource, { SnsTopicARN }: Trail): unknown {
  const name = textOf(properties.SnsTopicName);
  if (!name || name.startsWith('arn:')) return none(name);
  return SnsTopicARN?.endsWith(`:${name}`) ? SnsTopicARN : `arn:${stack.partition}:sns:${region}:${account}:${name}`;
}

/** An empty text is none. */
function none(value: unknown): unknown {
  return value === '' ? undefined : value;
}

function quoted(value: unknown): string {
  const text = String(value);
  return /^[\w:/.*-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Reads whether a trail logs and delivers, and nothing else. */
export async function statusOf({ arn, region }: DeclaredResource, aws: Aws) {
  return ask('cloudtrail:GetTrailStatus', () => aws.cloudTrail(region).send(new GetTrailStatusCommand({ Name: arn })), NO_TRAIL);
}
