import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LogArchive } from '../../lib/archive/log-archive';
import { DeliveryMonitor } from '../../lib/monitoring/delivery-monitor';
import type { DeliveryMonitorProps } from '../../lib/monitoring/delivery-monitor-props';
import { AuditTrail } from '../../lib/trail/audit-trail';
import type { AuditTrailProps } from '../../lib/trail/audit-trail-props';

// `npm test` bundles the handlers first; what is in the bundle is of no interest here.
for (const name of ['delivery-monitor', 'data-event-guard', 'integrity-monitor', 'access-report', 'access-rollup', 'control-alarm']) {
  const asset = join(__dirname, '../../assets', name);
  if (existsSync(join(asset, 'index.js'))) continue;
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.js'), '');
}

export const env = { account: '111122223333', region: 'eu-west-1' };

/** The anchors of the page that alarms send to. */
export const GUIDE = (readFileSync(join(__dirname, '../../docs/delivery-monitor.md'), 'utf8').match(/^## .*$/gm) ?? []).map((heading) =>
  heading.slice(3).toLowerCase().replaceAll(' ', '-'),
);

export interface Setting {
  readonly stack: Stack;
  readonly archive: LogArchive;
  readonly trail: AuditTrail;
  readonly alarmTopic: Topic;
}

/** A trail with its archive. */
export function settingIn({ context = {}, trail = {}, place = env as { account?: string; region?: string } } = {}): Setting {
  const stack = new Stack(new App({ context }), 'Stack', { env: place });
  const archive = new LogArchive(stack, 'Archive', { keyPrefix: 'audit' });
  const made = new AuditTrail(stack, 'Trail', { trailName: 'audit', archive, ...(trail as AuditTrailProps) });
  return { stack, archive, trail: made, alarmTopic: new Topic(stack, 'Alarms') };
}

/** A monitor of them. */
export function deliveryIn(propsIn: (setting: Setting) => Partial<DeliveryMonitorProps> = () => ({}), options: Parameters<typeof settingIn>[0] = {}) {
  const setting = settingIn(options);
  const { stack, archive, trail, alarmTopic } = setting;
  const monitor = new DeliveryMonitor(stack, 'Delivery', { archive, trail, alarmTopic, ...propsIn(setting) });
  let made: Template | undefined;
  const template = () => {
    made ??= Template.fromStack(stack);
    return made;
  };
  /** The alarms of the monitor, by their ids. */
  const alarms = (): Record<string, Record<string, any>> => {
    const { Resources } = template().toJSON();
    return Object.fromEntries(
      monitor.alarms.map((alarm) => [alarm.node.id, Resources[stack.getLogicalId(alarm.node.defaultChild as never)].Properties]),
    );
  };
  return { ...setting, monitor, template, alarms };
}
