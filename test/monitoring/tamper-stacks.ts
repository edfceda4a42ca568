import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { TamperProtection } from '../../lib/monitoring/tamper-protection';
import type { TamperProtectionProps } from '../../lib/monitoring/tamper-protection-props';
import { AuditTrail } from '../../lib/trail/audit-trail';
import type { AuditTrailProps } from '../../lib/trail/audit-trail-props';
import { CloudWatchLogs } from '../../lib/trail/cloud-watch-logs';
import { ResolvedTemplate } from '../policy/intrinsics';
import type { DeployedResource } from '../policy/resources';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
const asset = join(__dirname, '../../assets/tamper-protection');
if (!existsSync(asset)) {
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

export const env = { account: '111122223333', region: 'eu-west-1' };
export const DEPLOY = 'arn:aws:iam::111122223333:role/deploy';

interface Setting {
  readonly trail?: AuditTrailProps;
  readonly props?: Partial<TamperProtectionProps>;
  readonly region?: string;
  readonly context?: Record<string, unknown>;
  /** Whether events of the global Region are forwarded; without that, it warns. */
  readonly forwarded?: boolean;
}

/** A trail whose resources have names, and its protection. */
export function tamperIn({ trail: trailProps, props, region = env.region, context, forwarded = false }: Setting = {}) {
  const app = new App({ context });
  const stack = new Stack(app, 'Stack', { env: { ...env, region } });
  const archive = new LogArchive(stack, 'Archive', { bucketName: 'logs' });
  const logGroup = new LogGroup(stack, 'Events', { logGroupName: 'trail-events' });
  const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', archive, cloudWatchLogs: CloudWatchLogs.to(logGroup), ...trailProps });
  const topic = new Topic(stack, 'Topic', { topicName: 'alerts', masterKey: new Key(stack, 'TopicKey') });
  const protection = new TamperProtection(stack, 'Tamper', { trail, topics: [topic], ...props });
  const global = new Stack(app, 'Global', { env: { ...env, region: 'us-east-1' } });
  if (forwarded) protection.forwardFrom(global, 'Forwarding');
  let made: Template | undefined;
  const template = () => {
    made ??= Template.fromStack(stack);
    return made;
  };
  return { app, stack, global, archive, trail, topic, protection, template };
}

/** A trail with no more than it needs, for tests that change nothing: made once for each of the two. */
export function plainTamper(forwarded: boolean) {
  const name = forwarded ? 'forwarded' : 'alone';
  plain[name] ??= tamperIn({ forwarded });
  return plain[name];
}
const plain: { forwarded?: ReturnType<typeof tamperIn>; alone?: ReturnType<typeof tamperIn> } = {};

export const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Stack/0a1b2c3d';

/** A template in which the id of its own stack is known. */
export function withStackId(template: Template): Record<string, any> {
  return JSON.parse(JSON.stringify(template.toJSON()).replaceAll('{"Ref":"AWS::StackId"}', JSON.stringify(STACK_ID)));
}

/** The resources of a type, deployed: with literal values in place of intrinsic functions. */
export function deployed(template: Template, type: string, place: { partition?: string; region?: string } = {}) {
  const resolved = new ResolvedTemplate({ template: withStackId(template), ...env, ...place });
  return resolved
    .resources()
    .filter((resource) => resource.type === type)
    .map(({ id, properties, resolve }: DeployedResource) => ({ id, properties: resolve(properties) as Record<string, any> }));
}

/** The patterns of the rules, by the names of what they watch. */
export function patternsOf(template: Template, place: { partition?: string; region?: string } = {}): Map<string, unknown> {
  return new Map(
    deployed(template, 'AWS::Events::Rule', place).map(({ properties }) => [
      String(String(properties.Name).split('-').at(-1)),
      properties.EventPattern,
    ]),
  );
}
