import { ARCHIVE, otherChanges } from './other-changes';
import { RecordedAws } from './recorded-aws';
import { open, told } from './run';
import { changesToTrail } from './trail-changes';

const aws = new RecordedAws();
beforeAll(() => aws.start());
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const TRAIL = 'StatusAudit/Trail022F0CF2';
const { states, settings, errors } = changesToTrail(aws);
const { others, gone } = otherChanges(aws);

const statements = (body: { Policy: string }, change: (all: any[]) => any[]) => {
  const policy = JSON.parse(body.Policy);
  return { Policy: JSON.stringify({ ...policy, Statement: change(policy.Statement) }) };
};

test('what runs as declared is told to be as declared', async () => {
  const result = await told(aws);
  expect(open(result)).toEqual([]);
  expect(result).toMatchObject({ exitCode: 0, verdict: 'asDeclared' });
  expect(result.summary.same).toBeGreaterThan(80);
});

test.each(states)('of a trail: %s', async (_, make, found) => {
  make();
  const result = await told(aws);
  const [verdict, property] = found.split(': ');
  expect(open(result)).toEqual([`${verdict}: ${TRAIL} ${property}`]);
  expect(result.exitCode).toBe(verdict === 'unknown' ? 2 : 1);
});

/** Things that can be done at once: all of them are found, each as what it is, and nothing else. */
test.each([
  ['of a trail', settings],
  ['of deliveries', errors],
  ['of what a trail relies on', others],
  ['that are gone', gone],
])('all changes %s are found', async (_, changes) => {
  for (const [, make] of changes) make();
  const result = await told(aws);
  expect(
    open(result)
      .map((one) => one.replace(/ \S+ /, ' '))
      .sort(),
  ).toEqual(changes.map(([, , found]) => found).sort());
  expect(result.exitCode).toBe(1);
  expect(result.checks.filter(({ verdict, fix }) => verdict !== 'same' && !fix)).toEqual([]);
});

test('a policy that says the same in another order and other words is the same', async () => {
  aws.json('kms:GetKeyPolicy', (body) =>
    statements(body, (all) =>
      [...all].reverse().map((one) => ({ ...one, Sid: undefined, Action: [one.Action].flat().reverse(), Resource: [one.Resource].flat() })),
    ),
  );
  expect(open(await told(aws))).toEqual([]);
});

test('a statement that is gone, one that differs and one that nobody declared are told apart', async () => {
  const mine = { Sid: 'Mine', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
  const changed = ([first, , ...others]: any[]) => [mine, ...others, { ...first, Condition: undefined }];
  aws.json('s3:GetBucketPolicy', (policy) => ({ ...policy, Statement: changed(policy.Statement) }), ARCHIVE);
  const { checks, exitCode } = await told(aws);
  const found = checks.filter(({ verdict }) => verdict !== 'same').map(({ because, declared, live }) => [because, declared !== null, live !== null]);
  expect(found).toEqual([
    ['it differs in Condition.Bool.aws:securetransport', true, true],
    ['this statement is not there', true, false],
    ['nobody declared it', false, true],
  ]);
  expect(exitCode).toBe(1);
});
