import { isJson } from '../../template/json';
import type { TrailModel } from '../../template/trail-model';
import { type Answer, askAny } from '../access/ask';
import { type Diagnosis, diagnose } from '../access/diagnose';
import { conditionKeys, statementsIn } from '../access/statements';
import type { Observation } from '../rule';
import { organizationsIn } from './deliveries';
import { type DeployProblem, finding, undecided } from './problems';
import { type PathParts, putFile, readAcl } from './requests';

/** A delivery that the policy of the bucket does not allow. */
export interface RefusedDelivery {
  readonly trail: TrailModel;
  readonly bucketArn: string;
  readonly policies: readonly unknown[];
  readonly acl: Answer;
  /** The files of its own account that it may not put; left out if it is those of the organization, or nothing but the ACL. */
  readonly ownKind: PathParts['kind'] | undefined;
}

/** Says why a trail cannot deliver: one finding, whatever follows from the same mistake. */
export function explainPut(refused: RefusedDelivery): Observation {
  const { trail, bucketArn, policies, acl, ownKind } = refused;
  const [request] = putFile(trail, bucketArn, ownKind === undefined ? { owner: organizationsIn(trail, policies)[0] } : { kind: ownKind });
  const put: Diagnosis = request ? diagnose(policies, request) : { why: 'nothing' };
  if (ownKind === undefined && trail.isOrganization !== true) return explainAcl(refused);
  if (put.why === 'denied' || put.why === 'condition') return explainStatement(trail, put);
  if (put.why === 'resource') return explainPath(refused, put.statement);
  return finding(trail.resource, 'BucketPolicy.missing', {
    message: `the policy of the bucket lets CloudTrail ${acl.allowed === 'no' ? 'do nothing' : 'read its ACL, but not put objects'}`,
    value: trail.bucketName,
    awsMessage: refusal(trail),
    fix: 'add a statement for cloudtrail.amazonaws.com with s3:PutObject, and one with s3:GetBucketAcl',
  });
}

function explainAcl({ trail, bucketArn, policies }: RefusedDelivery): Observation {
  const reason = diagnose(policies, readAcl(trail, bucketArn));
  if (reason.why === 'denied' || reason.why === 'condition') return explainStatement(trail, reason);
  return finding(trail.resource, 'BucketPolicy.getBucketAcl', {
    message: 'the policy of the bucket does not let CloudTrail read its ACL, which CloudTrail does when the trail is created',
    value: reason.why === 'resource' ? member(reason.statement, 'Resource') : trail.bucketName,
    awsMessage: refusal(trail),
    fix: `allow cloudtrail.amazonaws.com s3:GetBucketAcl on ${bucketArn}, without a slash or star at the end`,
  });
}

const KEYS: readonly (readonly [key: RegExp, problem: DeployProblem, message: string, fix: string])[] = [
  [
    /^aws:source(arn|account|owner)$/i,
    'BucketPolicy.sourceArn',
    'the policy of the bucket lets CloudTrail deliver for another trail, not for this one',
    'write the ARN of this trail, with its own account, Region and name; a value with a star needs StringLike or ArnLike',
  ],
  [
    /^aws:sourceorg(id|paths)$/i,
    'BucketPolicy.sourceOrgId',
    'the policy of the bucket demands the organization of the source, which CloudTrail does not always send: its deliveries are then refused',
    'use aws:SourceArn, with StringLike for several trails',
  ],
  [
    /^s3:x-amz-server-side-encryption/i,
    'BucketPolicy.encryptionHeader',
    'the policy of the bucket demands another encryption than the trail asks for: deliveries fail, and CloudTrail tries them again for 30 days',
    'let the trail and the policy name the same key, or use the default encryption of the bucket in place of the statement',
  ],
];

