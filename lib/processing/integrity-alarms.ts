import { Duration } from 'aws-cdk-lib';
import { type Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { runbook } from '../private/runbook';
import type { IntegrityTimes } from './integrity-checks';
import { INTEGRITY_METRICS, INTEGRITY_NAMESPACE } from './integrity-monitor.contract';
import { processorMetric } from './processor-metrics';

/** The alarms of a monitor. */
export interface IntegrityAlarms {
  readonly damage: Alarm;
  readonly missingHours: Alarm;
  readonly unprocessed: Alarm;
  readonly silence: Alarm;
  readonly failures: Alarm;
}

const PERIOD = Duration.minutes(5);
const ONE = { threshold: 1, evaluationPeriods: 1, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };

/** An alarm for each thing that is to be done something else about. */
export function defineIntegrityAlarms(scope: Construct, fn: IFunction, { interval, maxAge }: IntegrityTimes): IntegrityAlarms {
  const { hoursMissing, filesNotProcessed, newestVerifiedHourAge } = INTEGRITY_METRICS;
  const metric = (name: string) => processorMetric(scope, INTEGRITY_NAMESPACE, name, { period: PERIOD });
  const age = processorMetric(scope, INTEGRITY_NAMESPACE, newestVerifiedHourAge, { period: interval, statistic: 'Maximum' });
  const quiet = { treatMissingData: TreatMissingData.NOT_BREACHING };
  return {
    damage: damageIn(scope).createAlarm(scope, 'DamageAlarm', {
      ...{ ...ONE, ...quiet },
      alarmDescription: `Log or digest files were altered, deleted or added: what the archive says of that time is not proven. See ${runbook('integrity-damage')}`,
    }),
    missingHours: metric(hoursMissing).createAlarm(scope, 'MissingHoursAlarm', {
      ...{ ...ONE, ...quiet },
      alarmDescription: `Hours have no digest: logging or log file validation is off, or digests were deleted. See ${runbook('integrity-missing-hours')}`,
    }),
    unprocessed: metric(filesNotProcessed).createAlarm(scope, 'UnprocessedAlarm', {
      ...{ ...ONE, ...quiet },
      alarmDescription: `Log files were delivered, and a processor's ledger does not have them. See ${runbook('integrity-unprocessed')}`,
    }),
    silence: age.createAlarm(scope, 'SilenceAlarm', {
      ...{ threshold: maxAge.toSeconds(), comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD },
      // A monitor that says nothing finds nothing.
      ...{ evaluationPeriods: 3, treatMissingData: TreatMissingData.BREACHING },
      alarmDescription: `Integrity is not verified any more, or an account and Region has had no valid hour for ${maxAge.toHumanString()}. See ${runbook('integrity-silence')}`,
    }),
    failures: fn.metricErrors({ period: PERIOD, statistic: 'Sum' }).createAlarm(scope, 'FailuresAlarm', {
      ...{ ...ONE, ...quiet },
      alarmDescription: `A run of the integrity monitor failed, in whole or for some accounts and Regions. See ${runbook('integrity-failures')}`,
    }),
  };
}

function damageIn(scope: Construct): MathExpression {
  const { hoursInvalid, filesInvalid, filesMissing, filesUnreferenced } = INTEGRITY_METRICS;
  const of = (name: string) => processorMetric(scope, INTEGRITY_NAMESPACE, name, { period: PERIOD });
  return new MathExpression({
    label: 'hours and files that are not as CloudTrail delivered them',
    expression: 'FILL(hours, 0) + FILL(invalid, 0) + FILL(missing, 0) + FILL(unreferenced, 0)',
    usingMetrics: { hours: of(hoursInvalid), invalid: of(filesInvalid), missing: of(filesMissing), unreferenced: of(filesUnreferenced) },
    period: PERIOD,
  });
}
