import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { type CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { BucketPolicy, CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { AuditTrail, CloudWatchLogs, LogArchive } from '../../../lib';
import { said, synthesized } from './run';

const before = (stack: Stack) => new Trail(stack, 'Trail', { trailName: 'audit' });
const unnamed = (stack: Stack) => new Trail(stack, 'Trail');
const toLogGroup = (stack: Stack) => new Trail(stack, 'Trail', { trailName: 'audit', sendToCloudWatchLogs: true });

/** An archive that takes over the bucket of the trail of the L2, with its policy. */
function adopted(stack: Stack): LogArchive {
  const archive = new LogArchive(stack, 'Archive');
  (archive.bucket.node.defaultChild as CfnBucket).overrideLogicalId('TrailS30071F172');
  ((archive.bucket.policy as BucketPolicy).node.defaultChild as CfnBucketPolicy).overrideLogicalId('TrailS3PolicyE42170FE');
  return archive;
}

test('an app that did not change loses nothing, and needs no plan', async () => {
  const { exitCode, verdict, effects, steps } = await said(synthesized(before), synthesized(before));

  expect({ exitCode, verdict, steps }).toEqual({ exitCode: 0, verdict: 'noGap', steps: [] });
  expect(effects).toEqual({ 'Audit/Trail': 'same' });
});

test('an AuditTrail of the same id that takes over bucket and policy is updated in place, without a gap', async () => {
  const after = synthesized((stack) => new AuditTrail(stack, 'Trail', { trailName: 'audit', archive: adopted(stack) }));

  const { exitCode, effects, notes, steps, lines } = await said(synthesized(before), after);

  expect(exitCode).toBe(0);
  expect(effects).toMatchObject({ 'Audit/Trail': 'updated', 'Audit/Archive/Bucket': 'updated', 'Audit/Archive/Bucket/Policy': 'updated' });
  expect(notes).toEqual(['Audit/Trail: log files and digests are encrypted with the key from then on: whoever reads them needs kms:Decrypt']);
  expect(steps).toEqual(['prove']);
  expect(lines[0]).toMatch(/^npx cdk-cloudtrail verify .* --trail-arn arn:aws:cloudtrail:eu-west-1:111122223333:trail\/audit$/);
});

test('an archive of its own is another bucket: whether the chain of digests goes on there is not known', async () => {
  const after = synthesized((stack) => new AuditTrail(stack, 'Trail', { trailName: 'audit' }));

  const { exitCode, effects, open, lines } = await said(synthesized(before), after);

  expect(exitCode).toBe(2);
  expect(effects).toMatchObject({ 'Audit/Trail': 'updated', 'Audit/Trail/S3': 'removed', 'Audit/Trail/Archive/Bucket': 'created' });
  expect(lines.filter((line) => line.includes('cdk-cloudtrail verify '))).toEqual([
    expect.stringContaining('--to <end of its last digest> --trail-arn'),
    expect.stringContaining('--from <start of its first digest> --to <day after> --trail-arn'),
  ]);
  expect(open).toEqual([expect.stringContaining('whether the first digest in the new place names the last one in the old place is not documented')]);
  expect(lines).toContain("Audit/Trail/Archive/Bucket (AWS::S3::Bucket): (….node.defaultChild as CfnResource).overrideLogicalId('TrailS30071F172')");
});

test('a log group that gets no more events is a gap for the alarms on it; one that is taken over is none', async () => {
  const without = synthesized((stack) => new AuditTrail(stack, 'Trail', { trailName: 'audit', archive: adopted(stack) }));
  const within = synthesized((stack) => {
    const logGroup = new LogGroup(stack, 'Events', { retention: RetentionDays.ONE_YEAR });
    (logGroup.node.defaultChild as CfnLogGroup).overrideLogicalId('TrailLogGroup4CBE3AF5');
    new AuditTrail(stack, 'Trail', { trailName: 'audit', archive: adopted(stack), cloudWatchLogs: CloudWatchLogs.to(logGroup) });
  });

  expect((await said(synthesized(toLogGroup), without)).gaps).toEqual([expect.stringContaining('events no longer go to the log group')]);
  const taken = await said(synthesized(toLogGroup), within);
  expect(taken).toMatchObject({ exitCode: 0, gaps: [], effects: { 'Audit/Trail': 'updated' } });
  expect(taken.effects).not.toHaveProperty('Audit/Events');
});

test('a new name replaces the trail, and its chain of digests ends', async () => {
  const renamed = synthesized((stack) => new Trail(stack, 'Trail', { trailName: 'audit-2' }));

  const { exitCode, effects, gaps, steps, lines } = await said(synthesized(before), renamed);

  expect(exitCode).toBe(1);
  expect(effects).toEqual({ 'Audit/Trail': 'replaced' });
  expect(gaps).toEqual([expect.stringMatching(/"audit" is replaced by the trail "audit-2"\. The chain of digests of the trail "audit" ends/)]);
  expect(steps).toEqual(['retain', 'keepName', 'sideBySide', 'prove']);
  expect(lines).toContain('Audit/Trail: trailName: "audit"');
  // Both deliver into one bucket, so that only both together account for all log files in it.
  expect(lines).toContain(
    'npx cdk-cloudtrail verify s3://<log bucket> --from <day before> --to <day after>' +
      ' --stopped <day before>/<start of the first digest of the new trail> --stopped <end of the last digest of the old trail>/<day after>',
  );
});

test('a new name with the old trail kept leaves two trails, and no gap', async () => {
  const keeping = (trailName: string) =>
    synthesized((stack) => {
      (new Trail(stack, 'Trail', { trailName }).node.defaultChild as CfnTrail).applyRemovalPolicy(RemovalPolicy.RETAIN);
    });

  const { exitCode, notes } = await said(keeping('audit'), keeping('audit-2'));

  expect(exitCode).toBe(0);
  expect(notes).toEqual([expect.stringContaining('both log, and are charged for'), expect.stringContaining('that of the trail "audit" goes on')]);
});

test('another id with the same name cannot be deployed', async () => {
  const after = synthesized((stack) => new AuditTrail(stack, 'Audit', { trailName: 'audit', archive: adopted(stack) }));

  const { exitCode, effects, fails, steps, lines } = await said(synthesized(before), after);

  expect(exitCode).toBe(1);
  expect(effects['Audit/Audit']).toBe('moved');
  expect(fails).toEqual([expect.stringContaining('the trail "audit" exists (as Audit/Trail): CloudTrail refuses a second trail of this name')]);
  expect(steps).toEqual(['logicalIds', 'refactor', 'prove']);
  expect(lines).toContain("Audit/Audit (AWS::CloudTrail::Trail): (….node.defaultChild as CfnResource).overrideLogicalId('Trail022F0CF2')");
});

test('a trail that moves to another stack cannot be created there, and can be moved by a refactoring', async () => {
  const { exitCode, fails, steps, lines } = await said(synthesized(before), synthesized(before, 'Logging'));

  expect(exitCode).toBe(1);
  expect(fails).toEqual([expect.stringContaining('the trail "audit" exists (as Audit/Trail)')]);
  expect(steps).toEqual(['refactor', 'prove']);
  expect(lines).toContain('Audit.Trail022F0CF2 becomes Logging.Trail022F0CF2');
});

test('another id with another name ends the chain of the old trail', async () => {
  const after = synthesized((stack) => new AuditTrail(stack, 'Audit', { trailName: 'audit-2', archive: adopted(stack) }));

  const { exitCode, gaps, open, lines } = await said(synthesized(before), after);

  expect(exitCode).toBe(1);
  expect(gaps).toEqual(['Audit/Trail: the chain of digests of the trail "audit" ends: CloudTrail signs a last digest when a trail is deleted']);
  expect(open).toEqual([expect.stringContaining('whether every event of these minutes is in one of them is not documented')]);
  expect(lines).toContain('Audit/Audit: leave its name as the older template has it');
});

test('a trail whose name CloudFormation made up is replaced by one with a name, and goes on if the name stays out of the template', async () => {
  const named = synthesized((stack) => new AuditTrail(stack, 'Trail', { trailName: 'audit', archive: adopted(stack) }));
  const kept = synthesized((stack) => {
    const trail = new AuditTrail(stack, 'Trail', { trailName: 'Audit-Trail022F0CF2-1ABCDEFGHIJKL', archive: adopted(stack) });
    (trail.node.defaultChild as CfnTrail).addPropertyDeletionOverride('TrailName');
    for (const policy of ['BucketPolicy', 'KeyPolicy']) {
      Validations.of(trail).acknowledge({ id: `Annotation::cdk-cloudtrail:${policy}.sourceArn`, reason: 'the name that CloudFormation made up' });
    }
  });

  expect(await said(synthesized(unnamed), named)).toMatchObject({ exitCode: 1, steps: ['retain', 'madeUpName', 'sideBySide', 'prove'] });
  expect(await said(synthesized(unnamed), kept)).toMatchObject({ exitCode: 0, effects: { 'Audit/Trail': 'updated' } });
});

test('a trail that is taken out of the app stops logging, unless it is kept', async () => {
  const none = synthesized((stack) => new LogGroup(stack, 'Other'));
  const kept = synthesized((stack) => (before(stack).node.defaultChild as CfnTrail).applyRemovalPolicy(RemovalPolicy.RETAIN));

  expect((await said(synthesized(before), none)).gaps).toEqual([
    expect.stringContaining('no other takes its place: what it logged is logged no more'),
    expect.stringContaining('the chain of digests of the trail "audit" ends'),
  ]);
  expect((await said(kept, none)).notes).toContainEqual(
    expect.stringContaining('it goes on logging, with its chain of digests, and nothing manages it'),
  );
});