function explainStatement(trail: TrailModel, reason: Exclude<Diagnosis, { why: 'nothing' }>): Observation {
  const { resource } = trail;
  const keys = reason.why === 'condition' ? reason.keys : conditionKeys(reason.statement);
  const known = KEYS.find(([pattern]) => keys.some((key) => pattern.test(key)));
  if (reason.why === 'denied' && known?.[1] === 'BucketPolicy.sourceOrgId') {
    return undecided(resource, 'BucketPolicy.denied', 'whether a statement denies the delivery depends on whether CloudTrail sends its organization');
  }
  if (known && (reason.why === 'condition' || known[1] === 'BucketPolicy.encryptionHeader')) {
    const [, problem, message, fix] = known;
    return finding(resource, problem, { message, value: member(reason.statement, 'Condition'), awsMessage: refusal(trail), fix });
  }
  return finding(resource, reason.why === 'denied' ? 'BucketPolicy.denied' : 'BucketPolicy.condition', {
    message:
      reason.why === 'denied'
        ? 'a statement of the policy of the bucket denies CloudTrail the delivery'
        : `the statement for CloudTrail in the policy of the bucket has a condition that no delivery meets: ${keys.join(', ')}`,
    value: reason.statement,
    awsMessage: refusal(trail),
    fix: reason.why === 'denied' ? 'leave services of AWS out with aws:PrincipalIsAWSService, or narrow it' : 'remove the condition',
  });
}

/** The statement is for CloudTrail, and about other objects than those that the trail will put. */
function explainPath({ trail, bucketArn, policies, ownKind }: RefusedDelivery, statement: unknown): Observation {
  const organizations = organizationsIn(trail, policies);
  const owners = ownKind === undefined ? organizations : [trail.account];
  const value = member(statement, 'Resource');
  const problem = (what: DeployProblem, message: string, fix: string) =>
    finding(trail.resource, what, { message, value, awsMessage: refusal(trail), fix });

  const prefixes = policies
    .flatMap(statementsIn)
    .flatMap((one) => prefixesIn(member(one, 'Resource'), bucketArn))
    .filter((prefix) => prefix !== (trail.keyPrefix ?? ''));
  const allowed = (prefix: string, owner: string) => askAny(policies, putFile(trail, bucketArn, { prefix, owner })).allowed === 'yes';
  if (prefixes.some((prefix) => owners.some((owner) => allowed(prefix, owner)))) {
    const right = trail.keyPrefix === undefined ? 'no prefix' : `the prefix ${trail.keyPrefix}`;
    return problem(
      'BucketPolicy.keyPrefix',
      `the trail delivers with ${right}, and the policy of the bucket is for another one`,
      'use the same prefix in both',
    );
  }
  const folder = `${bucketArn}/${trail.keyPrefix ? `${trail.keyPrefix}/` : ''}AWSLogs`;
  if (ownKind === undefined) {
    return problem(
      'BucketPolicy.organization',
      'the trail of an organization delivers below the id of the organization too, and the policy of the bucket is for the account alone',
      `add ${folder}/<organization id>/* to the resources of s3:PutObject`,
    );
  }
  return problem(
    'BucketPolicy.path',
    'the policy of the bucket is for other objects than those that the trail will put',
    `write ${folder}/${trail.account}/* as the resource of s3:PutObject`,
  );
}

/** The prefixes that the resources of a statement have before `AWSLogs/`. */
function prefixesIn(resources: unknown, bucketArn: string): string[] {
  return [resources].flat().flatMap((resource) => {
    const path = typeof resource === 'string' && resource.startsWith(`${bucketArn}/`) ? resource.slice(bucketArn.length + 1) : undefined;
    const found = path === undefined ? undefined : /^(?:(.*)\/)?AWSLogs\//.exec(path);
    return found ? [found[1] ?? ''] : [];
  });
}

function member(statement: unknown, name: string): unknown {
  return isJson(statement) ? statement[name] : statement;
}

function refusal({ bucketName }: TrailModel): string {
  return `Incorrect S3 bucket policy is detected for bucket: ${bucketName}`;
}
