import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLambda } from '../../../bin/commands/start/lambda';
import { bundleHandler } from '../../helpers/bundle';
import { localEnvironment } from '../../helpers/environment';
import { onBus } from '../../monitoring/tamper-events';
import { call } from '../../rules/controls/alarms/records';
import { LocalApis } from './local-apis';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const ROLE = 'arn:aws:iam::111122223333:role/protection';
const TOPICS = ['arn:aws:sns:eu-west-1:111122223333:security', 'arn:aws:sns:eu-west-1:111122223333:second'];
const DECLARED = { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] };
const READ_ONLY = { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true, DataResources: [] }] };
const INSIGHTS = [{ InsightType: 'ApiCallRateInsight' }];

const folder = mkdtempSync(join(tmpdir(), 'tamper-protection-'));
const bundle = join(folder, 'index.js');
let apis: LocalApis;
let lambda: LocalLambda;

function environment(repair: object | null = { attempts: 2, windowMinutes: 1440, selectors: DECLARED, insights: INSIGHTS }) {
  return {
    ...localEnvironment(apis.endpoint),
    ...{ TOPIC_ARNS: TOPICS.join(' '), ROLE_ARN: ROLE, DEPLOY_ROLES: 'arn:aws:iam::*:role/cdk-*-cfn-exec-role-*', TRAIL_ARN: TRAIL, STACK: 'Audit' },
    ...{ LOG_GROUP: '/protection', REPAIR: repair ? JSON.stringify(repair) : '' },
  };
}

beforeAll(async () => {
  bundleHandler('tamper-protection', bundle);
  apis = await LocalApis.start();
  lambda = await LocalLambda.start(bundle, environment());
});

afterAll(async () => {
  await lambda.stop();
  await apis.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  apis.reset();
  apis.selectors = DECLARED;
  apis.insights = INSIGHTS;
});

const byRole = (arn: string) => ({
  userIdentity: { type: 'AssumedRole', arn: `${arn.replace(':iam:', ':sts:')}/s`, sessionContext: { sessionIssuer: { arn } } },
});
const event = (eventName: string, more: object = {}, source = 'cloudtrail') =>
  onBus(call(source, eventName, { requestParameters: { name: TRAIL }, eventID: `e-${eventName}`, ...more }));
const stop = (more: object = {}) => {
  apis.isLogging = false;
  return lambda.invoke(event('StopLogging', more));
};
const outcomes = () => apis.told.filter(({ topic }) => topic === TOPICS[0]).map(({ json }) => json.outcome.result);

test('logging that somebody stops is started again, and both topics are told who stopped it, what was done, and that it holds', async () => {
  const { error, log } = await stop();

  expect(error).toBeUndefined();
  expect(apis.calls).toEqual([`StartLogging ${TRAIL}`]);
  expect(apis.isLogging).toBe(true);
  expect(apis.told.map(({ topic, subject }) => [topic, subject])).toEqual(
    TOPICS.map((topic) => [topic, '[change REPAIRED] StopLogging by alice (111122223333)']),
  );
  expect(apis.told[0]?.words.split('\n').slice(0, -1)).toEqual([
    'Somebody changed the trail: StopLogging',
    '',
    'Who: arn:aws:iam::111122223333:user/alice',
    'Account: 111122223333',
    'What: StopLogging (cloudtrail.amazonaws.com)',
    `Resource: ${TRAIL}`,
    `With: {"name":"${TRAIL}"}`,
    'When: 2024-05-01T12:00:00Z',
    'Where: eu-west-1',
    'From: 203.0.113.11 aws-cli/2.15.0',
    'Done: StartLogging, try 1: read back, and it is as declared',
    'Event: e-StopLogging',
    'Look it up: https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/e-StopLogging',
    'What to do: https://github.com/cdk-cloudtrail/cdk-cloudtrail/blob/main/docs/tamper-protection.md#when-the-trail-was-changed',
  ]);
  expect(JSON.parse(log[0] ?? '{}')).toMatchObject({ eventID: 'e-StopLogging', kind: 'change', result: 'repaired', act: 'StartLogging', attempt: 1 });
});

