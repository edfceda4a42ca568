import { dirname } from 'node:path';
import { file, type Json, migrate, said } from './run';

const env = ['--account', '111122223333', '--region', 'eu-west-1'];
const resource = (Type: string, Properties: Json = {}, more: Json = {}): Json => ({ Type, Properties, ...more });
const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

/** A trail with all that can belong to one. */
function archive(changes: Json = {}): Json {
  const all: Json = {
    Trail: resource('AWS::CloudTrail::Trail', {
      TrailName: 'audit',
      S3BucketName: { Ref: 'Logs' },
      KMSKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
      CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Events', 'Arn'] },
      CloudWatchLogsRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      SnsTopicName: { 'Fn::GetAtt': ['Topic', 'TopicName'] },
      EnableLogFileValidation: true,
      IsLogging: true,
      IsMultiRegionTrail: true,
    }),
    Logs: resource('AWS::S3::Bucket'),
    Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Logs' }, PolicyDocument: {} }),
    Key: resource('AWS::KMS::Key', { KeyPolicy: {} }),
    Alias: resource('AWS::KMS::Alias', { AliasName: 'alias/audit', TargetKeyId: { Ref: 'Key' } }),
    Events: resource('AWS::Logs::LogGroup'),
    Role: resource('AWS::IAM::Role', {}),
    Permissions: resource('AWS::IAM::Policy', { PolicyName: 'p', Roles: [{ Ref: 'Role' }], PolicyDocument: {} }),
    Topic: resource('AWS::SNS::Topic'),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'Topic' }], PolicyDocument: {} }),
  };
  const merged = Object.entries({ ...all, ...changes }).filter(([, value]) => value !== undefined);
  return { Resources: Object.fromEntries(merged) };
}

/** The trail with other properties. */
const trail = (properties: Json): Json => ({ Trail: resource('AWS::CloudTrail::Trail', { ...archive().Resources.Trail.Properties, ...properties }) });

const from = (before: Json, after: Json) => said(file('before.json', before), file('after.json', after), ...env);

