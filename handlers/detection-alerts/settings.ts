import type { Detector } from '../../lib/detection/detector';
import { LEVELS } from '../../lib/detection/rule';
import { detectorOf, type RuleLines, type RulesFile } from '../../lib/detection/rules-file';
import { ENVIRONMENT, RULES_FILE } from '../../lib/processing/detection-alerts.contract';
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

/** The rules of the file beside the handler, as the construct has read them. */
export function rulesOf(file: RulesFile, lines: RuleLines, minimumLevel: Rules['minimumLevel']): Rules {
  return {
    detector: usable(file, lines),
    staged: new Set(file.rules.flatMap(({ id, staged }) => (staged ? id : []))),
    minimumLevel,
  };
}

function usable(file: RulesFile, lines: RuleLines): Detector {
  try {
    return detectorOf(file, lines);
  } catch (error) {
    throw new Error(`${RULES_FILE} cannot be used: ${String(error)}; deploy the construct DetectionAlerts again`);
  }
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