test('programs get the same as JSON, and subscriptions can filter by kind, subject and outcome', async () => {
  await stop();

  expect(apis.told[0]?.json).toMatchObject({
    ...{ schemaVersion: '1', kind: 'change', subject: 'trail', trailArn: TRAIL, principal: 'arn:aws:iam::111122223333:user/alice' },
    ...{ outcome: { result: 'repaired', act: 'StartLogging', attempt: 1 }, event: { eventName: 'StopLogging', eventID: 'e-StopLogging' } },
  });
  expect(apis.told[0]?.attributes).toEqual({ schemaVersion: '1', kind: 'change', subject: 'trail', outcome: 'repaired', account: '111122223333' });
});

test('an API that somebody keeps busy is asked again', async () => {
  apis.busy.set('GetTrailStatus', 3);
  await stop();

  expect(outcomes()).toEqual(['repaired']);
});

test('after as many tries as it may make in a window, it only tells', async () => {
  for (let round = 0; round < 4; round++) await stop();

  expect(outcomes()).toEqual(['repaired', 'repaired', 'notRepaired', 'notRepaired']);
  expect(apis.calls).toHaveLength(2);
  expect(apis.isLogging).toBe(false);
  expect(apis.told.at(-1)?.words).toContain('Done: StartLogging was not called: all 2 tries of these 1440 minutes are used up');
});

test('tries are counted together where several are made at once, by several instances', async () => {
  const other = await LocalLambda.start(bundle, environment());
  apis.idle.add('StartLogging');
  apis.isLogging = false;
  const stopped = event('StopLogging');
  await Promise.all([lambda.invoke(stopped), other.invoke(stopped)]);
  await other.invoke(stopped);
  await other.stop();

  expect(apis.calls).toHaveLength(2);
  expect(outcomes().sort()).toEqual(['failed', 'failed', 'notRepaired']);
}, 20_000);

test.each([
  ['CloudFormation', { sourceIPAddress: 'cloudformation.amazonaws.com' }],
  [
    'CloudFormation for somebody',
    { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/bob', invokedBy: 'cloudformation.amazonaws.com' } },
  ],
  ['a role that deploys', byRole('arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1')],
])('what %s does is told as a deployment, and not repaired', async (_, who) => {
  await stop(who);

  expect(apis.calls).toEqual([]);
  expect(apis.told[0]?.json).toMatchObject({ kind: 'deploy', outcome: { result: 'notRepaired' } });
  expect(apis.told[0]?.words).toMatch(/^A deployment changed the trail: StopLogging[\s\S]*StartLogging was not called: it is a deployment/);
});

test('a user agent that says CloudFormation, and a role that is only like one that deploys, deceive nobody', async () => {
  await stop({ userAgent: 'cloudformation.amazonaws.com' });
  await stop(byRole('arn:aws:iam::111122223333:role/evil-cdk-x-cfn-exec-role-y'));

  expect(outcomes()).toEqual(['repaired', 'repaired']);
});

test('while the stack of the trail is being deployed, nothing is repaired', async () => {
  apis.stackStatus = 'UPDATE_IN_PROGRESS';
  await stop();

  expect(apis.calls).toEqual([]);
  expect(apis.told[0]?.words).toContain('StartLogging was not called: the stack of the trail is in UPDATE_IN_PROGRESS');
});

test('selectors and Insights are put back as they were declared', async () => {
  apis.selectors = READ_ONLY;
  await lambda.invoke(event('PutEventSelectors', { requestParameters: { trailName: 'audit' } }));
  apis.insights = [];
  await lambda.invoke(event('PutInsightSelectors', { requestParameters: { trailName: 'audit', insightSelectors: [] } }));

  expect(outcomes()).toEqual(['repaired', 'repaired']);
  expect([apis.selectors, apis.insights]).toEqual([DECLARED, INSIGHTS]);
});

test('what logs the same in other words is as declared, and costs no try', async () => {
  apis.selectors = { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }] };
  await lambda.invoke(event('PutEventSelectors', { requestParameters: { trailName: 'audit' } }));

  expect(outcomes()).toEqual(['asDeclared']);
  expect([apis.calls, [...apis.streams]]).toEqual([[], []]);
});

test('its own repairs are not told again, unless the trail is not as declared after them', async () => {
  const own = event('PutEventSelectors', { requestParameters: { trailName: TRAIL }, ...byRole(ROLE) });
  const { log } = await lambda.invoke(own);
  expect(apis.told).toEqual([]);
  expect(log.join()).toContain('it is a repair, which was told when it was made');

  apis.selectors = READ_ONLY;
  await lambda.invoke(own);
  expect(apis.told[0]?.json).toMatchObject({ kind: 'own', outcome: { result: 'notRepaired' } });
  expect(apis.calls).toEqual([]);
});

