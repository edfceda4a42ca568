import { display } from '../../../template/symbols';
import { unknownIn } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { judgeValue } from '../judge-value';
import { allOf, fail, unknown } from '../judgement';
import { memberOf, placeWithin, valueAt } from '../places';
import { defaultEncryption, KMS, namesKey } from './encryption';

/** BKT-06. */
export const kmsDefault: ControlRule = {
  id: 'BKT-06',
  name: 'LogBucketKmsDefault',
  title: 'The log bucket encrypts with a key of KMS by default',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'With a key of KMS whoever reads a log file needs leave to use the key, too, and each use of it is recorded.',
  predicate: 'SSEAlgorithm of the default encryption is aws:kms or aws:kms:dsse',
  live: 's3:GetBucketEncryption',
  fix: 'set SSEAlgorithm to aws:kms and KMSMasterKeyID to a key of your own',
  limit: 'without KMSMasterKeyID the key is the one that AWS manages for S3, which passes',
  of: 'logBucket',
  judge: (bucket, { world }) => {
    const { value, ground } = valueAt(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
    const rules = defaultEncryption(bucket);
    if (!rules) return unknown('BucketEncryption is not known', display(unknownIn(value) ?? 'BucketEncryption'), ground);
    if (rules.length === 0) return fail('BucketEncryption is missing, and the default is a key of S3', ground);
    return allOf(
      rules.map((rule) =>
        judgeValue(
          world,
          { value: memberOf(rule.value, 'SSEAlgorithm'), ground: placeWithin(rule.ground, 'SSEAlgorithm') },
          {
            ...KMS,
            name: 'SSEAlgorithm of the default encryption',
            pass: namesKey(rule) ? 'the default is a key of KMS that the template names' : 'the default is the key of KMS that AWS manages for S3',
            missing: 'and the default is a key of S3',
          },
        ),
      ),
    );
  },
};
