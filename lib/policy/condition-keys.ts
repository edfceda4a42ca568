import { UnsupportedPolicyError } from './unsupported-policy-error';
import { quoted } from './values';

/** The keys that the evaluator knows, and that have one value at most. */
const SINGLE_VALUED = [
  'aws:CurrentTime',
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalOrgID',
  'aws:PrincipalServiceName',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOrgID',
  'aws:SourceOwner',
  'aws:ViaAWSService',
  'iam:AWSServiceName',
  'iam:PassedToService',
  'iam:PolicyARN',
  'kms:CallerAccount',
  'kms:GrantIsForAWSResource',
  'kms:ViaService',
  'lambda:FunctionArn',
  's3:object-lock-mode',
  's3:object-lock-remaining-retention-days',
  's3:prefix',
  's3:ResourceAccount',
  's3:TlsVersion',
  's3:x-amz-acl',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'sns:Endpoint',
  'sns:Protocol',
  'sts:ExternalId',
];

/** The keys that the evaluator knows, and that have several values. */
const MULTI_VALUED = ['aws:CalledVia', 'aws:PrincipalOrgPaths', 'aws:SourceOrgPaths', 'kms:EncryptionContextKeys'];

/** Keys that go on with a name that the user chooses. */
const PREFIXES = ['kms:EncryptionContext:'];

const normalized = (keys: readonly string[]) => new Set(keys.map((key) => key.toLowerCase()));
const single = normalized(SINGLE_VALUED);
const multi = normalized(MULTI_VALUED);
const prefixes = [...normalized(PREFIXES)];

/** Whether a key, in its normal form, can have several values in a request. */
export const isMultiValued = (key: string): boolean => multi.has(key);

/** The normal form of a key: the case of its name does not matter. Fails for one that the evaluator does not know. */
export function knownKey(key: string): string {
  const known = key.toLowerCase();
  if (!single.has(known) && !multi.has(known) && !prefixes.some((prefix) => known.startsWith(prefix) && known !== prefix)) {
    throw new UnsupportedPolicyError(`condition key ${quoted(key)} is not known; correct it, or add it to lib/policy/condition-keys.ts`);
  }
  return known;
}
