import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, GraphWidget, type GraphWidgetProps, type IAlarm, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** A row of a dashboard, from the left. */
export type Row = (TextWidget | GraphWidget | AlarmStatusWidget)[];

/** As many columns as a dashboard has. */
export const COLUMNS = 24;
const HEIGHT = 6;
/** CloudWatch takes no more in one widget. */
const MOST_ALARMS = 100;
const ALARMS_IN_A_ROW = 6;

/** A heading, over the whole width, with a text below it. */
export function heading(text: string, below = ''): Row {
  return [new TextWidget({ markdown: `## ${text}${below && `\n${below}`}`, width: COLUMNS, height: below ? 2 : 1 })];
}

/** A graph that takes its share of a row. */
export function graph(title: string, share: number, left: IMetric[], options: Partial<GraphWidgetProps> = {}): GraphWidget {
  return new GraphWidget({ title, width: COLUMNS / share, height: HEIGHT, left, leftYAxis: { min: 0 }, ...options });
}

/** The states of alarms, as many widgets as it takes. */
export function alarmRows(alarms: readonly IAlarm[]): Row[] {
  const parts = Array.from({ length: Math.ceil(alarms.length / MOST_ALARMS) }, (_, index) =>
    alarms.slice(index * MOST_ALARMS, (index + 1) * MOST_ALARMS),
  );
  return parts.map((part) => [
    new AlarmStatusWidget({ title: 'Alarms', alarms: [...part], width: COLUMNS, height: 2 + Math.ceil(part.length / ALARMS_IN_A_ROW) }),
  ]);
}

/** All alarms in constructs, each once, in the order of the constructs. */
export function alarmsIn(constructs: readonly IConstruct[]): IAlarm[] {
  return [...new Set(constructs.flatMap((construct) => construct.node.findAll()))].filter(isAlarm);
}

/** Also an imported one, and one of another copy of the CDK. */
function isAlarm(construct: IConstruct): construct is IAlarm {
  return 'alarmArn' in construct && 'alarmName' in construct;
}

/** What is counted in five minutes. */
export const COUNT = { period: Duration.minutes(5), statistic: 'Sum' };
/** The worst of five minutes. */
export const WORST = { period: Duration.minutes(5), statistic: 'Maximum' };