describe('what CloudFormation refuses', () => {
  const named = (properties: Json) => ({ Logs: resource('AWS::S3::Bucket', { BucketName: 'audit-logs', ...properties }, kept) });
  const key = (properties: Json) => ({ Key: resource('AWS::KMS::Key', { KeyPolicy: {}, ...properties }, kept) });

  test('a bucket with a name of its own cannot be replaced under it', async () => {
    const { exitCode, fails } = await from(archive(named({})), archive(named({ ObjectLockEnabled: true })));

    expect(exitCode).toBe(1);
    expect(fails).toEqual([expect.stringContaining('ObjectLockEnabled cannot be changed under the same BucketName, which CloudFormation refuses')]);
  });

  test.each([{ KeySpec: 'RSA_2048' }, { KeyUsage: 'SIGN_VERIFY' }, { MultiRegion: true }, { Origin: 'EXTERNAL' }])(
    'a key cannot become one with %j',
    async (properties) => {
      const { exitCode, fails } = await from(archive(key({})), archive(key(properties)));

      expect(exitCode).toBe(1);
      expect(fails).toEqual([expect.stringContaining(`CloudFormation refuses to change ${Object.keys(properties)[0]} of a key`)]);
    },
  );

  test('to write down what a key is anyway changes nothing', async () => {
    const same = { KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT', MultiRegion: 'false', Origin: 'AWS_KMS' };
    expect(await from(archive(key({})), archive(key(same)))).toMatchObject({ exitCode: 0, fails: [], gaps: [] });
  });
});

test('a key that is disabled is a gap, and one of which the deployment decides it is open', async () => {
  const key = (Enabled: unknown) => ({ Key: resource('AWS::KMS::Key', { KeyPolicy: {}, Enabled }, kept) });
  const off = await from(archive(key(true)), archive(key('false')));
  const open = await from(archive(key(true)), { Parameters: { On: { Type: 'String' } }, ...archive(key({ Ref: 'On' })) });

  expect(off).toMatchObject({ exitCode: 1, gaps: [expect.stringContaining('is disabled: deliveries are refused')] });
  expect(open).toMatchObject({ exitCode: 2, gaps: [], open: [expect.stringContaining('is disabled is known at the deployment only')] });
});

describe('a trail that goes on', () => {
  test.each([
    ['stops logging', { IsLogging: false }, ['Stops: logging at all', 'the chain of digests ends with a last digest']],
    ['stops to be validated', { EnableLogFileValidation: false }, ['the chain of digests breaks after one hour']],
    ['logs one Region only', { IsMultiRegionTrail: false }, ['Stops: logging events of all Regions']],
    [
      'logs less',
      { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
      [expect.stringMatching(/Stops logging management events that read/)],
    ],
    ['tells nobody', { SnsTopicName: undefined }, ['what listens to the topic falls silent']],
  ] as [string, Json, string[]][])('is a gap where it %s', async (_, properties, texts) => {
    const { exitCode, gaps } = await from(archive(), archive(trail(properties)));

    expect(exitCode).toBe(1);
    expect(gaps).toEqual(texts.map((text) => (typeof text === 'string' ? expect.stringContaining(text) : text)));
  });

  test('is none where it logs and proves more', async () => {
    const before = archive(trail({ EnableLogFileValidation: false, EventSelectors: [{ ReadWriteType: 'WriteOnly' }] }));

    const { exitCode, notes } = await from(before, archive());

    expect(exitCode).toBe(0);
    expect(notes).toEqual([
      expect.stringContaining('Starts logging'),
      expect.stringContaining('a chain of digests begins; earlier log files stay unproven'),
    ]);
  });

  test('cannot be told of where the deployment decides', async () => {
    const after = archive(trail({ EnableLogFileValidation: { Ref: 'On' }, S3BucketName: { Ref: 'Name' } }));
    const parameters = { Parameters: { On: { Type: 'String' }, Name: { Type: 'String' } } };

    const { exitCode, open: texts } = await from(archive(), { ...after, ...parameters });

    expect(exitCode).toBe(2);
    expect(texts).toEqual([
      expect.stringContaining('whether log file validation is on'),
      expect.stringContaining('whether log files go on to be delivered'),
    ]);
  });

  test('encrypts with another key, or events go to another log group, without a gap', async () => {
    const other = { Key2: resource('AWS::KMS::Key', { KeyPolicy: {} }), Events2: resource('AWS::Logs::LogGroup') };
    const after = archive({
      ...trail({ KMSKeyId: { 'Fn::GetAtt': ['Key2', 'Arn'] }, CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Events2', 'Arn'] } }),
      ...other,
    });

    const { exitCode, notes } = await from(archive(), after);

    expect(exitCode).toBe(0);
    expect(notes).toEqual([
      expect.stringContaining('with another key from then on; keep the old key'),
      expect.stringContaining('events go to another log group'),
    ]);
    expect((await from(archive(), archive(trail({ KMSKeyId: undefined })))).notes[0]).toContain('without a key of yours');
  });
});

describe('what a trail needs', () => {
  const lock = { Logs: resource('AWS::S3::Bucket', { ObjectLockEnabled: true }) };

  test('a bucket that is replaced takes the log files with it', async () => {
    const { exitCode, effects, gaps, open, steps } = await from(archive(), archive(lock));

    expect(exitCode).toBe(1);
    expect(effects).toMatchObject({ 'before/Logs': 'replaced', 'before/Policy': 'replaced', 'before/Trail': 'updated' });
    expect(gaps).toEqual([expect.stringContaining('S3 refuses that as long as there are log files in it')]);
    expect(open).toEqual([]);
    expect(steps).toEqual(['retain', 'prove']);
  });

  test.each([
    ['Key', 'nobody can read the log files'],
    ['Events', 'the log group is deleted with the events in it'],
    ['Topic', 'the topic is deleted with its subscriptions'],
    ['Logs', 'CloudFormation deletes the bucket at the end'],
  ])('%s is missed when it is deleted, and not when it is kept', async (id, text) => {
    // The trail names what it needs, as if another stack had it.
    const loose = trail({ S3BucketName: 'logs', KMSKeyId: 'alias/audit', CloudWatchLogsLogGroupArn: undefined, SnsTopicName: undefined });
    const before = archive();
    const without = archive({ ...loose, [id]: undefined, Policy: undefined, Alias: undefined, TopicPolicy: undefined, Permissions: undefined });
    const kept_ = { Resources: { ...before.Resources, [id]: { ...before.Resources[id], ...kept } } };

    const [lost, stays] = [await from(before, without), await from(kept_, without)];

    expect(lost.gaps).toContainEqual(expect.stringContaining(text));
    expect(stays.gaps).not.toContainEqual(expect.stringContaining(text));
    expect(stays.notes).toContainEqual(expect.stringMatching(/is taken out of the stack and kept/));
  });

  test.each([
    ['Policy', 'the policy of the log bucket before/Policy is deleted, and the log bucket stays in use: deliveries are refused'],
    ['TopicPolicy', 'the policy of the topic before/TopicPolicy is deleted, and the topic stays in use: deliveries are refused'],
    ['Permissions', 'the permissions of that role before/Permissions is deleted'],
  ])('%s is missed when it is deleted and what it is about stays', async (id, text) => {
    expect((await from(archive(), archive({ [id]: undefined }))).gaps).toEqual([expect.stringContaining(text)]);
  });

  test('a policy under another id cannot be created where a bucket has one, and may be late elsewhere', async () => {
    const { Policy, TopicPolicy } = archive().Resources;

    expect(await from(archive(), archive({ Policy: undefined, Other: Policy }))).toMatchObject({
      exitCode: 1,
      fails: [expect.stringContaining('S3 answers that the policy already exists (before/Policy)')],
      steps: ['logicalIds', 'refactor', 'prove'],
    });
    expect(await from(archive(), archive({ TopicPolicy: undefined, Other: TopicPolicy }))).toMatchObject({
      exitCode: 2,
      open: [expect.stringContaining('whether it is there before is up to CloudFormation')],
    });
  });

  test('another id of what has a name cannot be created', async () => {
    const named = { Events: resource('AWS::Logs::LogGroup', { LogGroupName: 'events' }) };
    const after = archive({
      ...trail({ CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Events2', 'Arn'] } }),
      Events: undefined,
      Events2: resource('AWS::Logs::LogGroup', { LogGroupName: 'events', RetentionInDays: 7 }),
    });

    expect((await from(archive(named), after)).fails).toEqual([
      expect.stringMatching(/"events" exists \(before\/Events\); it also changes RetentionInDays/),
    ]);
  });

  test('log files that expire earlier are a loss', async () => {
    const expiring = (days?: unknown) =>
      archive({
        Logs: resource('AWS::S3::Bucket', {
          LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...(days !== undefined && { ExpirationInDays: days }) }] },
        }),
      });

    expect((await from(archive(), expiring(365))).gaps).toEqual([
      expect.stringContaining('log files are deleted after 365 days; they were kept forever'),
    ]);
    expect((await from(expiring(365), expiring(30))).gaps).toEqual([expect.stringContaining('after 30 days; they were kept for 365 days')]);
    expect(await from(expiring(30), expiring(365))).toMatchObject({ exitCode: 0, gaps: [] });
    expect((await from(archive(), expiring({ Ref: 'Days' }))).open).toEqual([expect.stringContaining('whether log files expire earlier')]);
  });

  test('a bucket that is no longer kept is mentioned', async () => {
    const before = archive({ Logs: resource('AWS::S3::Bucket', {}, kept) });
    const after = archive({ Logs: resource('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } }) });

    expect((await from(before, after)).notes).toEqual([expect.stringContaining('is no longer kept when its stack is deleted')]);
  });

  test('what empties the log bucket when it is removed is named', async () => {
    const emptying = { Emptying: resource('Custom::S3AutoDeleteObjects', { ServiceToken: 'arn', BucketName: { Ref: 'Logs' } }) };

    expect((await from(archive(emptying), archive())).open).toEqual([expect.stringContaining("lost the tag 'aws-cdk:auto-delete-objects' before")]);
  });
});

describe('what has to do with no trail', () => {
  const other = (Properties: Json, Type = 'AWS::New::Thing') => archive({ Other: resource(Type, Properties) });

  test('cannot be told of where its type is not known here, and is no matter where it does not change', async () => {
    expect(await from(other({ A: 1 }), other({ A: 1 }))).toMatchObject({ exitCode: 0, open: [] });
    expect(await from(other({ A: 1 }), other({ A: 2 }))).toMatchObject({
      exitCode: 2,
      open: ['before/Other: what an update of A does to AWS::New::Thing is not known here'],
    });
    expect(await from(other({ A: 1, ServiceToken: 't' }, 'Custom::X'), other({ A: 2, ServiceToken: 't' }, 'Custom::X'))).toMatchObject({
      exitCode: 2,
      open: ['before/Other: it may be replaced, which hangs on A'],
    });
  });

  test('fails where its type or its id changes', async () => {
    expect((await from(other({}), other({}, 'AWS::SQS::Queue'))).fails).toEqual([expect.stringContaining('which CloudFormation refuses')]);
    const queue = (id: string) => archive({ [id]: resource('AWS::SQS::Queue', { QueueName: 'q' }) });
    expect((await from(queue('One'), queue('Two'))).fails).toEqual([expect.stringContaining('creates it first, but "q" exists')]);
  });
});

test('a condition that decides whether the trail is there leaves it open', async () => {
  const conditional = {
    Parameters: { On: { Type: 'String' } },
    Conditions: { IsOn: { 'Fn::Equals': [{ Ref: 'On' }, 'yes'] } },
    Resources: {
      ...archive().Resources,
      Trail: { ...archive().Resources.Trail, Condition: 'IsOn' },
      Logs: { ...archive().Resources.Logs, Condition: 'IsOn' },
    },
  };

  const { exitCode, open } = await from(archive(), conditional);

  expect(exitCode).toBe(2);
  expect(open).toEqual([
    expect.stringMatching(/condition decides whether the trail "audit" is there/),
    expect.stringMatching(/condition decides whether the log bucket/),
  ]);
});

test('people read trails first, what becomes of them, a plan, and the answer', async () => {
  const { stdout } = await migrate(file('before.json', archive()), file('after.json', archive(trail({ TrailName: 'other' }))), ...env);

  const lines = stdout.split('\n');
  expect(lines[0]).toBe('before/Trail (trail, AWS::CloudTrail::Trail): replaced: TrailName');
  expect(lines[1]).toMatch(/^ {2}GAP: the name of a trail cannot be changed/);
  expect(stdout).toContain('\n10 resources: 1 replaced, 9 as before\n');
  expect(stdout).toContain('\n  2. Leave the trail its name\n     before/Trail: trailName: "audit"\n');
  expect(lines.at(-1)).toBe('Not like this: something would be lost, or the deployment would fail. The plan says how to do without.');
});

test('control characters of a template never reach the terminal', async () => {
  const { stdout } = await migrate(file('before.json', archive()), file('after.json', archive(trail({ TrailName: 'a\u001b[2J' }))), ...env);

  expect(stdout).not.toContain('\u001b');
});

test.each([
  ['no such file', () => ['nowhere.json', 'nowhere.json'], 'nowhere.json does not exist'],
  [
    'no trail at all',
    () => [file('a.json', { Resources: {} }), file('b.json', { Resources: {} })],
    'has an AWS::CloudTrail::Trail; give what is deployed',
  ],
  ['no template', () => [file('a.json', 'Resources:\n'), file('b.json', { Resources: {} })], 'is not JSON'],
  ['nothing to import', () => [file('a.json', archive()), file('b.json', archive()), '--import-file', 'x.json'], '--import-file has nothing to map'],
])('%s is one sentence and exit code 3', async (_, args, message) => {
  const { exitCode, stdout, stderr } = await migrate(...args());

  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toContain('could not run: ');
  expect(stderr).toContain(message);
});

test('an assembly that deploys nothing is no newer one', async () => {
  const nothing = file('manifest.json', { version: '53.0.0', artifacts: {} });
  const { exitCode, stdout, stderr } = await migrate(file('before.json', archive()), dirname(nothing));

  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toContain('has no stack: it deploys nothing');
});

test('with a template that was not read, nobody can tell that there is no gap', async () => {
  const newer = file('Audit.json', archive());
  file('Other.yaml', 'Resources:');
  const { exitCode, stdout } = await migrate(newer, dirname(newer), ...env);

  expect(exitCode).toBe(2);
  expect(stdout).toContain('Left aside: Other.yaml: YAML is not read, convert it to JSON');
});

test.each([
  [true, 'with its chain of digests'],
  [false, 'and has no chain of digests'],
])('of a trail that goes on, with validation %s, it is said that it goes on %s', async (EnableLogFileValidation, words) => {
  const both = archive(trail({ EnableLogFileValidation }));
  const { stdout } = await migrate(file('before.json', both), file('after.json', both), ...env);

  expect(stdout).toContain(`  the trail goes on, ${words}\n`);
});
