import { type App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnAlarm, type CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LogArchive } from '../../lib/archive/log-archive';
import { ControlAlarms } from '../../lib/monitoring/control-alarms';
import { DeliveryMonitor } from '../../lib/monitoring/delivery-monitor';
import { DELIVERY_ERRORS, DELIVERY_METRICS, DELIVERY_NAMESPACE, DESTINATIONS, PLACE_METRICS } from '../../lib/monitoring/delivery-monitor.contract';
import { TrailDashboard } from '../../lib/monitoring/trail-dashboard';
import type { TrailDashboardProps } from '../../lib/monitoring/trail-dashboard-props';
import { AccessReport } from '../../lib/processing/access-report';
import { METRIC_NAMESPACE as ACCESS } from '../../lib/processing/access-report.contract';
import { DataEventGuard } from '../../lib/processing/data-event-guard';
import { BY_TYPE, GUARD_METRICS, GUARD_NAMESPACE, TYPE_DIMENSION } from '../../lib/processing/data-event-guard.contract';
import { IntegrityMonitor } from '../../lib/processing/integrity-monitor';
import { INTEGRITY_METRICS, INTEGRITY_NAMESPACE } from '../../lib/processing/integrity-monitor.contract';
import { METRICS, NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { CloudWatchLogs } from '../../lib/trail/cloud-watch-logs';
import { ALL_FLAGS } from '../helpers/apps';
import { env, type Setting, settingIn } from './delivery-stacks';

type Part = keyof Omit<TrailDashboardProps, 'dashboardName' | 'defaultInterval'>;
type Body = { widgets: { type: string; width: number; x: number; properties: Record<string, any> }[] };

/** Everything that a dashboard can show, made when it is asked for. */
function partsIn({ stack, archive, trail, alarmTopic }: Setting): { readonly [name in Part]: () => TrailDashboardProps[name] } {
  const common = { archive, alarmTopic };
  return {
    trail: () => trail,
    archive: () => archive,
    processors: () => [new AccessReport(stack, 'Access', common)],
    integrity: () => new IntegrityMonitor(stack, 'Integrity', common),
    delivery: () => new DeliveryMonitor(stack, 'Delivery', { ...common, trail, regions: ['eu-west-1', 'us-east-1'] }),
    dataEvents: () => new DataEventGuard(stack, 'Guard', { ...common, expectedDataEventsPerDay: 1000 }),
    alarms: () => [new ControlAlarms(stack, 'Controls', { trail, topic: alarmTopic })],
  };
}

function dashboardOf(names: readonly Part[], options: Parameters<typeof settingIn>[0] = {}, more: TrailDashboardProps = {}) {
  const setting = settingIn({ trail: { cloudWatchLogs: CloudWatchLogs.toNewLogGroup() }, ...options });
  const parts = partsIn(setting);
  const page = new TrailDashboard(setting.stack, 'Page', { ...Object.fromEntries(names.map((name) => [name, parts[name]()])), ...more });
  return { ...setting, ...dashboardIn(page) };
}

/** What is in the template for a page: the rest of it is of no interest, and takes its time. */
function dashboardIn({ dashboard }: TrailDashboard) {
  const { dashboardBody, dashboardName } = dashboard.node.defaultChild as CfnDashboard;
  const text = Stack.of(dashboard).resolve(dashboardBody);
  // What is known at deployment stands as a name.
  const joined =
    typeof text === 'string'
      ? text
      : text['Fn::Join'][1].map((one: unknown) => (typeof one === 'string' ? one : `<${Object.values(one as object).flat()[0]}>`)).join('');
  return { dashboardName, body: JSON.parse(joined) as Body };
}

const ALL: readonly Part[] = ['trail', 'archive', 'processors', 'integrity', 'delivery', 'dataEvents', 'alarms'];

/** The metrics of a body: namespace, name, dimensions. Those like the one before say so with dots. */
function metricsIn({ widgets }: Body): { namespace: string; name: string; dimensions: Record<string, string> }[] {
  return widgets.flatMap(({ properties }) => {
    let last: string[] = [];
    return (properties.metrics ?? ([] as unknown[][])).flatMap((row: unknown[]) => {
      const texts = row.filter((one) => typeof one === 'string') as string[];
      if (texts.length === 0) return [];
      const full =
        texts[0] === '...'
          ? [...last.slice(0, last.length - texts.length + 1), ...texts.slice(1)]
          : texts.map((one, index) => (one === '.' ? (last[index] as string) : one));
      last = full;
      const [namespace = '', name = '', ...rest] = full;
      return [
        {
          namespace,
          name,
          dimensions: Object.fromEntries(Array.from({ length: rest.length / 2 }, (_, index) => [rest[2 * index], rest[2 * index + 1] as string])),
        },
      ];
    });
  });
}

const full = dashboardOf(ALL);
const shown = metricsIn(full.body);
const namesOf = (namespace: string) => [...new Set(shown.filter((one) => one.namespace === namespace).map(({ name }) => name))];

test('shows nothing that the constructs do not measure', () => {
  expect(Object.values(METRICS)).toEqual(expect.arrayContaining(namesOf(ACCESS)));
  expect([...Object.values(METRICS), ...Object.values(GUARD_METRICS), BY_TYPE]).toEqual(expect.arrayContaining(namesOf(GUARD_NAMESPACE)));
  expect(Object.values(INTEGRITY_METRICS)).toEqual(expect.arrayContaining(namesOf(INTEGRITY_NAMESPACE)));
  expect([...Object.values(DELIVERY_METRICS), ...Object.values(PLACE_METRICS), DELIVERY_ERRORS]).toEqual(
    expect.arrayContaining(namesOf(DELIVERY_NAMESPACE)),
  );
  const others = new Set(shown.map(({ namespace }) => namespace).filter((namespace) => !namespace.startsWith('CdkCloudTrail/')));
  expect([...others].sort()).toEqual(['AWS/Logs', 'AWS/S3', 'AWS/SQS']);
  expect([ACCESS, GUARD_NAMESPACE, INTEGRITY_NAMESPACE, DELIVERY_NAMESPACE].map((one) => namesOf(one).length)).toEqual([9, 11, 10, 8]);
});

test('with the dimensions that they are measured with', () => {
  const paths = {
    [ACCESS]: 'Stack/Access',
    [GUARD_NAMESPACE]: 'Stack/Guard',
    [INTEGRITY_NAMESPACE]: 'Stack/Integrity',
    [DELIVERY_NAMESPACE]: 'Stack/Delivery',
  };
  for (const { namespace, name, dimensions } of shown.filter((one) => one.namespace in paths)) {
    const { [NAME_DIMENSION]: service, ...rest } = dimensions;
    expect([namespace, service]).toEqual([namespace, paths[namespace as keyof typeof paths]]);
    const isPlace = (Object.values(PLACE_METRICS) as string[]).includes(name);
    expect(Object.keys(rest).sort()).toEqual(isPlace ? ['account', 'region'] : name === DELIVERY_ERRORS ? ['destination'] : []);
  }
  const destinations = shown.filter(({ name }) => name === DELIVERY_ERRORS).map(({ dimensions }) => dimensions.destination);
  expect(destinations.sort()).toEqual([...DESTINATIONS].sort());
  const places = shown.filter(({ name }) => name === PLACE_METRICS.digestAge).map(({ dimensions }) => dimensions.region);
  expect(places).toEqual(['eu-west-1', 'us-east-1']);
});

test('searches for data events by type as the guard counts them', () => {
  const search = full.body.widgets
    .flatMap(({ properties }) => (properties.metrics ?? []).flat())
    .find((one) => one?.expression?.startsWith('SEARCH'));

  expect(search.expression).toBe(
    `SEARCH('{${GUARD_NAMESPACE},${NAME_DIMENSION},${TYPE_DIMENSION}} MetricName="${BY_TYPE}" ${NAME_DIMENSION}="Stack/Guard"', 'Sum', 3600)`,
  );
});

test('has the state of every alarm of what it shows', () => {
  const listed = full.body.widgets.filter(({ type }) => type === 'alarm').flatMap(({ properties }) => properties.alarms);
  const all = full.stack.node.findAll().filter((one): one is CfnAlarm => one instanceof CfnAlarm);

  expect(listed.sort()).toEqual(all.map((alarm) => `<${full.stack.getLogicalId(alarm)}>`).sort());
  expect(full.body.widgets.filter(({ type }) => type === 'alarm').every(({ properties }) => properties.alarms.length <= 100)).toBe(true);
});

test('says in words what the trail logs, also what was added after the dashboard', () => {
  const setting = settingIn();
  new TrailDashboard(setting.stack, 'Page', { trail: setting.trail });
  setting.trail.logDataEventsOf(setting.stack);

  const text = JSON.stringify(Template.fromStack(setting.stack).findResources('AWS::CloudWatch::Dashboard'));
  expect(text).toContain('management events');
});

test('refuses what another Region does not know by name, and takes metrics from where they are', () => {
  const { stack, archive, trail, alarmTopic } = settingIn();
  const there = new Stack(stack.node.root as App, 'There', { env: { ...env, region: 'us-east-1' } });
  const delivery = new DeliveryMonitor(stack, 'Delivery', { archive, alarmTopic, trail });
  expect(() => new TrailDashboard(there, 'Page', { delivery })).toThrow(/TrailDashboard\.otherPlace\] .*"Stack\/Delivery\/DigestsAlarm"/);

  const bucket = Bucket.fromBucketAttributes(there, 'Bucket', { bucketName: 'logs', ...env });
  const named = new TrailDashboard(there, 'Named', { archive: LogArchive.fromBucket(there, 'Archive', { bucket, policiesManagedBy: 'others' }) });
  const graph = dashboardIn(named).body.widgets.find(({ properties }) => properties.title === 'In the archive');
  expect(graph?.properties.metrics[0].at(-1)).toMatchObject({ region: env.region });
});

