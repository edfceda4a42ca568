import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Dashboard, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { Construct } from 'constructs';
import { refuse } from '../private/report';
import { deliveryRows } from './dashboard-deliveries';
import { integrityRows } from './dashboard-integrity';
import { processorRows } from './dashboard-processors';
import { volumeRows } from './dashboard-volume';
import { alarmRows, alarmsIn } from './dashboard-widgets';
import type { TrailDashboardProps } from './trail-dashboard-props';

/** A trail and all that depends on it on one page: alarms, deliveries, volume, processors, integrity. */
@propertyInjectable
export class TrailDashboard extends Construct {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.monitoring.TrailDashboard';

  /** The dashboard: further widgets may be added to it. */
  public readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: TrailDashboardProps) {
    super(scope, id);
    checkName(this, props.dashboardName);
    const { trail, archive, processors = [], integrity, delivery, dataEvents, alarms = [] } = props;
    const all = [delivery, integrity, dataEvents, ...processors, trail, archive, ...alarms].filter((one) => one !== undefined);
    const shown = alarmsIn(all);
    checkNames(this, shown, { trail, archive });
    const rows = [
      ...alarmRows(shown),
      ...(delivery ? deliveryRows(delivery) : []),
      ...volumeRows(Stack.of(this), { trail, archive, dataEvents }),
      ...processorRows([...(dataEvents ? [dataEvents] : []), ...processors]),
      ...(integrity ? integrityRows(integrity) : []),
    ];
    if (rows.length === 0) {
      refuse(this, {
        id: 'cdk-cloudtrail:TrailDashboard.empty',
        message: 'there is nothing to show',
        fix: "pass what is to be shown, such as the 'trail' and the 'delivery' monitor",
      });
    }
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName,
      defaultInterval: props.defaultInterval ?? Duration.days(1),
      widgets: rows,
    });
  }
}

/** What is elsewhere is shown by its name, and CloudFormation makes up names that another Region or account does not know. */
function checkNames(scope: Construct, alarms: readonly IAlarm[], { trail, archive }: Pick<TrailDashboardProps, 'trail' | 'archive'>): void {
  const logGroup = trail?.logGroup;
  const named = [
    ...alarms.map((alarm) => ({ of: alarm, name: alarm.alarmArn })),
    ...(archive ? [{ of: archive.bucket, name: archive.bucket.bucketName }] : []),
    ...(logGroup ? [{ of: logGroup, name: logGroup.logGroupName }] : []),
  ];
  const unknown = named.filter(({ name }) => !isKnownIn(scope, name)).map(({ of }) => of.node.path);
  if (unknown.length === 0) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:TrailDashboard.otherPlace',
    message: 'what is in another account or Region can be shown only if it has a name that is known before it exists',
    value: unknown,
    fix: 'define the dashboard in a stack of their account and Region, or give them names',
  });
}

/** The CDK fails where a reference to another account or Region would need a name. */
function isKnownIn(scope: Construct, name: string): boolean {
  try {
    Stack.of(scope).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function checkName(scope: Construct, name: string | undefined): void {
  if (name === undefined || Token.isUnresolved(name) || /^[\w-]{1,255}$/.test(name)) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:TrailDashboard.dashboardName',
    message: 'the name of a dashboard has 1 to 255 letters, digits, hyphens and underscores',
    value: name,
    fix: "pass one such as 'audit', or leave it out",
  });
}
