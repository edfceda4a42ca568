import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../../lib/detection/rule';
import { filesOf } from '../../../lib/detection/rules-file';
import { ENVIRONMENT as ALERTS, METRIC_NAMESPACE, PREFIX, RULE_LINES, RULES_FILE } from '../../../lib/processing/detection-alerts.contract';
import { loadRules } from '../detect/load-rules';
import { CannotRun } from '../shared/terminal';
import { type Endpoints, environmentOf, type Processor } from './process-logs';

/** Where the alerts go. */
const topic = 'arn:aws:sns:us-east-1:111122223333:demo-alerts';

/** More than a person wants to read here; the rest is counted and kept. */
const ceiling = 60;

interface Options {
  readonly root: string;
  /** The bundled handler. */
  readonly handler: string;
  readonly endpoints: Endpoints;
  readonly temp: string;
}

export interface Alerting {
  readonly processor: Processor;
  readonly rules: readonly Rule[];
}

/** The handler of alerts with the rules of this project beside it, as the construct deploys it. */
export function prepareAlerts({ root, handler, endpoints, temp }: Options): Alerting {
  const { loaded } = loadRules([join(root, 'rules/detection')], {});
  const folder = join(temp, 'detection-alerts');
  const bundle = join(folder, 'index.js');
  mkdirSync(folder, { recursive: true });
  try {
    copyFileSync(join(root, handler), bundle);
  } catch {
    throw new CannotRun(`bundle ${handler} is not there; run npm ci again`);
  }
  const rules = loaded.map(({ rule }) => rule);
  const { file, lines } = filesOf(rules.map((rule) => ({ rule, staged: false })));
  writeFileSync(join(folder, RULES_FILE), JSON.stringify(file));
  writeFileSync(join(folder, RULE_LINES), lines);
  const environment = {
    ...environmentOf(endpoints, temp, { name: 'demo-alerts', prefix: PREFIX, namespace: METRIC_NAMESPACE }),
    [ALERTS.targets]: JSON.stringify([topic]),
    [ALERTS.mergeWindow]: '900',
    [ALERTS.timeout]: '60',
    [ALERTS.maxAlertsPerHour]: String(ceiling),
    [ALERTS.minimumLevel]: 'informational',
  };
  return { processor: { bundle, environment }, rules };
}
