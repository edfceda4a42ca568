import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, EventSelector, LogArchive, Notifications, S3Objects } from '../../../lib';
import { file, inFolder, type Json, migrate, said, synthesized } from './run';

// As Terraform makes it from an aws_cloudtrail with the defaults of its documentation, and describe-trails answers.
const described = join(__dirname, 'fixtures/describe-trails.json');
const answers = JSON.parse(readFileSync(described, 'utf8')) as { trailList: Json[] };
const withTrail = (changes: Json) => ({ trailList: [{ ...answers.trailList[0], ...changes }] });
const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';

/** A trail that leaves bucket and key where they are. */
function trailAlone(stack: Stack): AuditTrail {
  const archive = LogArchive.fromBucket(stack, 'Archive', {
    bucket: Bucket.fromBucketName(stack, 'Logs', 'acme-cloudtrail-logs'),
    encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    policiesManagedBy: 'Terraform, module logging',
  });
  const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', archive });
  (trail.node.defaultChild as CfnTrail).applyRemovalPolicy(RemovalPolicy.RETAIN);
  return trail;
}

test('a trail alone is imported by its name, without a gap', async () => {
  const { exitCode, verdict, effects, notes, steps, lines } = await said(described, synthesized(trailAlone));

  expect({ exitCode, verdict }).toEqual({ exitCode: 0, verdict: 'noGap' });
  expect(effects['Audit/Trail']).toBe('moved');
  expect(notes[0]).toContain('the trail "audit" is there, and goes on while it is imported');
  expect(steps).toEqual(['import', 'terraform', 'prove']);
  expect(lines).toEqual(
    expect.arrayContaining([
      'npx cdk deploy Audit --import-existing-resources --method=prepare-change-set',
      'terraform state rm aws_cloudtrail.<name>',
      `npx cdk-cloudtrail verify s3://acme-cloudtrail-logs --from <day before> --to <day after> --trail-arn ${arn}`,
    ]),
  );
});

test('the file of the mapping is what cdk import reads', async () => {
  const { exitCode } = await migrate(described, synthesized(trailAlone), '--import-file', inFolder('import.json'));

  expect(exitCode).toBe(0);
  expect(JSON.parse(readFileSync(inFolder('import.json'), 'utf8'))).toEqual({ Trail022F0CF2: { TrailName: 'audit' } });
});

test('bucket and policy are imported by a mapping, since a policy has no name, after what they refer to', async () => {
  const all = synthesized(
    (stack) =>
      new AuditTrail(stack, 'Trail', { trailName: 'audit', archive: new LogArchive(stack, 'Archive', { bucketName: 'acme-cloudtrail-logs' }) }),
  );

  const { exitCode, effects, lines } = await said(described, all, '--import-file', inFolder('import.json'));

  expect(exitCode).toBe(0);
  expect(effects).toMatchObject({
    'Audit/Trail': 'moved',
    'Audit/Archive/Bucket': 'moved',
    'Audit/Archive/Bucket/Policy': 'moved',
    'Audit/Archive/Key': 'created',
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'Audit/Trail (AWS::CloudTrail::Trail): applyRemovalPolicy(RemovalPolicy.RETAIN), which an import asks for',
      'Deploy first what the imported ones refer to, with them left out of the app: Audit/Archive/Key, Audit/Archive/AccessLogs',
      'npx cdk import Audit --resource-mapping import.json',
      'terraform state rm aws_s3_bucket_policy.<name>',
    ]),
  );
  expect(Object.values(JSON.parse(readFileSync(inFolder('import.json'), 'utf8')))).toEqual([
    { BucketName: 'acme-cloudtrail-logs' },
    { Bucket: 'acme-cloudtrail-logs' },
    { TrailName: 'audit' },
  ]);
});

test('what the import would be followed by is judged like an update', async () => {
  const more = synthesized((stack) =>
    trailAlone(stack).addEventSelector(EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(stack, 'Reports', 'reports'))])),
  );
  const single = withTrail({ LogFileValidationEnabled: false, IncludeGlobalServiceEvents: false, IsMultiRegionTrail: false });

  expect((await said(described, more)).notes).toContainEqual(expect.stringContaining('Starts logging'));
  expect((await said(file('live.json', single), synthesized(trailAlone))).notes).toContainEqual(expect.stringContaining('a chain of digests begins'));
});

