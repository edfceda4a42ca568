import { isOpen } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { flagOf, textOf } from '../../template/unknown';
import { type Observation, perTrail, type Rule } from '../rule';
import { finding } from './problems';

const KEY_ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/i;
const ALIAS = /^alias\/[\w/-]+$/;

/** E19 to E22: the key that encrypts log files, besides its policy. */
export const encryptionKey: Rule = perTrail((trail) => {
  const { kmsKeyId } = trail;
  if (kmsKeyId === undefined) return [];
  return [...awsManaged(trail, kmsKeyId), ...malformed(trail, kmsKeyId), ...elsewhere(trail, kmsKeyId), ...unusable(trail)];
});

function awsManaged({ resource, bucketName }: TrailModel, kmsKeyId: string): Observation[] {
  if (!/(^|:)alias\/aws\//.test(kmsKeyId)) return [];
  return [
    finding(resource, 'LogArchive.awsManagedKey', {
      message: 'CloudTrail cannot use a key that AWS manages, since nobody can write its policy',
      value: kmsKeyId,
      awsMessage: `KMS key ID ${kmsKeyId} does not exist, or s3 bucket ${bucketName} and key are not in the same region.`,
      fix: 'use a customer managed key',
    }),
  ];
}

/** What CloudFormation makes up, and what is not known, is well formed. */
function malformed({ resource, key }: TrailModel, kmsKeyId: string): Observation[] {
  const id = /^arn:[^:]+:kms:[^:]+:[^:]+:(?:key\/)?(.+)$/.exec(kmsKeyId)?.[1] ?? kmsKeyId;
  if (key || isOpen(id) || id.includes('«') || KEY_ID.test(id) || ALIAS.test(id)) return [];
  return [
    finding(resource, 'Trail.keyId', {
      message: 'this is neither the id, the alias nor the ARN of a key (InvalidKmsKeyIdException)',
      value: kmsKeyId,
      fix: 'write the ARN of the key, or alias/ and the name of its alias',
    }),
  ];
}

function elsewhere({ resource, bucket, bucketName, key }: TrailModel, kmsKeyId: string): Observation[] {
  const keyRegion = key?.region ?? /^arn:[^:]+:kms:([^:]+):/.exec(kmsKeyId)?.[1];
  if (!bucket || keyRegion === undefined || isOpen(keyRegion) || isOpen(bucket.region) || keyRegion === bucket.region) return [];
  return [
    finding(resource, 'LogArchive.keyRegion', {
      message: `the key must be in the Region of the bucket, ${bucket.region}, and is in ${keyRegion}`,
      value: kmsKeyId,
      awsMessage: `KMS key ID ${kmsKeyId} does not exist, or s3 bucket ${bucketName} and key are not in the same region.`,
      fix: `use a key of ${bucket.region}`,
    }),
  ];
}

function unusable({ resource, key, kmsKeyId }: TrailModel): Observation[] {
  const spec = textOf(key?.properties.KeySpec) ?? 'SYMMETRIC_DEFAULT';
  const disabled = flagOf(key?.properties.Enabled) === false;
  if (!key || ((spec === 'SYMMETRIC_DEFAULT' || isOpen(spec)) && !disabled)) return [];
  return [
    finding(resource, 'LogArchive.unusableKey', {
      message: `log files are encrypted with an enabled, symmetric key; ${key.path} is ${disabled ? 'disabled' : `of the spec ${spec}`}`,
      value: kmsKeyId,
      fix: 'use an enabled key of the default spec',
    }),
  ];
}