test.each<[Part, string]>([
  ['trail', 'Delivered to CloudWatch Logs'],
  ['archive', 'In the archive'],
  ['processors', 'Access: records'],
  ['integrity', 'Hours'],
  ['delivery', 'Age of the newest digest, in seconds'],
  ['dataEvents', 'Data events in 24 hours'],
  ['alarms', 'Alarms'],
])('%s alone is enough for a page', (name, title) => {
  const titles = dashboardOf([name]).body.widgets.map(({ properties }) => properties.title);
  expect(titles).toContain(title);
});

test('fits on a page: no row is wider than it', () => {
  for (const { x, width } of full.body.widgets) expect(x + width).toBeLessThanOrEqual(24);
  expect(full.body.widgets.filter(({ properties }) => properties.metrics?.length > 500)).toEqual([]);
});

test('has a name and a time if they are given', () => {
  expect(dashboardOf(['archive'], {}, { dashboardName: 'audit' }).dashboardName).toBe('audit');
  expect(full.body).toMatchObject({ start: '-P1D' });
});

test('is the same with all feature flags, also where the stack does not know its place', () => {
  const bodies = [{}, ALL_FLAGS].map((context) => {
    const one = dashboardOf(['trail', 'archive', 'processors', 'delivery', 'dataEvents'], { context, place: {} });
    expect(Annotations.fromStack(one.stack).findWarning('*', Match.stringLikeRegexp('TrailDashboard'))).toEqual([]);
    return one.body;
  });
  expect(bodies[0]).toEqual(bodies[1]);
});

test.each<[string, TrailDashboardProps, string]>([
  ['a page of nothing', {}, 'empty'],
  ['a name with spaces', { dashboardName: 'my trail' }, 'dashboardName'],
])('refuses %s', (_, props, id) => {
  expect(() => new TrailDashboard(settingIn().stack, 'Page', props)).toThrow(`[cdk-cloudtrail:TrailDashboard.${id}]`);
});
