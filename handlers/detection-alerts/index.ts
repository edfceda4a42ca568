import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { RulesFile } from '../../lib/detection/rules-file';
import { ALERT_METRICS, type FLUSH, RULE_DIMENSION, RULE_LINES, RULES_FILE } from '../../lib/processing/detection-alerts.contract';
import { ENVIRONMENT, NAME_DIMENSION } from '../../lib/processing/log-processor.contract';
import { logFileHandler } from '../shared/handler';
import { metricLine } from '../shared/metrics';
import { pauseBefore } from '../shared/retry';
import { surroundingsOf } from '../shared/surroundings';
import { detectionAlerts } from './definition';
import { AlertDesk } from './desk';
import { rulesOf, settingsOf } from './settings';
import { sendTo } from './targets';

const surroundings = surroundingsOf(process.env);
const { derived, count, log } = surroundings;
const {
  [ENVIRONMENT.derivedBucket]: bucket,
  [ENVIRONMENT.prefix]: prefix,
  [ENVIRONMENT.namespace]: namespace,
  [ENVIRONMENT.name]: name,
} = process.env;
const settings = settingsOf(process.env);
const beside = (file: string) => join(__dirname, file);
const lines = { size: statSync(beside(RULE_LINES)).size, read: () => readFileSync(beside(RULE_LINES)) };
const rules = rulesOf(JSON.parse(readFileSync(beside(RULES_FILE), 'utf8')) as RulesFile, lines, settings.minimumLevel);

const options = {
  ...settings,
  rules,
  keptIn: `s3://${bucket}/${prefix}`,
  now: Date.now,
  pause: pauseBefore,
  send: sendTo,
  failed: (target: string, error: unknown) => {
    count({ [ALERT_METRICS.sendFailures]: 1 });
    log({ level: 'ERROR', message: 'not sent', target, error: String(error) });
  },
  counted: count,
  found: (byRule: ReadonlyMap<string, number>) => {
    // A rule without findings has no metric, and costs nothing.
    for (const [rule, findings] of byRule) {
      const dimensions = { [NAME_DIMENSION]: String(name), [RULE_DIMENSION]: rule };
      log(metricLine({ namespace: String(namespace), dimensions, values: { [ALERT_METRICS.findings]: findings } }, Date.now()));
    }
  },
};
const processFiles = logFileHandler(detectionAlerts(options), surroundings);

/** Looks for findings in the log files that the messages announce; sends what is due when the schedule says so. */
export async function handler(event: SQSEvent | typeof FLUSH, context: Context): Promise<SQSBatchResponse | undefined> {
  if ('Records' in event) return processFiles(event, context);
  const failures = await new AlertDesk(derived, options).flush();
  // That it came is seen also where nothing was due.
  count({ [ALERT_METRICS.alertsSent]: 0, [ALERT_METRICS.alertsHeldBack]: 0 });
  if (failures.length > 0) throw failures[0];
  return undefined;
}
