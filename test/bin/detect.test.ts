import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { cli, write } from './cli';
import { Bucket, endpointOf, s3With } from './local-s3-client';

const stopLogging = {
  eventVersion: '1.11',
  eventID: 'e1',
  eventTime: '2026-11-01T00:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
};
const getTrail = { ...stopLogging, eventID: 'e2', eventName: 'GetTrail' };
const login = { ...stopLogging, eventID: 'e3', eventName: 'ConsoleLogin', eventTime: '2026-11-02T00:00:00Z' };

const rule = (id: string, detection: string, others = 'level: high') => `title: Rule ${id}
id: ${id}
logsource:
    product: aws
    service: cloudtrail
detection:
${detection}
${others}
`;
const stopRule = rule('stop', '    selection:\n        eventName: StopLogging\n    condition: selection');
const loginRule = rule('login', '    selection:\n        eventName: ConsoleLogin\n    condition: selection', 'level: low');

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('says which rules match past events, by rule and principal, the worst first', async () => {
  write('rules/a.yml', loginRule);
  write('rules/deep/stop.yaml', stopRule);
  write('logs/a.json.gz', { Records: [login, stopLogging, getTrail] });
  write('logs/b.json', { Records: [stopLogging, { ...stopLogging, eventID: 'e4', eventTime: '2026-11-03T00:00:00Z' }] });

  const { exitCode, stdout } = await cli(['detect', 'logs', '--rules', 'rules']);

  expect(stdout).toBe(`high: Rule stop (stop)
  events  principal                             first                 last                  account and Region
  ------  ------------------------------------  --------------------  --------------------  ----------------------
       2  arn:aws:iam::111122223333:user/alice  2026-11-01T00:00:00Z  2026-11-03T00:00:00Z  111122223333 eu-west-1

low: Rule login (login)
  events  principal                             first                 last                  account and Region
  ------  ------------------------------------  --------------------  --------------------  ----------------------
       1  arn:aws:iam::111122223333:user/alice  2026-11-02T00:00:00Z  2026-11-02T00:00:00Z  111122223333 eu-west-1

2 rules, 2 log files with 5 records: 4 findings.
  counted once only: 1 more finding about events that were delivered again
`);
  expect(exitCode).toBe(1);
});

test('as JSON every finding is a line, before they are put together', async () => {
  write('stop.yml', stopRule);
  write('logs/a.json', { Records: [getTrail, stopLogging] });
  write('logs/b.json', { Records: [stopLogging, { eventName: 'StopLogging' }] });

  const { exitCode, stdout } = await cli(['detect', 'logs', '--rules', 'stop.yml', '--json']);

  const found = { schemaVersion: '1', rule: 'stop', title: 'Rule stop', severity: 'high' };
  const event = { eventID: 'e1', eventTime: '2026-11-01T00:00:00Z', eventName: 'StopLogging', account: '111122223333', region: 'eu-west-1' };
  const principal = 'arn:aws:iam::111122223333:user/alice';
  expect(lines(stdout)).toEqual([
    { ...found, file: 'logs/a.json', index: 1, ...event, principal },
    { ...found, file: 'logs/b.json', index: 0, ...event, principal },
    {
      ...found,
      file: 'logs/b.json',
      index: 1,
      eventID: null,
      eventTime: null,
      eventName: 'StopLogging',
      account: null,
      region: null,
      principal: null,
    },
  ]);
  expect(exitCode).toBe(1);
});

test('--no-merge has a line for each finding, without control characters of callers', async () => {
  write('stop.yml', stopRule);
  write('a.json', { Records: [{ ...stopLogging, userIdentity: { userName: 'a\u001b[2J' } }] });

  const { stdout, stderr } = await cli(['detect', 'a.json', '--rules', 'stop.yml', '--no-merge']);

  expect(stdout).toBe('high           2026-11-01T00:00:00Z  StopLogging  a\\u001b[2J  111122223333  eu-west-1  Rule stop  a.json#0\n');
  expect(stderr).toContain('1 rule, 1 log file with 1 record: 1 finding.');
});

