import type { Json } from '../../../template/json';
import { isJson } from '../../../template/json';
import { display } from '../../../template/symbols';
import { listOf, textOf, unknownIn } from '../../../template/unknown';
import { appliesTo } from '../../access/ask';
import { conditionKeys } from '../../access/statements';
import { putFile } from '../../deploy/requests';
import { type Answer, every, not, some } from '../answer';
import type { ControlRule, PolicyScene } from '../control-rule';
import { allOf, fail, type Judgement, pass, unknown } from '../judgement';
import { isLimited } from '../limiting-condition';
import { type Placed, placeOf } from '../places';
import { allows, isForEveryone } from '../public-grant';
import { judgePolicies, statementsOf } from './policies';

/** CloudTrail sends the trail and its account with every request. */
const SENT = ['aws:SourceArn', 'aws:SourceAccount'];
const WEAKER = ['aws:SourceAccount', 'aws:SourceOwner', 'aws:SourceOrgID', 'aws:SourceOrgPaths'];

/** What no request of a service has. */
const OF_PEOPLE = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:SourceIp', 'aws:userid'];

/** BKT-10. */
export const confusedDeputy: ControlRule = {
  id: 'BKT-10',
  name: 'LogBucketConfusedDeputy',
  title: 'CloudTrail may use the log bucket for known trails only',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::S3::BucketPolicy'],
  rationale: 'CloudTrail delivers for whoever asks it to: without a condition the trail of a stranger can fill the bucket.',
  predicate:
    'each Allow statement for cloudtrail.amazonaws.com is limited by aws:SourceArn; aws:SourceAccount or the organization of the source is weaker, and passes',
  live: 's3:GetBucketPolicy',
  fix: 'add the condition StringEquals aws:SourceArn with the ARN of the trail to each statement for cloudtrail.amazonaws.com',
  of: 'logBucketPolicy',
  judge: (resource, scene) =>
    judgePolicies(resource, scene, 'no Allow statement for cloudtrail.amazonaws.com has aws:SourceArn', (policies) => {
      const judgements = statementsOf(policies).flatMap((statement) => judgeStatement(scene, statement));
      const places = policies.map((policy) => placeOf(policy, 'PolicyDocument', 'Statement'));
      return judgements.length > 0 ? allOf(judgements) : fail('no Allow statement is for cloudtrail.amazonaws.com', ...places);
    }),
};

function judgeStatement(scene: PolicyScene, { value, ground }: Placed): Judgement[] {
  const { world } = scene;
  if (!isJson(value)) return [unknown('a statement cannot be read', display(unknownIn(value) ?? 'a statement'), ground)];
  const about = every([allows(value), isForCloudTrail(scene, value)]);
  if (about === false) return [];
  const exact = isLimited(world, value, { only: ['aws:SourceArn'], sent: SENT });
  const weaker = isLimited(world, value, { only: WEAKER, sent: SENT });
  const limited = some([exact, weaker]);
  if (limited === true) return [about === true ? pass(exact === true ? BY_ARN : BY_ACCOUNT, ground) : []].flat();
  if (limited === false && about === true) return [fail(UNLIMITED, ground)];
  const { dependsOn } = [limited, about].find((answer) => typeof answer !== 'boolean') as { dependsOn: string };
  return [unknown('whether a statement lets CloudTrail deliver for anybody is not known', dependsOn, ground)];
}

const BY_ARN = 'a statement for cloudtrail.amazonaws.com is limited by aws:SourceArn';
const BY_ACCOUNT = 'a statement for cloudtrail.amazonaws.com is limited to the account or organization of the trail, which is weaker than its ARN';
const UNLIMITED = 'an Allow statement for cloudtrail.amazonaws.com has no aws:SourceArn that limits it';

/** Whether a statement is about CloudTrail: it is named, or is among everyone and not left out by a condition on the principal. */
function isForCloudTrail({ world, trail, bucketName }: PolicyScene, statement: Json): Answer {
  const others = conditionKeys(statement).filter((key) => !/^aws:principal/i.test(key));
  const { Action: _, NotAction: __, ...rest } = statement;
  const [request] = putFile(trail, `arn:${trail.partition}:s3:::${bucketName}`);
  const relaxed = ['Resource' as const, ...others.map((key) => `Condition:${key}` as const)];
  const leftOut = request !== undefined && appliesTo({ ...rest, Action: '*' }, request, relaxed) === 'no';
  const named = some([isForEveryone(world, statement), ...namesOf(statement).map(isCloudTrail)]);
  return every([named, not(isLimited(world, statement, { only: OF_PEOPLE })), !leftOut]);
}

function namesOf({ Principal }: Json): readonly unknown[] {
  const services = isJson(Principal) ? Principal.Service : undefined;
  return listOf(services) ?? [services];
}

function isCloudTrail(name: unknown): Answer {
  const text = textOf(name) ?? '';
  return text.includes('‹') ? { dependsOn: display(text) } : text === 'cloudtrail.amazonaws.com';
}
