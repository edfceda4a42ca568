import { Detector } from '../../lib/detection/detector';
import { readRule } from '../../lib/detection/read-rule';
import { LEVELS } from '../../lib/detection/rule';
import { describe } from '../../lib/findings/finding';
import { ENVIRONMENT, type RulesFile } from '../../lib/processing/detection-alerts.contract';
import type { Rules } from './core';
import { isTarget } from './targets';

/** What the construct says to the handler in its environment. */
export interface Settings {
  readonly targets: readonly string[];
  /** In milliseconds. */
  readonly window: number;
  readonly ceiling: number;
  /** In milliseconds. */
  readonly longest: number;
  readonly minimumLevel: Rules['minimumLevel'];
}

/**
 * Reads what the construct said.
 *
 * @throws where something is missing or wrong: an environment that was changed by hand
 */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const { targets, mergeWindow, maxAlertsPerHour, minimumLevel, timeout } = ENVIRONMENT;
  return {
    targets: targetsOf(env[targets], targets),
    window: numberOf(env[mergeWindow], mergeWindow) * 1000,
    ceiling: numberOf(env[maxAlertsPerHour], maxAlertsPerHour),
    longest: numberOf(env[timeout], timeout) * 1000,
    minimumLevel: LEVELS.find((level) => level === env[minimumLevel]) ?? wrong(minimumLevel),
  };
}

/** The rules of the file beside the handler. The construct has read the same ones: here nothing is refused. */
export function rulesOf({ rules }: RulesFile, minimumLevel: Rules['minimumLevel']): Rules {
  const read = rules.map(({ document, file, staged }) => {
    const { rule, problems } = readRule(document, { file });
    if (rule) return { rule, staged };
    throw new Error(`the rule of ${file} cannot be used: ${problems.map(describe).join('; ')}; deploy the construct DetectionAlerts again`);
  });
  return {
    detector: new Detector(read.map(({ rule }) => rule)),
    staged: new Set(read.flatMap(({ rule, staged }) => (staged ? rule.id : []))),
    minimumLevel,
  };
}

function targetsOf(text: string | undefined, name: string): readonly string[] {
  try {
    const targets: unknown = JSON.parse(text ?? '');
    if (Array.isArray(targets) && targets.length > 0 && targets.every(isTarget)) return targets;
  } catch {
    // Said below.
  }
  return wrong(name);
}

function numberOf(text: string | undefined, name: string): number {
  const number = Number(text);
  return text && Number.isInteger(number) && number > 0 ? number : wrong(name);
}

function wrong(name: string): never {
  throw new Error(`environment variable '${name}' is missing or wrong; the construct DetectionAlerts sets it`);
}