test.each<[shape: string, name: string, content: string | object, index: number]>([
  ['a log file', 'x.json', { Records: [getTrail, stopLogging] }, 1],
  ['an array', 'x.json.gz', [getTrail, stopLogging], 1],
  ['one record a line', 'x.jsonl.gz', `${JSON.stringify(getTrail)}\n\n${JSON.stringify(stopLogging)}\n`, 1],
  ['one record', 'x.json', stopLogging, 0],
  ['a log file a line', 'x.ndjson', `${JSON.stringify({ Records: [getTrail] })}\n${JSON.stringify({ Records: [getTrail, stopLogging] })}`, 2],
  ['events of EventBridge', 'x.jsonl', `${JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail: stopLogging })}\n`, 0],
  ['the answer of lookup-events', 'x.json', { Events: [{ CloudTrailEvent: JSON.stringify(stopLogging) }] }, 0],
  ['JSON with a byte order mark', 'x.json', `\uFEFF${JSON.stringify([stopLogging])}`, 0],
])('reads %s', async (_, name, content, index) => {
  write('stop.yml', stopRule);
  write(`logs/${name}`, content);

  const { stdout } = await cli(['detect', 'logs', '--rules', 'stop.yml', '--json']);

  expect(lines(stdout)).toMatchObject([{ file: `logs/${name}`, index, eventID: 'e1' }]);
});

test('nothing found is 0, and it is said what was looked at and what was not', async () => {
  write('rules/stop.yml', stopRule);
  write('rules/windows.yml', stopRule.replace('product: aws', 'product: windows'));
  write('logs/a.json', { Records: [getTrail] });
  write('logs/empty.json', { Records: [] });
  write('logs/notes.txt', 'no log file');
  const digest = '111122223333_CloudTrail-Digest_eu-west-1_audit_eu-west-1_20261101T000000Z.json.gz';
  write(`logs/AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/11/01/${digest}`, { awsAccountId: '111122223333' });

  const { exitCode, stdout, stderr } = await cli(['detect', 'logs', '--rules', 'rules']);

  expect(stdout).toBe(`1 rule, 2 log files with 1 record: 0 findings.
  passed over 1 rule for other logs
  passed over 1 file: a digest file
  passed over 1 file: its name ends neither with .json nor with .jsonl or .ndjson, with or without .gz
`);
  expect(stderr).toContain('2 of 2 log files');
  expect(exitCode).toBe(0);
});

test('files and records that cannot be read are named and counted, and nothing found is not what that means', async () => {
  write('stop.yml', stopRule);
  write('logs/a.json', { Records: [getTrail, null] });
  write('logs/cut.json.gz', gzipSync(JSON.stringify({ Records: [stopLogging] })).subarray(0, 60));
  write('logs/other.json', { something: 'else' });
  write('logs/text.json', 'no JSON');
  write('logs/void.json', '');

  const { exitCode, stdout, stderr } = await cli(['detect', 'logs', '--rules', 'stop.yml']);

  expect(stdout).toContain(
    '1 log file with 2 records: 0 findings.\n  LEFT OUT 4 files that cannot be read.\n  LEFT OUT 1 record that cannot be read.',
  );
  expect(stderr).toContain("left out: logs/cut.json.gz: 'logs/cut.json.gz' cannot be gunzipped");
  expect(stderr).toContain("left out: logs/other.json: 'logs/other.json' has no record of CloudTrail");
  expect(stderr).toContain("left out: logs/text.json: 'logs/text.json' has no record of CloudTrail");
  expect(stderr).toContain("left out: logs/void.json: 'logs/void.json' has no record of CloudTrail");
  expect(exitCode).toBe(1);
});

test('a record that cannot be read is 1, also where a line was cut', async () => {
  write('stop.yml', stopRule);
  write('a.jsonl', `${JSON.stringify(getTrail)}\n{"eventName":"Stop`);

  const { exitCode, stdout } = await cli(['detect', 'a.jsonl', '--rules', 'stop.yml']);

  expect(stdout).toBe('1 rule, 1 log file with 2 records: 0 findings.\n  LEFT OUT 1 record that cannot be read.\n');
  expect(exitCode).toBe(1);
});

test('reads from S3 what is below a prefix, and names objects in full', async () => {
  write('stop.yml', stopRule);
  write('logs/b.json', { Records: [stopLogging] });
  const s3 = await s3With();
  const put = (Key: string, records: object[]) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: gzipSync(JSON.stringify({ Records: records })) }));
  await Promise.all([put('x/a.json.gz', [getTrail, stopLogging]), put('y/a.json.gz', [stopLogging])]);
  const env = { AWS_ENDPOINT_URL: endpointOf(s3), AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

  const { exitCode, stdout } = await cli(['detect', `s3://${Bucket}/x/`, 'logs', '--rules', 'stop.yml', '--json'], { env });

  expect(lines(stdout)).toMatchObject([
    { file: `s3://${Bucket}/x/a.json.gz`, index: 1 },
    { file: 'logs/b.json', index: 0 },
  ]);
  expect(exitCode).toBe(1);
});

