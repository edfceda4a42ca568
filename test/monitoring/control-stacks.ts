import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ControlAlarms } from '../../lib/monitoring/control-alarms';
import type { ControlAlarmsProps } from '../../lib/monitoring/control-alarms-props';
import { AuditTrail } from '../../lib/trail/audit-trail';
import type { AuditTrailProps } from '../../lib/trail/audit-trail-props';
import { CloudWatchLogs } from '../../lib/trail/cloud-watch-logs';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
const asset = join(__dirname, '../../assets/control-alarm');
if (!existsSync(asset)) {
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

export const env = { account: '111122223333', region: 'eu-west-1' };

interface Setting {
  readonly trail?: AuditTrailProps;
  readonly alarms?: Partial<ControlAlarmsProps>;
  readonly region?: string;
  readonly context?: Record<string, unknown>;
}

/** A trail that delivers to CloudWatch Logs, and alarms on it that tell a topic. */
export function alarmsIn({ trail: trailProps, alarms: props, region = env.region, context }: Setting = {}) {
  const app = new App({ context });
  const stack = new Stack(app, 'Stack', { env: { ...env, region } });
  const trail = new AuditTrail(stack, 'Trail', { trailName: 'audit', cloudWatchLogs: CloudWatchLogs.toNewLogGroup(), ...trailProps });
  const topic = new Topic(stack, 'Topic');
  const alarms = new ControlAlarms(stack, 'Alarms', { trail, topic, ...props });
  return { app, stack, trail, topic, alarms, template: () => Template.fromStack(stack) };
}
