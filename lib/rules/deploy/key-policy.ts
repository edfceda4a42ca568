import { isJson, section } from '../../template/json';
import type { TemplateResource } from '../../template/resource';
import type { TrailModel } from '../../template/trail-model';
import { flagOf, listOf, textOf } from '../../template/unknown';
import { ask } from '../access/ask';
import { diagnose } from '../access/diagnose';
import { conditionValues, statementsIn } from '../access/statements';
import { type Observation, perTrail, type Rule } from '../rule';
import { checklist, finding, undecided } from './problems';
import { useKey } from './requests';

/**
 * E18, X03 to X05: whether the policy of the key lets CloudTrail encrypt, evaluated for what it will do.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export const keyPolicy: Rule = perTrail((trail) => {
  const { key, kmsKeyId, resource } = trail;
  if (kmsKeyId === undefined) return [];
  if (!key) {
    return /alias\/aws\//.test(kmsKeyId)
      ? []
      : [
          checklist(
            resource,
            `the policy of the key ${kmsKeyId} is not in the templates: it must allow cloudtrail.amazonaws.com kms:GenerateDataKey* for ${trail.arn}`,
          ),
        ];
  }
  const policies = keyPoliciesOf(key);
  const typo = invalidAction(policies);
  if (typo !== undefined) return [invalid(trail, typo)];
  const encrypt = ask(policies, useKey(trail, key.arn, 'kms:GenerateDataKey'));
  if (encrypt.allowed === 'no') return [explain(trail, key, policies)];
  if (encrypt.allowed === 'unknown') {
    return [undecided(resource, 'KeyPolicy.missing', `whether CloudTrail may use the key ${key.path} depends on ${encrypt.dependsOn}`)];
  }
  return bucketKey(trail, key, policies);
});

/** The policy of a key; without one, it is for the account alone. */
export function keyPoliciesOf({ properties }: TemplateResource): unknown[] {
  return properties.KeyPolicy === undefined ? [] : [properties.KeyPolicy];
}

/** X04: an action that is none, so that the statement has no effect. */
function invalidAction(policies: readonly unknown[]): string | undefined {
  const actions = policies.flatMap(statementsIn).flatMap((statement) => (isJson(statement) ? (listOf(statement.Action) ?? []) : []));
  return actions.map(textOf).find((action) => action !== undefined && !/^(\*|[\w*?-]+:[\w*?-]+)$/.test(action) && !/[‹«]/.test(action));
}

function invalid(trail: TrailModel, action: string): Observation {
  return finding(trail.resource, 'KeyPolicy.action', {
    message: 'the policy of the key has an action that is none, so its statement allows nothing',
    value: action,
    awsMessage: refusal(trail),
    fix: `write service:Action, such as ${action.replace(/[^\w*]+/, ':')}`,
  });
}

function explain(trail: TrailModel, key: TemplateResource, policies: readonly unknown[]): Observation {
  const reason = diagnose(policies, useKey(trail, key.arn, 'kms:GenerateDataKey'));
  const problem = (
    what: 'KeyPolicy.missing' | 'KeyPolicy.wildcard' | 'KeyPolicy.sourceArn' | 'KeyPolicy.condition',
    message: string,
    value: unknown,
    fix: string,
  ) => finding(trail.resource, what, { message, value, awsMessage: refusal(trail), fix });
  if (reason.why !== 'condition') {
    return problem(
      'KeyPolicy.missing',
      `the policy of the key ${key.path} does not let CloudTrail encrypt`,
      trail.kmsKeyId,
      `allow cloudtrail.amazonaws.com kms:GenerateDataKey* with the condition aws:SourceArn ${trail.arn}`,
    );
  }
  const literalStar = reason.keys
    .flatMap((name) => conditionValues(reason.statement, name))
    .find(([operator, value]) => /^StringEquals/.test(operator) && String(value).includes('*'));
  if (literalStar) {
    return problem(
      'KeyPolicy.wildcard',
      'StringEquals takes the star in the policy of the key as a character like any other',
      literalStar[1],
      'use StringLike or ArnLike',
    );
  }
  const condition = isJson(reason.statement) ? reason.statement.Condition : undefined;
  if (reason.keys.some((name) => /^aws:source(arn|account)$|:aws:cloudtrail:arn$/i.test(name))) {
    return problem(
      'KeyPolicy.sourceArn',
      'the policy of the key lets CloudTrail encrypt for another trail, not for this one',
      condition,
      'write the ARN of this trail, with its own account, Region and name',
    );
  }
  return problem(
    'KeyPolicy.condition',
    `the policy of the key has a condition that CloudTrail does not meet: ${reason.keys.join(', ')}`,
    condition,
    'remove the condition',
  );
}

/** X05: with a bucket key CloudTrail also decrypts. */
function bucketKey(trail: TrailModel, key: TemplateResource, policies: readonly unknown[]): Observation[] {
  const rules = listOf(section(trail.bucket?.properties ?? {}, 'BucketEncryption').ServerSideEncryptionConfiguration) ?? [];
  if (!rules.some((rule) => isJson(rule) && flagOf(rule.BucketKeyEnabled) === true)) return [];
  if (ask(policies, useKey(trail, key.arn, 'kms:Decrypt')).allowed !== 'no') return [];
  return [
    finding(trail.resource, 'KeyPolicy.decrypt', {
      message: `the bucket has an S3 Bucket Key, and the policy of the key ${key.path} does not let CloudTrail decrypt, which it then needs`,
      value: trail.kmsKeyId,
      awsMessage: refusal(trail),
      fix: 'allow cloudtrail.amazonaws.com kms:Decrypt as well',
    }),
  ];
}

function refusal({ bucketName, kmsKeyId }: TrailModel): string {
  return `Insufficient permissions to access S3 bucket ${bucketName} or KMS key ${kmsKeyId}.`;
}
