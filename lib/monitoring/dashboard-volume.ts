import { Duration, type IResource, Lazy, type Stack } from 'aws-cdk-lib';
import { type GraphWidget, MathExpression, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogArchive } from '../archive/log-archive-ref';
import { areTwo } from '../private/are-two';
import type { AuditTrail } from '../trail/audit-trail';
import { COLUMNS, COUNT, graph, heading, type Row } from './dashboard-widgets';
import type { TrailDashboardProps } from './trail-dashboard-props';

const DAILY = { period: Duration.days(1), statistic: 'Average' };

/** How much is logged, of what, and how much there is. */
export function volumeRows(here: Stack, { trail, archive, dataEvents }: Pick<TrailDashboardProps, 'trail' | 'archive' | 'dataEvents'>): Row[] {
  const graphs = [
    ...(dataEvents ? [(share: number) => dataEventsGraph(dataEvents, share), (share: number) => budgetGraph(dataEvents, share)] : []),
    ...(trail?.logGroup ? [(share: number) => logGroupGraph(here, trail, share)] : []),
    ...(archive ? [(share: number) => archiveGraph(here, archive, share)] : []),
  ];
  const rows = [...(graphs.length > 0 ? [graphs.map((make) => make(graphs.length))] : []), ...(trail ? [[selectorsOf(trail)]] : [])];
  return rows.length > 0 ? [heading('Volume'), ...rows] : [];
}

/** CloudWatch finds the types that there are. */
function dataEventsGraph(guard: Required<TrailDashboardProps>['dataEvents'], share: number): GraphWidget {
  const { namespace, dimensions } = guard.metric('DataEventsByType');
  const name = dimensions?.service;
  const search = `SEARCH('{${namespace},service,resourceType} MetricName="DataEventsByType" service="${name}"', 'Sum', 3600)`;
  const byType = new MathExpression({ expression: search, label: '', period: Duration.hours(1), usingMetrics: {} });
  return graph('Data events in an hour, by the type of the resource', share, [byType], { stacked: true });
}

function budgetGraph(guard: Required<TrailDashboardProps>['dataEvents'], share: number): GraphWidget {
  return graph('Data events in 24 hours', share, [
    guard.metric('DataEventsPerDay', { period: Duration.hours(1), statistic: 'Maximum', label: 'logged' }),
    guard.metric('DataEventsDeclared', { period: Duration.hours(1), statistic: 'Maximum', label: 'declared' }),
  ]);
}

function logGroupGraph(here: Stack, { logGroup }: AuditTrail, share: number): GraphWidget {
  const of = (metricName: string, label: string, options: typeof COUNT) =>
    new Metric({
      ...{ namespace: 'AWS/Logs', metricName, label, ...placeOf(here, logGroup) },
      ...{ dimensionsMap: { LogGroupName: logGroup?.logGroupName ?? '' }, ...options },
    });
  return graph('Delivered to CloudWatch Logs', share, [of('IncomingLogEvents', 'events', COUNT)], {
    right: [of('IncomingBytes', 'bytes', COUNT)],
    rightYAxis: { min: 0 },
  });
}

/** S3 counts once a day. */
function archiveGraph(here: Stack, { bucket }: ILogArchive, share: number): GraphWidget {
  const of = (metricName: string, storageType: string, label: string) =>
    new Metric({
      ...{ namespace: 'AWS/S3', metricName, label, ...DAILY, ...placeOf(here, bucket) },
      dimensionsMap: { BucketName: bucket.bucketName, StorageType: storageType },
    });
  return graph('In the archive', share, [of('NumberOfObjects', 'AllStorageTypes', 'files, with their versions')], {
    right: [of('BucketSizeBytes', 'StandardStorage', 'bytes in the class Standard')],
    rightYAxis: { min: 0 },
  });
}

/** Metrics are where the resource is, which may be another place than that of the dashboard. */
function placeOf(here: Stack, resource: IResource | undefined): { readonly account?: string; readonly region?: string } {
  const { account, region } = resource?.env ?? here;
  return { ...(areTwo(account, here.account) && { account }), ...(areTwo(region, here.region) && { region }) };
}

/** Selectors may be added until the app is complete. */
function selectorsOf(trail: AuditTrail): TextWidget {
  const markdown = Lazy.string({ produce: () => `What the trail logs\n\n\`\`\`\n${trail.explain()}\n\`\`\`` });
  return new TextWidget({ markdown, width: COLUMNS, height: 6 });
}
