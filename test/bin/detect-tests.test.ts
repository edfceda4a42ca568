import { cli, write } from './cli';

const rule = (id: string) => `title: Rule ${id}
id: ${id}
level: high
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: StopLogging }, condition: selection }
`;
const [stop, other] = [
  { name: 'a trail is stopped', event: { eventName: 'StopLogging' } },
  { name: 'a trail is read', event: { eventName: 'GetTrail' } },
];

test('runs the events that are recorded beside the rules', async () => {
  write('rules/a.yml', rule('a'));
  write('rules/a.tests.json', { positive: [stop], negative: [other] });
  write('rules/b.yaml', rule('b'));

  const { exitCode, stdout } = await cli(['detect', '--rules', 'rules', '--test']);

  expect(stdout).toBe('without tests: Rule b\n2 tests of 1 rule: 0 failed.\n');
  expect(exitCode).toBe(0);
});

test('names the events that a rule takes in another way than recorded', async () => {
  write('a.yml', rule('a'));
  write('a.tests.json', { positive: [stop, other], negative: [{ ...stop, name: 'stopped by us' }] });

  const [text, json] = [await cli(['detect', '--rules', 'a.yml', '--test']), await cli(['detect', '--rules', 'a.yml', '--test', '--json'])];

  expect(text.stdout).toBe(
    'FAILED: Rule a: a trail is read: expected match\nFAILED: Rule a: stopped by us: expected no match\n3 tests of 1 rule: 2 failed.\n',
  );
  const line = { schemaVersion: '1', rule: 'a', title: 'Rule a' };
  expect(
    json.stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text)),
  ).toEqual([
    { ...line, test: 'a trail is stopped', expected: 'match', passed: true },
    { ...line, test: 'a trail is read', expected: 'match', passed: false },
    { ...line, test: 'stopped by us', expected: 'no match', passed: false },
  ]);
  expect([text.exitCode, json.exitCode]).toEqual([1, 1]);
});

test.each<[why: string, tests: object | string, message: RegExp]>([
  ['no JSON', 'x', /cannot be read/],
  ['no map', [], /is no map/],
  ['another member', { positive: [stop], negatives: [other] }, /has 'negatives'/],
  ['no list', { positive: stop }, /are lists/],
  ['no name', { positive: [{ event: {} }] }, /a test has a name and an event/],
  ['no event', { positive: [{ name: 'x', events: {} }] }, /a test has a name and an event/],
  ['no test', { positive: [] }, /has no test/],
])('refuses tests with %s', async (_, tests, message) => {
  write('a.yml', rule('a'));
  write('a.tests.json', tests);

  const { exitCode, stderr } = await cli(['detect', '--rules', 'a.yml', '--test']);

  expect(stderr).toMatch(message);
  expect(stderr).toContain('write { "positive": [{ "name": "…", "event": { … } }], "negative": [ … ] }');
  expect(exitCode).toBe(2);
});

test('refuses tests that no rule is for, that are for several, and rules without any', async () => {
  write('stray/a.yml', rule('a'));
  write('stray/b.tests.json', { positive: [stop] });
  write('two/a.yml', `${rule('a')}---\n${rule('b')}`);
  write('two/a.tests.json', { positive: [stop] });
  write('none/a.yml', rule('a'));

  const results = await Promise.all(['stray', 'two', 'none'].map((rules) => cli(['detect', '--rules', rules, '--test'])));

  expect(results.map(({ exitCode, stderr }) => [exitCode, stderr.replace(/;.*\n$/, '')])).toEqual([
    [2, 'could not run: stray/b.tests.json has tests, but there is no rule of that name beside it'],
    [2, 'could not run: two/a.yml has several rules, and tests are for one'],
    [2, 'could not run: no rule in none has tests'],
  ]);
});
