import { deliveryPath } from '../../log-format/log-file-key';
import { policiesOfBucket } from '../../template/find';
import { isUnresolved, symbolsIn } from '../../template/symbols';
import type { TrailModel } from '../../template/trail-model';
import { textOf } from '../../template/unknown';
import type { World } from '../../template/world';
import { type Answer, askAll } from '../access/ask';
import { type Observation, perTrail, type Rule } from '../rule';
import { explainPut } from './bucket-policy-reasons';
import { deliveriesOf } from './deliveries';
import { checklist, finding, undecided } from './problems';
import { putFile, strangerOf } from './requests';
import { breaksKeys } from './trail-properties';

/**
 * E10, E11, E13 to E15, E17, W08, W11, W18: whether the policy of the bucket lets the trail deliver, evaluated for what CloudTrail will do.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export const bucketPolicy: Rule = perTrail((trail, { world }) => {
  const { resource, bucketName, bucket } = trail;
  // With two slashes in a row no policy is right, and that has a finding of its own.
  if (bucketName === undefined || breaksKeys(trail.keyPrefix)) return [];
  const policies = policiesOf(world, bucketName);
  if (policies.length > 0) return checkPolicies(trail, `arn:${trail.partition}:s3:::${bucketName}`, policies);
  if (!bucket) return [checklist(resource, elsewhere(trail))];
  if (world.resources('AWS::S3::BucketPolicy').some(({ properties }) => isUnresolved(textOf(properties.Bucket) ?? ''))) {
    return [
      undecided(resource, 'BucketPolicy.missing', `whether the bucket ${bucket.path} has a policy depends on the name of a bucket that is not known`),
    ];
  }
  return [
    finding(resource, 'BucketPolicy.missing', {
      message: `the bucket ${bucket.path} has no policy that lets CloudTrail deliver`,
      value: bucketName,
      awsMessage: `Incorrect S3 bucket policy is detected for bucket: ${bucketName}`,
      fix: 'add a bucket policy for cloudtrail.amazonaws.com with s3:GetBucketAcl and s3:PutObject, and let the trail depend on it',
    }),
  ];
});

/** The policies of a bucket. */
function policiesOf(world: World, bucketName: string): unknown[] {
  return policiesOfBucket(world, bucketName).map(({ properties }) => properties.PolicyDocument);
}

function checkPolicies(trail: TrailModel, bucketArn: string, policies: readonly unknown[]): Observation[] {
  const { acl, own, organization: ofOrganization } = deliveriesOf(trail, bucketArn, policies);
  const organization = trail.isOrganization === true ? ofOrganization.allowed : 'yes';
  const wrong = own.find(({ answer }) => answer.allowed === 'no')?.kind;
  if (wrong !== undefined || organization === 'no') {
    return [explainPut({ trail, bucketArn, policies, acl, ownKind: wrong })];
  }
  if (acl.allowed === 'no') return [explainPut({ trail, bucketArn, policies, acl, ownKind: undefined })];
  const unsure = [acl, ...own.map(({ answer }) => answer)].find(({ allowed }) => allowed === 'unknown');
  if (unsure || organization === 'unknown') return [undecidedPolicy(trail, unsure)];
  return open(trail, bucketArn, policies);
}

/** W18: whether the trail of a stranger could deliver to the bucket, below its own account. */
function open(trail: TrailModel, bucketArn: string, policies: readonly unknown[]): Observation[] {
  const source = strangerOf(trail);
  const { allowed } = askAll(policies, putFile(trail, bucketArn, { source, owner: source.account }));
  if (allowed !== 'yes') return [];
  return [
    finding(trail.resource, 'BucketPolicy.confusedDeputy', {
      message: 'any trail of any account could deliver to the bucket: the policy does not say for which trail CloudTrail may do it',
      value: trail.bucketName,
      fix: `add the condition "StringEquals": {"aws:SourceArn": "${trail.arn}"} to the statements for cloudtrail.amazonaws.com`,
    }),
  ];
}

function undecidedPolicy({ resource, bucketName, arn }: TrailModel, answer: Answer | undefined): Observation {
  const dependsOn = answer?.dependsOn ?? (symbolsIn(arn).join(', ') || 'the id of the organization');
  return undecided(resource, 'BucketPolicy.missing', `whether the policy of the bucket ${bucketName} lets the trail deliver depends on ${dependsOn}`);
}

function elsewhere({ bucketName, arn, keyPrefix, account, isOrganization }: TrailModel): string {
  const paths = [deliveryPath(keyPrefix, account), ...(isOrganization === true ? [deliveryPath(keyPrefix, '<organization id>')] : [])];
  return [
    `the policy of the bucket ${bucketName} is not in the templates: it must allow cloudtrail.amazonaws.com s3:GetBucketAcl on it, and`,
    `s3:PutObject on ${paths.map((path) => `${path}*`).join(' and ')} with s3:x-amz-acl bucket-owner-full-control, both for aws:SourceArn ${arn}`,
  ].join(' ');
}
