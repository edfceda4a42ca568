import { DIGEST_FILE_KIND } from '../../../log-format/log-file-key';
import type { AccessRequest } from '../../../policy/request';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { type Answer as Asked, appliesTo } from '../../access/ask';
import { type Diagnosis, diagnose } from '../../access/diagnose';
import { deliveriesOf, organizationsIn } from '../../deploy/deliveries';
import { putFile, readAcl } from '../../deploy/requests';
import type { ControlRule, PolicyScene } from '../control-rule';
import { allOf, fail, type Ground, type Judgement, pass, unknown } from '../judgement';
import { type Placed, placeOf } from '../places';
import { judgePolicies, statementsOf } from './policies';

/** BKT-11. */
export const acceptsDelivery: ControlRule = {
  id: 'BKT-11',
  name: 'LogBucketAcceptsDelivery',
  title: 'The policy of the log bucket lets the trail deliver',
  severity: 'high',
  decidable: 'full',
  resourceTypes: ['AWS::S3::BucketPolicy'],
  rationale: 'What the bucket does not take is lost: CloudTrail tries again for 30 days, and tells it in the status of the trail only.',
  predicate:
    'CloudTrail may read the ACL of the bucket and put the files of the trail below AWSLogs and the account, for an organization trail also below the id of the organization',
  live: 'cloudtrail:GetTrailStatus LatestDeliveryError',
  fix: 'allow cloudtrail.amazonaws.com s3:GetBucketAcl on the bucket and s3:PutObject on AWSLogs/<account>/*, with aws:SourceArn of the trail',
  limit: 'service control policies, and the key that the files are encrypted with, are not looked at',
  of: 'logBucketPolicy',
  judge: (resource, scene) => judgePolicies(resource, scene, 'CloudTrail may not deliver', (policies) => judgeDeliveries(scene, policies)),
};

interface Delivery {
  readonly what: string;
  readonly answer: Asked;
  readonly request: AccessRequest | undefined;
}

function judgeDeliveries(scene: PolicyScene, policies: readonly TemplateResource[]): Judgement {
  const statements = statementsOf(policies);
  const wholePolicy = policies.map((policy) => placeOf(policy, 'PolicyDocument', 'Statement'));
  const judgements = deliveriesTo(scene, statements).map((delivery) => judgeDelivery(delivery, statements, wholePolicy));
  const ofOrganization = judgements.at(-1);
  if (ofOrganization?.verdict === 'pass') return allOf(judgements);
  const needed = scene.parameters.organization || scene.trail.isOrganization;
  if (needed === false) return allOf(judgements.slice(0, -1));
  if (needed === true) return allOf(judgements);
  const maybe = unknown('whether the trail is one of an organization is not known', 'IsOrganizationTrail', ...wholePolicy);
  return allOf([...judgements.slice(0, -1), maybe]);
}

/** All that a trail does with its bucket; what it does for an organization is the last. */
function deliveriesTo({ trail, bucketName }: PolicyScene, statements: readonly Placed[]): Delivery[] {
  const bucketArn = `arn:${trail.partition}:s3:::${bucketName}`;
  const policies = [{ Statement: statements.map(({ value }) => value) }];
  const { acl, own, organization } = deliveriesOf(trail, bucketArn, policies);
  const [owner] = organizationsIn(trail, policies);
  return [
    { what: 'read the ACL of the bucket', answer: acl, request: readAcl(trail, bucketArn) },
    ...own.map(({ kind, answer }) => ({
      what: kind === DIGEST_FILE_KIND ? 'put digest files' : 'put log files',
      answer,
      request: putFile(trail, bucketArn, { kind })[0],
    })),
    { what: 'put log files of the organization', answer: organization, request: putFile(trail, bucketArn, { owner })[0] },
  ];
}

function judgeDelivery({ what, answer, request }: Delivery, statements: readonly Placed[], wholePolicy: readonly Ground[]): Judgement {
  const placesOf = (wanted: (one: Placed) => boolean) => {
    const places = statements.filter(wanted).map(({ ground }) => ground);
    return places.length > 0 ? places : wholePolicy;
  };
  if (answer.allowed === 'unknown') {
    return unknown(`whether CloudTrail may ${what} is not known`, answer.dependsOn || 'the policy of the bucket', ...wholePolicy);
  }
  if (answer.allowed === 'yes') {
    return pass(`CloudTrail may ${what}`, ...placesOf(({ value }) => request !== undefined && appliesTo(value, request) === 'yes'));
  }
  const policies = [{ Statement: statements.map(({ value }) => value) }];
  const reason: Diagnosis = request ? diagnose(policies, request) : { why: 'nothing' };
  const near = reason.why === 'nothing' ? undefined : reason.statement;
  return fail(`CloudTrail may not ${what}: ${inWords(reason)}`, ...placesOf(({ value }) => value === near));
}

function inWords(reason: Diagnosis): string {
  switch (reason.why) {
    case 'denied':
      return 'a statement denies it';
    case 'condition':
      return display(`a condition that CloudTrail does not meet, with ${reason.keys.join(' and ')}`);
    case 'resource':
      return 'the statement for CloudTrail is about something else in its Resource';
    default:
      return 'no statement allows it';
  }
}