test('selectors that were not given leave it open, and those that were given do not', async () => {
  const custom = withTrail({ HasCustomEventSelectors: true });
  const selectors = {
    TrailARN: arn,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }],
  };
  const advanced = { TrailARN: arn, AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] };
  const after = synthesized(trailAlone);

  expect((await said(file('live.json', custom), after)).exitCode).toBe(2);
  expect((await said(file('live.json', [custom, selectors, { IsLogging: true }]), after)).exitCode).toBe(0);
  expect((await said(file('live.json', [custom, advanced]), after)).exitCode).toBe(0);
});

test('a trail of another name leaves the one that is there, and both run side by side', async () => {
  const second = synthesized((stack) => new AuditTrail(stack, 'Trail', { trailName: 'audit-2' }));

  const { exitCode, effects, notes, steps } = await said(described, second);

  expect(exitCode).toBe(0);
  expect(effects).toMatchObject({ 'Audit/Trail': 'created', 'trail of audit': 'left' });
  expect(notes).toContainEqual(expect.stringContaining('it goes on as it is'));
  expect(steps).toEqual(['sideBySide', 'prove']);
});

test('the names of topic, log group, role and alias are known from the description', async () => {
  const live = {
    Trail: {
      TrailARN: arn,
      S3BucketName: 'acme-cloudtrail-logs',
      SnsTopicARN: 'arn:aws:sns:eu-west-1:111122223333:deliveries',
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:events:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/service/deliver',
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/audit',
    },
  };
  const template = {
    Resources: Object.fromEntries(
      [
        ['AWS::CloudTrail::Trail', { TrailName: 'audit', S3BucketName: 'acme-cloudtrail-logs', SnsTopicName: 'deliveries' }],
        ['AWS::SNS::Topic', { TopicName: 'deliveries' }],
        ['AWS::Logs::LogGroup', { LogGroupName: 'events' }],
        ['AWS::IAM::Role', { RoleName: 'deliver' }],
        ['AWS::KMS::Alias', { AliasName: 'alias/audit', TargetKeyId: 'k' }],
      ].map(([Type, Properties], index) => [`R${index}`, { Type, Properties }]),
    ),
  };

  await migrate(file('live.json', live), file('after.json', template), '--import-file', inFolder('import.json'));

  expect(JSON.parse(readFileSync(inFolder('import.json'), 'utf8'))).toEqual({
    R0: { TrailName: 'audit' },
    R1: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:deliveries' },
    R2: { LogGroupName: 'events' },
    R3: { RoleName: 'deliver' },
    R4: { AliasName: 'alias/audit' },
  });
});

test('a notification topic that is lost, or another that is told, is said', async () => {
  const told = file('live.json', withTrail({ SnsTopicARN: 'arn:aws:sns:eu-west-1:111122223333:deliveries' }));
  const telling = synthesized((stack) => {
    const archive = LogArchive.fromBucket(stack, 'Archive', {
      bucket: Bucket.fromBucketName(stack, 'Logs', 'acme-cloudtrail-logs'),
      policiesManagedBy: 'Terraform',
    });
    new AuditTrail(stack, 'Trail', { trailName: 'audit', archive, notifications: Notifications.topic(new Topic(stack, 'Topic')) });
  });

  expect((await said(told, synthesized(trailAlone))).gaps).toEqual([expect.stringContaining('what listens to the topic falls silent')]);
  expect((await said(told, telling)).exitCode).toBe(0);
});

test.each([
  ['no trails', { trailList: [] }, 'has no trails'],
  ['a trail without a name', { trailList: [{ S3BucketName: 'b' }] }, 'has a trail without Name and TrailARN'],
  ['no answer of CloudTrail', { Other: 1 }, 'is not a template'],
])('%s cannot be read', async (_, content, message) => {
  const { exitCode, stderr } = await migrate(file('live.json', content), synthesized(trailAlone));

  expect(exitCode).toBe(3);
  expect(stderr).toContain(message);
});

test('a mapping of several stacks is refused, and no file is written', async () => {
  const twice = ['One', 'Two'].map((name) => ({ ...withTrail({ Name: name, TrailARN: arn.replace('audit', name) }).trailList[0] }));
  const folder = inFolder('');
  file('One.template.json', { Resources: { A: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'One', S3BucketName: 'b' } } } });
  file('Two.template.json', { Resources: { B: { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'Two', S3BucketName: 'b' } } } });
  const live = file('live.txt', { trailList: twice });

  const { exitCode, stderr } = await migrate(live, folder, '--import-file', inFolder('import.txt'));

  expect(exitCode).toBe(3);
  expect(stderr).toContain('--import-file maps one stack, and there are One, Two');
  expect(existsSync(inFolder('import.txt'))).toBe(false);
});