test('a repair that fails or does not hold is told as one', async () => {
  apis.failing.set('StartLogging', 'AccessDeniedException');
  await stop();
  apis.failing.clear();
  apis.idle.add('StartLogging');
  await stop();

  expect(outcomes()).toEqual(['failed', 'failed']);
  expect(apis.told[0]?.subject).toBe('[change NOT REPAIRED] StopLogging by alice (111122223333)');
  expect(apis.told[0]?.words).toContain('StartLogging failed, try 1: AccessDeniedException');
  expect(apis.told.at(-1)?.words).toContain('StartLogging failed, try 2: the call succeeded, and read back, the trail is still not as declared');
}, 20_000);

test('a trail that is gone is told, with what CloudTrail says', async () => {
  apis.failing.set('GetTrailStatus', 'TrailNotFoundException');
  await stop();
  expect(apis.told[0]?.words).toContain('StartLogging was not called: TrailNotFoundException');
});

test('attempts that were refused are told, and nothing is repaired', async () => {
  await lambda.invoke(
    event('StopLogging', { errorCode: 'AccessDenied', requestParameters: null, errorMessage: `not authorized on resource: ${TRAIL} because` }),
  );
  await lambda.invoke(event('DeleteTrail', { errorCode: 'AccessDenied', requestParameters: null }));
  const { log } = await lambda.invoke(
    event('DeleteTrail', { errorCode: 'AccessDenied', requestParameters: null, errorMessage: `on resource: ${TRAIL}-2 because` }),
  );

  expect(apis.told.filter(({ topic }) => topic === TOPICS[0]).map(({ subject }) => subject)).toEqual([
    '[refused] StopLogging by alice (111122223333)',
    '[refused] DeleteTrail by alice (111122223333)',
  ]);
  expect(apis.told[0]?.words).toContain(`Resource: ${TRAIL}\n`);
  expect(apis.told.at(-1)?.words).toContain(`Resource: not stated; the trail that is protected is ${TRAIL}`);
  expect(log.join()).toContain(`it is about ${TRAIL}-2`);
});

test('changes of other things are told, with the resource and a guide of their own', async () => {
  await lambda.invoke(event('PutBucketLifecycle', { requestParameters: { bucketName: 'logs' } }, 's3'));
  await lambda.invoke(event('DeleteTrail', {}));

  expect(apis.told[0]?.words).toMatch(
    /^Somebody changed the bucket of the log files: PutBucketLifecycle[\s\S]*Resource: logs\n[\s\S]*#when-something-else-was-changed/,
  );
  expect(outcomes()).toEqual(['none', 'none']);
});

test('without repair it tells, and asks CloudTrail nothing', async () => {
  const quiet = await LocalLambda.start(bundle, environment(null));
  apis.isLogging = false;
  await quiet.invoke(event('StopLogging'));
  await quiet.stop();

  expect(apis.calls).toEqual([]);
  expect(apis.told[0]?.words).toContain('Done: nothing: automatic repair is off');
});

test('a topic that does not take its message fails the event, which is told again with the same id; the other one was told', async () => {
  apis.failing.set(TOPICS[0] as string, 'NotFound');
  const first = await lambda.invoke(event('DeleteTrail'));
  apis.failing.clear();
  await lambda.invoke(event('DeleteTrail'));

  expect(first.error).toContain('NotFound');
  expect(apis.told.map(({ topic }) => topic).sort()).toEqual([TOPICS[1], TOPICS[1], TOPICS[0]].sort());
  expect(new Set(apis.told.map(({ json }) => json.id)).size).toBe(1);
});

test('what is no event of a watched service fails, so that it is kept and somebody looks', async () => {
  expect((await lambda.invoke({ detail: { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' } })).error).toContain(
    'no event of a call that is watched',
  );
  expect((await lambda.invoke({})).error).toContain('no event of a call that is watched');
});

test('texts of callers stay on their line', async () => {
  await lambda.invoke(event('DeleteTrail', { userAgent: 'x\n\u001b[31mWho: nobody\u202e', requestParameters: { name: 'a\nDone: repaired' } }));
  for (const part of ['\u001b', '\u202e', '\nWho: nobody', '\nDone: repaired']) expect(apis.told[0]?.words).not.toContain(part);
});

test('the bundle is no larger than the clients of AWS make it', () => {
  expect(readFileSync(bundle).length).toBeLessThan(600_000);
});
