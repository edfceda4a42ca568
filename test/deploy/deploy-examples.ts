import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HeadBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Cdk } from './cdk';
import { connect } from './connect';
import { DeployedStack } from './deployed-stack';
import { processLogFiles } from './process-log-files';
import type { Later } from './programs';
import { keyState } from './raw-api';
import { readArchive } from './read-archive';
import { readTrail, trailIsGone } from './read-trail';
import { receiveAlerts } from './receive-alerts';
import type { Report } from './report';

interface Surroundings {
  readonly root: string;
  readonly report: Report;
  readonly cdk: Cdk;
  readonly later: Later;
}

/** The example with data, from its first deployment over a change to its end. */
export async function deployExample(surroundings: Surroundings): Promise<void> {
  const { root, report, later } = surroundings;
  const s3 = new S3Client({});
  later(() => s3.destroy());
  const { assembly, stack } = await deploy('examples/reports-bucket/app.ts', 'ReportsAudit', surroundings);
  await report.step('read the trail back', () => readTrail(report, stack));
  const bucket = stack.id('ArchiveBucket');
  const keyId = stack.id('ArchiveKey');
  const keyArn = String(stack.propertiesOf('AWS::CloudTrail::Trail').KMSKeyId);
  await report.step('read the archive back', () => readArchive(report, s3, { bucket, keyId, keyArn, trailName: 'reports-audit' }));

  const pipeline = await report.step('read queue and function back', () =>
    connect(stack, { id: 'Access', bundle: join(root, 'assets/access-report/index.js') }, { report, s3, later }),
  );
  const derived = stack.id('AccessDerived');
  const delivered = await report.step('deliver log files', () => processLogFiles({ root, report, s3, pipeline, derived }));

  await change(stack, surroundings);
  await destroy(assembly, 'reports-audit', surroundings);
  await report.step('look for what must be kept', async () => {
    report.equal('destroy: the key of the archive is kept', await keyState(keyId), 'Enabled');
    for (const Bucket of [bucket, derived]) await s3.send(new HeadBucketCommand({ Bucket }));
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'AWSLogs/' }));
    report.equal('destroy: buckets are kept, with all that was delivered', KeyCount, delivered + 1);
  });
}

/** An example with Insights, CloudWatch Logs and a topic. */
export async function deployAnotherExample(surroundings: Surroundings): Promise<void> {
  const { report } = surroundings;
  const { assembly, stack } = await deploy('examples/notified-trail/app.ts', 'Audit', surroundings);
  await report.step('read the trail back', () => readTrail(report, stack));
  await destroy(assembly, 'audit', surroundings);
}

/** An example with alerts: they come to a subscriber of the topic. */
export async function deployAlerts(surroundings: Surroundings): Promise<void> {
  const { root, report, later } = surroundings;
  const s3 = new S3Client({});
  later(() => s3.destroy());
  const { assembly, stack } = await deploy('examples/detection-alerts/app.ts', 'Audit', surroundings);
  const folder = readdirSync(assembly).find((name) => name.startsWith('detection-alerts-')) ?? '';
  const processor = { id: 'Alerts', bundle: join(assembly, folder, 'index.js') };
  const pipeline = await report.step('read queue and function back', () => connect(stack, processor, { report, s3, later }));
  await report.step('deliver log files', () => receiveAlerts({ root, report, pipeline, topicArn: stack.id('Security'), later }));
  await destroy(assembly, 'audit', surroundings);
}

/** What the changed app adds. */
const added = {
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['NetworkActivity'] },
    { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
    { Field: 'errorCode', Equals: ['VpceAccessDenied'] },
  ],
};

async function change(before: DeployedStack, surroundings: Surroundings): Promise<void> {
  const { report } = surroundings;
  const { stack } = await deploy('test/deploy/changed-app.ts', 'ReportsAudit', surroundings);
  await report.step('read the change back', async () => {
    const selectors = (one: DeployedStack) => one.propertiesOf('AWS::CloudTrail::Trail').AdvancedEventSelectors as unknown[];
    report.equal('update: every resource is still the same one', stack.ids(), before.ids());
    report.equal('update: one selector more', selectors(stack), [...selectors(before), added]);
    await readTrail(report, stack);
  });
}

async function deploy(app: string, stackName: string, { report, cdk }: Surroundings): Promise<{ assembly: string; stack: DeployedStack }> {
  const { assembly, template } = await report.step(`synthesize ${app}`, () => cdk.synthesize(app));
  return report.step(`cdk deploy ${app}`, async () => {
    await cdk.deploy(assembly);
    const stack = await DeployedStack.read(stackName, template);
    report.equal('CloudFormation: has every resource of the template', Object.keys(stack.ids()).sort(), Object.keys(template.Resources).sort());
    return { assembly, stack };
  });
}

async function destroy(assembly: string, trailName: string, { report, cdk }: Surroundings): Promise<void> {
  await report.step('cdk destroy', async () => {
    await cdk.destroy(assembly);
    report.equal('destroy: the trail is gone', await trailIsGone(trailName), true);
  });
}
