import { CloudTrailClient, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import { Aws } from '../../bin/commands/status/aws';
import type { Check } from '../../bin/commands/status/check';
import { readRequest } from '../../bin/commands/status/request';
import { resultOf } from '../../bin/commands/status/result';
import { type Deployment, findDeployment, lookAtAll } from '../../bin/commands/status/run';
import { readAssembly } from '../../lib/template/read-assembly';
import type { Cdk } from './cdk';
import { DeployedStack } from './deployed-stack';
import type { Later } from './programs';
import type { Report } from './report';
import { type Change, changesTo } from './status-changes';

interface Surroundings {
  readonly report: Report;
  readonly cdk: Cdk;
  readonly later: Later;
}

/** One of everything that `status` looks at: it is as declared when it has been deployed, and each change to it is found as what it is. */
export async function deployStatus({ report, cdk, later }: Surroundings): Promise<void> {
  const app = 'test/deploy/status-app.ts';
  const { assembly, template } = await report.step(`synthesize ${app}`, () => cdk.synthesize(app));
  await report.step(`cdk deploy ${app}`, () => cdk.deploy(assembly));
  const stack = await DeployedStack.read('StatusAudit', template);
  const aws = new Aws();
  later(() => aws.close());
  const deployment = await findDeployment(readAssembly(assembly), readRequest({}), aws);
  await report.step('status of what was deployed', async () => {
    const checks = await lookAtAll(deployment, aws);
    report.equal('status: everything is as declared', [resultOf(deployment, checks, new Date()).outcome, open(checks)], ['asDeclared', []]);
    report.equal('status: it looked at every type of resource that it knows', typesOf(checks), KNOWN);
  });
  await report.step('status after changes', async () => {
    for (const change of changesTo(stack)) await makeAndFind(change, deployment, aws, report);
  });
  await report.step('status of a trail that is gone', async () => {
    await new CloudTrailClient({}).send(new DeleteTrailCommand({ Name: 'status-audit' }));
    const checks = await lookAtAll(ofType(deployment, 'AWS::CloudTrail::Trail'), aws);
    report.equal('status: the trail is missing', open(checks), ['missing AWS::CloudTrail::Trail']);
  });
}

const KNOWN = [
  ...['AWS::CloudTrail::Trail', 'AWS::CloudWatch::Alarm', 'AWS::Events::Rule', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::Logs::MetricFilter'],
  ...['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::SNS::Subscription', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'],
];

/** What was changed before stays: what is found now and was not found then is the change. */
async function makeAndFind({ type, found, make }: Change, deployment: Deployment, aws: Aws, report: Report): Promise<void> {
  const part = ofType(deployment, type);
  const before = open(await lookAtAll(part, aws));
  await make();
  const news = open(await lookAtAll(part, aws)).filter((one) => !before.includes(one));
  report.equal(`status: finds ${found} of ${type}`, [...new Set(news)].join(', '), found);
}

function ofType(deployment: Deployment, type: string): Deployment {
  return { ...deployment, resources: deployment.resources.filter((resource) => resource.type === type) };
}

/** What is not as declared; of policies without the statement. */
function open(checks: readonly Check[]): string[] {
  return checks
    .filter(({ verdict }) => verdict !== 'same')
    .map(({ verdict, property }) => `${verdict} ${property.replace(/\.Statement\[.*\]$/, '')}`);
}

function typesOf(checks: readonly Check[]): string[] {
  return [...new Set(checks.map(({ resource }) => resource.type))].sort();
}
