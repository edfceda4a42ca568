import { isUnresolved } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { listOf } from '../../template/unknown';
import { type Observation, perTrail, type Rule } from '../rule';
import { finding } from './problems';

const MAX_TAGS = 50;
const MAX_KEY_PREFIX = 200;

/** E77: tags. */
export const tags: Rule = perTrail(({ resource }) => {
  const count = listOf(resource.properties.Tags)?.length ?? 0;
  if (count <= MAX_TAGS) return [];
  return [
    finding(resource, 'Trail.tags', {
      message: `a trail has at most ${MAX_TAGS} tags (TagsLimitExceededException)`,
      value: count,
      fix: 'remove some',
    }),
  ];
});

/** E08, E09: the prefix of the keys. */
export const keyPrefix: Rule = perTrail(({ resource, keyPrefix: value, bucketName }) => {
  if (value === undefined) return [];
  if (breaksKeys(value)) {
    return [
      finding(resource, 'LogArchive.keyPrefixSlash', {
        message: 'the key prefix must not start or end with a slash, or hold two in a row: CloudTrail adds its own before AWSLogs/',
        value,
        awsMessage: `Incorrect S3 bucket policy is detected for bucket: ${bucketName}`,
        fix: 'write it as folder or folder/folder',
      }),
    ];
  }
  return [...tooLong(resource, value), ...holdsAwsLogs(resource, value)];
});

/** Whether the keys of the files would have two slashes in a row, so that no policy is right. */
export function breaksKeys(prefix: string | undefined): boolean {
  return prefix !== undefined && /^\/|\/$|\/\//.test(prefix);
}

function tooLong(resource: TrailModel['resource'], value: string): Observation[] {
  if (isUnresolved(value) || value.length <= MAX_KEY_PREFIX) return [];
  return [
    finding(resource, 'LogArchive.keyPrefixLength', {
      message: `the key prefix has ${value.length} characters, of which CloudTrail takes ${MAX_KEY_PREFIX} (InvalidS3PrefixException)`,
      value,
      fix: 'shorten it',
    }),
  ];
}

function holdsAwsLogs(resource: TrailModel['resource'], value: string): Observation[] {
  if (!/(^|\/)AWSLogs(\/|$)/.test(value)) return [];
  return [
    finding(resource, 'LogArchive.keyPrefixAwsLogs', {
      message: 'the key prefix holds the folder AWSLogs, which CloudTrail adds itself',
      value,
      fix: 'leave AWSLogs out',
    }),
  ];
}

/**
 * E76: the name of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const bucketName: Rule = perTrail(({ resource, bucketName: value = '', bucket }) => {
  if (isUnresolved(value) || value.includes('«') || (bucket === undefined && value === '')) return [];
  if (/^(?!xn--)(?!.*\.\.)(?!\d+(\.\d+){3}$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)) return [];
  return [
    finding(resource, 'Trail.bucketName', {
      message: value.startsWith('arn:')
        ? 'S3BucketName takes the name of a bucket, not its ARN (InvalidS3BucketNameException)'
        : 'this is not the name of a bucket: 3 to 63 lower-case letters, digits, periods and hyphens (InvalidS3BucketNameException)',
      value,
      fix: 'write the name of the bucket',
    }),
  ];
});

/** E34: a multi-Region trail without global service events, also where the property is left out: CloudFormation has no default for it. */
export const globalServiceEvents: Rule = perTrail(({ resource, isMultiRegion, includesGlobalServiceEvents }) => {
  if (isMultiRegion !== true || includesGlobalServiceEvents === true || includesGlobalServiceEvents === 'unknown') return [];
  return [
    finding(resource, 'Trail.globalServiceEvents', {
      message: 'a multi-Region trail must include global service events, and says so itself: CloudFormation does not',
      value: includesGlobalServiceEvents ?? null,
      awsMessage: 'Multi-Region trail must include global service events.',
      fix: 'set IncludeGlobalServiceEvents to true',
    }),
  ];
});

/** W15: an organization trail for one Region. */
export const organizationRegions: Rule = perTrail(({ resource, isOrganization, isMultiRegion }) => {
  if (isOrganization !== true || isMultiRegion !== false) return [];
  return [
    finding(resource, 'Trail.organizationSingleRegion', {
      message: 'the organization trail logs one Region of its members: what is done elsewhere is not seen',
      value: isMultiRegion,
      fix: 'set IsMultiRegionTrail to true',
    }),
  ];
});

/** W12: no digest files. */
export const logFileValidation: Rule = perTrail(({ resource, validatesLogFiles }) => {
  if (validatesLogFiles !== false) return [];
  return [
    finding(resource, 'Trail.noLogFileValidation', {
      message:
        'without digest files nothing proves that log files are complete and unchanged; switching them off for an hour breaks the chain of those there are',
      value: resource.properties.EnableLogFileValidation ?? null,
      fix: 'set EnableLogFileValidation to true',
    }),
  ];
});
