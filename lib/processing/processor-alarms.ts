import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, type CreateAlarmOptions, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { runbook } from '../private/runbook';
import { METRICS } from './log-processor.contract';
import { processorMetric, unaccountedRecords } from './processor-metrics';

/** What the alarms of a processor watch. */
export interface AlarmOptions {
  /** What suffers, as in `the access report`. */
  readonly product: string;
  readonly queue: IQueue;
  readonly deadLetterQueue: IQueue;
  readonly namespace: string;
  readonly maxDelay: Duration;
}

/** The alarms of a processor. */
export interface ProcessorAlarms {
  readonly deadLetters: Alarm;
  readonly delay: Alarm;
  readonly conservation: Alarm;
  readonly unreadable: Alarm;
}

/**
 * Four alarms, each for what needs a person. There is none on errors of the function: SQS delivers the message again, and what
 * fails for good is a dead letter or, before that, a delay.
 */
export function defineAlarms(scope: Construct, { product, queue, deadLetterQueue, namespace, maxDelay }: AlarmOptions): ProcessorAlarms {
  const most = { period: Duration.minutes(5), statistic: 'Maximum' };
  return {
    deadLetters: alarmOn(scope, 'DeadLettersAlarm', deadLetterQueue.metricApproximateNumberOfMessagesVisible(most), {
      alarmDescription: `Log files were not processed: ${product} lacks what they say. See ${runbook('processor-dead-letters')}`,
    }),
    delay: alarmOn(scope, 'DelayAlarm', queue.metricApproximateAgeOfOldestMessage(most), {
      alarmDescription: `Log files wait longer than ${maxDelay.toHumanString()}: ${product} lags behind. See ${runbook('processor-delay')}`,
      threshold: maxDelay.toSeconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    }),
    conservation: alarmOn(scope, 'ConservationAlarm', unaccountedRecords(scope, namespace), {
      alarmDescription: `Records were read and are not accounted for: ${product} may lack them. See ${runbook('processor-conservation')}`,
    }),
    unreadable: alarmOn(scope, 'UnreadableRecordsAlarm', processorMetric(scope, namespace, METRICS.unreadableRecords), {
      alarmDescription: `Records could not be read: ${product} lacks what they say. See ${runbook('processor-unreadable-records')}`,
    }),
  };
}

/** One or more in five minutes, unless it is said otherwise. */
function alarmOn(scope: Construct, id: string, metric: IMetric & AlarmFactory, options: Partial<CreateAlarmOptions>): Alarm {
  return metric.createAlarm(scope, id, {
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...options,
  });
}

/** Metrics and expressions have it, and no interface says so. */
interface AlarmFactory {
  createAlarm(scope: Construct, id: string, props: CreateAlarmOptions): Alarm;
}
