import fc from 'fast-check';
import { compile } from '../../lib/detection/compile';
import { detectorWith } from '../../lib/detection/detector-with';
import { eventsOf } from '../../lib/detection/events-of';
import { hitOf, principalOf } from '../../lib/detection/hit';
import { read, rule } from './rules';

const scopes = (detection: object) => eventsOf(rule(detection));

test.each<[detection: object, events: object[]]>([
  [
    { s: { eventSource: 'iam.amazonaws.com', eventName: ['CreateUser', 'DeleteUser'] }, condition: 's' },
    [{ eventSource: ['iam.amazonaws.com'], eventName: ['CreateUser', 'DeleteUser'] }],
  ],
  [{ s: { eventName: 'Create*' }, condition: 's' }, [{}]],
  [{ s: { 'eventName|startswith': 'Create', eventSource: 'ec2' }, condition: 's' }, [{ eventSource: ['ec2'] }]],
  [{ s: { eventName: 'A' }, condition: 'not s' }, [{}]],
  [{ s: { eventName: 'A' }, f: { eventName: 'A', errorCode: 'x' }, condition: 's and not f' }, [{ eventName: ['A'] }]],
  [
    { a: { eventSource: 'sts', eventName: 'A' }, b: { eventSource: 'iam', eventName: 'B' }, condition: '1 of them' },
    [
      { eventSource: ['sts'], eventName: ['A'] },
      { eventSource: ['iam'], eventName: ['B'] },
    ],
  ],
  [{ a: { eventName: 'A' }, b: { userAgent: 'x' }, condition: 'a or b' }, [{}]],
  [{ a: { eventName: ['A', 'B'] }, b: { eventName: ['b', 'C'] }, condition: 'a and b' }, [{ eventName: ['B'] }]],
  [{ keywords: ['x'], condition: 'keywords' }, [{}]],
  [{ s: { 'requestParameters.eventName': 'A' }, condition: 's' }, [{}]],
])('%j is about %j', (detection, events) => {
  expect(scopes(detection)).toEqual(events);
});

test('many alternatives make the events wider, never wrong', () => {
  const names = (prefix: string) => Array.from({ length: 40 }, (_, index) => ({ eventName: `${prefix}${index}`, eventSource: `s${index}` }));
  const found = scopes({ a: names('A'), b: [...names('B'), { eventName: 'A3', eventSource: 's3' }], condition: 'a and b' });

  expect(found).toContainEqual({ eventSource: ['s3'], eventName: ['A3'] });
});

test('the index changes nothing: it finds what every rule alone finds', () => {
  const name = fc.constantFrom('A', 'b', 'C*', 'd');
  const selection = fc.record(
    {
      eventName: fc.oneof(name, fc.array(name, { minLength: 1, maxLength: 3 })),
      eventSource: fc.constantFrom('x', 'Y', '*z'),
      readOnly: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const detection = fc.record({
    s1: selection.filter((selection) => Object.keys(selection).length > 0),
    s2: selection.filter((selection) => Object.keys(selection).length > 0),
    condition: fc.constantFrom('s1 and s2', 's1 or s2', 's1 and not s2', 'not s1 or s2', 'not (s1 or s2)'),
  });
  const record = fc.record(
    {
      eventName: fc.constantFrom<unknown>('a', 'B', 'c', 'Cc', 'd', 7, null),
      eventSource: fc.constantFrom<unknown>('X', 'y', 'zz', 'z'),
      readOnly: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(detection, { maxLength: 5 }), fc.array(record, { maxLength: 10 }), (detections, records) => {
      const rules = detections.flatMap((detection, index) => read(detection, { id: `rule-${index}` }).rule ?? []);
      const detector = detectorWith(rules);
      for (const record of records) {
        const alone = rules.filter(({ when }) => compile(when)(record)).map(({ id }) => id);
        expect(
          detector
            .match(record)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(alone.sort());
      }
    }),
    { numRuns: 500 },
  );
});

test('a hit says what the record says, and null for the rest', () => {
  const found = rule({ s: { eventName: 'A' }, condition: 's' });
  const full = {
    eventID: 'e1',
    eventTime: '2026-11-01T00:00:00Z',
    eventName: 'A',
    recipientAccountId: '111122223333',
    awsRegion: 'eu-west-1',
    userIdentity: { arn: 'arn:aws:iam::111122223333:user/alice', accountId: '444455556666' },
  };
  const head = { rule: 'rule-1', title: 'A rule', severity: 'high' };

  expect(hitOf(found, full)).toEqual({
    ...head,
    ...{ eventID: 'e1', eventTime: '2026-11-01T00:00:00Z', eventName: 'A', account: '111122223333', region: 'eu-west-1' },
    principal: 'arn:aws:iam::111122223333:user/alice',
  });
  expect(hitOf(found, { ...full, recipientAccountId: undefined }).account).toBe('444455556666');
  const nothing = { eventID: null, eventTime: null, eventName: null, account: null, region: null, principal: null };
  expect([hitOf(found, {}), hitOf(found, 'no record')]).toEqual([
    { ...head, ...nothing },
    { ...head, ...nothing },
  ]);
});

const session = { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/r/s', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::1:role/r' } } };

test.each<[identity: unknown, principal: string | null]>([
  [session, 'arn:aws:iam::1:role/r'],
  [{ ...session, sessionContext: { sessionIssuer: 'r' } }, 'arn:aws:sts::1:assumed-role/r/s'],
  [{ type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', accountId: '1', principalId: '' }, 'HIDDEN_DUE_TO_SECURITY_REASONS'],
  [{ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '1' }, 'AIDAEXAMPLE'],
  [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, 'ec2.amazonaws.com'],
  [{ type: 'Unknown', accountId: '1' }, '1'],
  [{ type: 'Unknown' }, 'Unknown'],
  [{}, null],
  [null, null],
])('of %j the principal is %j', (identity, principal) => {
  expect(principalOf(identity)).toBe(principal);
});

test('a field may be called as what every object of JavaScript has', () => {
  const { rule } = read({ selection: { constructor: 'a' }, condition: 'selection' }, { id: 'odd' });
  const detector = detectorWith(rule ? [rule] : []);
  expect(rule && detector.match({ constructor: 'a' } as never)).toHaveLength(1);
});