test('a refused rule ends it, with the line, the reason and the fix', async () => {
  write('rules/stop.yml', stopRule);
  write('rules/count.yml', rule('count', '    selection:\n        eventName|base64: A\n    condition: selection | count() > 5'));
  write('a.json', { Records: [stopLogging] });

  const { exitCode, stdout, stderr } = await cli(['detect', 'a.json', '--rules', 'rules']);

  expect(stderr).toBe(
    `refused: rules/count.yml:8: detection > selection > eventName|base64: [cdk-cloudtrail:DetectionRule.modifier] the modifier 'base64' is not supported, got "eventName|base64"; write the text as it is in the record
refused: rules/count.yml:9: detection > condition: [cdk-cloudtrail:DetectionRule.correlation] the condition counts or relates events, and records are looked at one by one, got "selection | count() > 5"; leave out the | and what follows, or count the findings afterwards
could not run: 1 file with rules that are refused: correct them, or leave them out with --skip-refused
`,
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('--skip-refused goes on with the others, and says so', async () => {
  write('rules/stop.yml', stopRule);
  write('rules/broken.yml', 'title: [');
  write('rules/twin.yml', stopRule);
  write('a.json', { Records: [stopLogging] });

  const { exitCode, stdout, stderr } = await cli(['detect', 'a.json', '--rules', 'rules', '--skip-refused']);

  expect(stdout).toContain('1 rule, 1 log file with 1 record: 1 finding.\n  LEFT OUT 2 files with refused rules.\n');
  expect(stderr).toMatch(/refused: rules\/broken\.yml:1: \[cdk-cloudtrail:DetectionRule\.yaml\] the file is not YAML/);
  expect(stderr).toContain('refused: rules/twin.yml:2: id: [cdk-cloudtrail:DetectionRule.repeatedId] a rule in rules/stop.yml has the same id');
  expect(exitCode).toBe(1);
});

test('numbers match as they are written, and documents of one file are rules of their own', async () => {
  const ofAccount = rule('account', '    s:\n        recipientAccountId: 012345678901\n        eventVersion: 1.10\n    condition: s');
  write('rules.yml', `${ofAccount}---\n${stopRule}`);
  write('a.json', { Records: [{ ...stopLogging, recipientAccountId: '012345678901', eventVersion: '1.10' }] });

  const { stdout } = await cli(['detect', 'a.json', '--rules', 'rules.yml', '--json']);

  expect(
    lines(stdout)
      .map(({ rule }) => rule)
      .sort(),
  ).toEqual(['account', 'stop']);
});

test('aliases that grow without end, and tags that nobody knows, are no YAML for it', async () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdef'[index]},`.repeat(9)}]`)];
  write('bomb.yml', bomb.join('\n'));
  write('tag.yml', stopRule.replace('StopLogging', '!secret StopLogging'));

  const [aliases, tags] = [await cli(['detect', '.', '--rules', 'bomb.yml']), await cli(['detect', '.', '--rules', 'tag.yml'])];

  expect([aliases.exitCode, aliases.stderr]).toEqual([2, expect.stringContaining('Excessive alias count')]);
  expect([tags.exitCode, tags.stderr]).toEqual([2, expect.stringContaining('tag.yml:8: [cdk-cloudtrail:DetectionRule.yaml]')]);
});

test.each<[why: string, args: string[], message: RegExp]>([
  ['there are no logs', ['--rules', 'stop.yml'], /there are no logs; give log files, folders or s3:\/\/bucket\/prefix, or --test/],
  ['the logs are not there', ['none', '--rules', 'stop.yml'], /logs in none cannot be read \(ENOENT/],
  ['there is no log file', ['empty', '--rules', 'stop.yml'], /there is no log file in empty/],
  ['the rules are not there', ['empty', '--rules', 'none'], /rules in none cannot be read \(ENOENT/],
  ['there is no rule', ['empty', '--rules', 'empty'], /no rule for CloudTrail in empty/],
  ['no rules are given', ['empty'], /required option '--rules <place>' not specified/],
  ['logs are given to tests', ['empty', '--rules', 'stop.yml', '--test'], /--test runs the tests of rules, and no logs/],
])('could not run: %s', async (_, args, message) => {
  write('stop.yml', stopRule);
  write('empty/readme.txt', '');

  const { exitCode, stderr } = await cli(['detect', ...args]);

  expect(stderr).toMatch(message);
  expect(exitCode).toBe(2);
});
