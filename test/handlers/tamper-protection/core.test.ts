import { type Declared, documentOf, type RepairPorts, respond, subjectOf, wordsOf } from '../../../handlers/tamper-protection/core';
import { onBus } from '../../monitoring/tamper-events';
import { call } from '../../rules/controls/alarms/records';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const ROLE = 'arn:aws:iam::111122223333:role/protection';
const DECLARED: Declared = { roleArn: ROLE, deployRoles: [], trailArn: TRAIL, repair: { attempts: 2, windowMinutes: 60 } };

/** A trail in memory, at a time. */
function setting(now = Date.parse('2026-11-26T10:30:00Z')) {
  const state = { logging: false, now, claims: [] as string[], starts: 0 };
  const none = async () => undefined;
  const ports: RepairPorts = {
    trail: {
      isLogging: async () => state.logging,
      startLogging: async () => {
        state.starts++;
        state.logging = true;
      },
      ...{ selectors: async () => ({}), putSelectors: none, insights: async () => [], putInsights: none },
    },
    claim: async (name) => !state.claims.includes(name) && state.claims.push(name) > 0,
    deployment: none,
    now: () => state.now,
    pause: none,
  };
  return { state, ports };
}

const stop = (more: object = {}) => onBus(call('cloudtrail', 'StopLogging', { requestParameters: { name: TRAIL }, ...more }));

test('a program that is no function can catch and repair a stop', async () => {
  const { ports, state } = setting();
  const response = await respond(stop(), DECLARED, ports);

  expect(state.logging).toBe(true);
  if (!('alert' in response)) throw new Error('it was passed over');
  expect(subjectOf(response.alert)).toBe('[change REPAIRED] StopLogging by alice (111122223333)');
  expect(wordsOf(response.alert)).toContain('Done: StartLogging, try 1: read back, and it is as declared');
  expect(documentOf(response.alert)).toMatchObject({ kind: 'change', outcome: { result: 'repaired' } });
});

test('a window begins at a multiple of its length, and the next one has tries again', async () => {
  const { ports, state } = setting();
  const rounds = async (times: number) => {
    for (let round = 0; round < times; round++) {
      state.logging = false;
      await respond(stop(), DECLARED, ports);
    }
  };
  await rounds(3);
  expect([state.starts, state.claims]).toEqual([2, ['repairs/2026-11-26T10-00/1', 'repairs/2026-11-26T10-00/2']]);
  state.now = Date.parse('2026-11-26T11:00:00Z');
  await rounds(1);
  expect([state.starts, state.claims.at(-1)]).toEqual([3, 'repairs/2026-11-26T11-00/1']);
});

test('what is put right in the meantime costs no try', async () => {
  const { ports, state } = setting();
  state.logging = true;
  const response = await respond(stop(), DECLARED, ports);
  expect([response, state.claims]).toMatchObject([{ alert: { outcome: { result: 'asDeclared' } } }, []]);
});

test('with the rights of the function but not by it, a change is told as such', async () => {
  const { ports } = setting();
  const byRole = { userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: ROLE } } } };
  expect(await respond(stop(byRole), DECLARED, ports)).toMatchObject({ alert: { incident: { kind: 'own' }, outcome: { result: 'notRepaired' } } });

  const quiet = setting();
  quiet.state.logging = true;
  expect(await respond(stop(byRole), DECLARED, quiet.ports)).toHaveProperty('passedOver');
});

test('what was denied on another trail is passed over, and on one that nobody names is told', async () => {
  const { ports } = setting();
  const denied = (errorMessage?: string) => stop({ requestParameters: null, errorCode: 'AccessDenied', errorMessage });
  expect(await respond(denied(`on resource: ${TRAIL}-2 because`), DECLARED, ports)).toEqual({ passedOver: `it is about ${TRAIL}-2` });
  expect(await respond(denied(), DECLARED, ports)).toMatchObject({ alert: { incident: { kind: 'refused' }, outcome: { result: 'none' } } });
});

test('a port that fails is an outcome that is told, and no reason to tell nobody', async () => {
  const { ports } = setting();
  const broken = { ...ports, deployment: () => Promise.reject(new Error('no answer')) };
  const response = await respond(stop(), DECLARED, broken);
  expect(response).toMatchObject({ alert: { outcome: { result: 'failed', act: 'StartLogging', reason: 'Error: no answer' } } });
  if ('alert' in response) expect(wordsOf(response.alert)).toContain('Done: StartLogging was not called: Error: no answer');
});

test('a call that is refused says which try it was', async () => {
  const { ports } = setting();
  const trail = { ...ports.trail, startLogging: () => Promise.reject(new Error('AccessDeniedException')) };
  const response = await respond(stop(), DECLARED, { ...ports, trail });

  expect(response).toMatchObject({ alert: { outcome: { result: 'failed', attempt: 1 } } });
  if ('alert' in response) expect(wordsOf(response.alert)).toContain('Done: StartLogging failed, try 1: Error: AccessDeniedException');
});

test('a call of the function that was refused is told as refused, and changed nothing', async () => {
  const { ports } = setting();
  const byRole = { userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { arn: ROLE } } }, errorCode: 'AccessDenied' };
  expect(await respond(stop(byRole), DECLARED, ports)).toMatchObject({ alert: { incident: { kind: 'refused' }, outcome: { result: 'none' } } });
});

test('what callers chose is cut in the message for programs, which goes out five times', async () => {
  const { ports } = setting();
  const long = 'x'.repeat(100_000);
  const response = await respond(
    stop({ requestParameters: { name: long }, eventName: long, sourceIPAddress: long, userIdentity: { arn: long } }),
    DECLARED,
    ports,
  );
  if (!('alert' in response)) throw new Error('it was passed over');
  expect(JSON.stringify(documentOf(response.alert)).length).toBeLessThan(20_000);
});
