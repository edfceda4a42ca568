import type { AccessRequest } from '../../../policy/request';
import { isJson } from '../../../template/json';
import type { TemplateResource } from '../../../template/resource';
import { display } from '../../../template/symbols';
import { appliesTo, ask } from '../../access/ask';
import { conditionKeys } from '../../access/statements';
import type { ControlRule, PolicyScene } from '../control-rule';
import { fail, type Judgement, pass, unknown } from '../judgement';
import { type Placed, placeOf } from '../places';
import { judgePolicies, statementsOf } from './policies';

/** BKT-04. */
export const tlsOnly: ControlRule = {
  id: 'BKT-04',
  name: 'LogBucketTlsOnly',
  title: 'The log bucket refuses requests without TLS',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::BucketPolicy'],
  rationale: 'Without TLS log files can be read, and changed, on their way.',
  predicate:
    'statements that deny, with no other condition than aws:SecureTransport, refuse every request over plain HTTP: of anyone, for any action, on the bucket and on any object',
  live: 's3:GetBucketPolicy',
  fix: 'deny s3:* to everyone on the ARN of the bucket and that ARN with /*, with the condition Bool aws:SecureTransport false',
  of: 'logBucketPolicy',
  judge: (resource, scene) => judgePolicies(resource, scene, 'requests without TLS are not refused', (policies) => judgeTransport(scene, policies)),
};

function judgeTransport(scene: PolicyScene, policies: readonly TemplateResource[]): Judgement {
  const denying = statementsOf(policies).filter(({ value }) => mayDeny(value));
  const requests = requestsOverHttp(scene, denying);
  const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const answers = requests.map((request) => ({ request, ...ask([{ Statement: [everything, ...denying.map(({ value }) => value)] }], request) }));
  const grounds = denying.length > 0 ? denying.map(({ ground }) => ground) : policies.map((policy) => placeOf(policy, 'PolicyDocument', 'Statement'));
  const allowed = answers.find((answer) => answer.allowed === 'yes');
  if (denying.length === 0) return fail('no statement refuses requests without TLS', ...grounds);
  if (allowed) return fail(`not every request without TLS is refused: ${inWords(allowed.request)}`, ...grounds);
  const unsure = answers.find((answer) => answer.allowed === 'unknown');
  if (unsure) return unknown('whether every request without TLS is refused is not known', unsure.dependsOn || 'the policy of the bucket', ...grounds);
  const deciding = denying.filter(({ value }) => requests.some((request) => appliesTo(value, request) === 'yes'));
  return pass('every request without TLS is refused', ...deciding.map(({ ground }) => ground));
}

/** Statements with other conditions, or with exceptions for principals, leave some requests out. */
function mayDeny(statement: unknown): boolean {
  if (!isJson(statement)) return true;
  if (statement.Effect === 'Allow' || statement.NotPrincipal !== undefined) return false;
  return conditionKeys(statement).every((key) => key.toLowerCase() === 'aws:securetransport');
}

const BUCKET_ACTIONS = ['s3:ListBucket', 's3:PutBucketPolicy', 's3:AnyOther'];
const OBJECT_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion', 's3:AnyOther'];

/** Requests of everybody, for what policies usually name and for what none would, with whatever the statements make exceptions for. */
function requestsOverHttp({ trail, bucketName }: PolicyScene, denying: readonly Placed[]): AccessRequest[] {
  const { partition, account } = trail;
  const bucket = `arn:${partition}:s3:::${bucketName}`;
  const spared = (name: string) => denying.flatMap(({ value }) => samplesOf(isJson(value) ? value[name] : undefined));
  const actions = spared('NotAction').filter((action) => /^s3:\w+$/i.test(action));
  const objects = [`${bucket}/AWSLogs/${account}/file`, `${bucket}/other`, ...spared('NotResource').filter((arn) => arn.startsWith(`${bucket}/`))];
  const stranger = { arn: `arn:${partition}:iam::999999999999:role/stranger` };
  const principals = ['anonymous', { arn: `arn:${partition}:iam::${account}:user/somebody` }, stranger, CLOUDTRAIL] as const;
  const targets = [
    ...[...BUCKET_ACTIONS, ...actions].map((action) => ({ action, resource: bucket })),
    ...[...OBJECT_ACTIONS, ...actions].flatMap((action) => objects.map((resource) => ({ action, resource }))),
  ];
  return principals.flatMap((principal) => targets.map((target) => ({ principal, ...target, context: { 'aws:SecureTransport': 'false' } })));
}

const CLOUDTRAIL = { service: 'cloudtrail.amazonaws.com' };

/** Something that each pattern matches. */
function samplesOf(patterns: unknown): string[] {
  return [patterns].flat().flatMap((pattern) => (typeof pattern === 'string' ? [pattern.replace(/[*?]/g, 'X')] : []));
}

function inWords({ principal, action, resource }: AccessRequest): string {
  const who = typeof principal === 'string' ? principal : Object.values(principal)[0];
  return display(`${action === 's3:AnyOther' ? 'other actions' : action} on ${resource} by ${who}`);
}
