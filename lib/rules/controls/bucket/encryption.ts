import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import type { World } from '../../../template/world';
import { type Answer, some } from '../answer';
import { isRight, type Texts } from '../judge-value';
import { itemsAt, memberOf, type Placed, placeWithin, valueAt } from '../places';

/** The algorithms of the default encryption, and those with a key of KMS. */
export const KMS: Texts = { all: ['AES256', 'aws:kms', 'aws:kms:dsse'], right: ['aws:kms', 'aws:kms:dsse'] };

/** The defaults of the encryption of a bucket: S3 takes one. `undefined` where the list is not known. */
export function defaultEncryption(bucket: TemplateResource): Placed[] | undefined {
  const path = ['BucketEncryption', 'ServerSideEncryptionConfiguration'];
  return itemsAt(bucket, valueAt(bucket, ...path).value, ...path)?.map(({ value, ground }) => ({
    value: memberOf(value, 'ServerSideEncryptionByDefault'),
    ground: placeWithin(ground, 'ServerSideEncryptionByDefault'),
  }));
}

/** Whether the default encryption of a bucket is with a key of KMS. */
export function isKmsDefault(world: World, bucket: TemplateResource): Answer {
  const rules = defaultEncryption(bucket);
  if (!rules) return { dependsOn: 'BucketEncryption' };
  return some(rules.map(({ value }) => isRight(world, memberOf(value, 'SSEAlgorithm'), KMS)));
}

/** Whether the default says with which key. */
export function namesKey({ value }: Placed): boolean {
  return isJson(value) && value.KMSMasterKeyID !== undefined && value.KMSMasterKeyID !== '';
}
