import { Detector } from './detector';
import type { Rule } from './rule';
import { ruleIndexOf } from './rule-index';

/** Looks at records with rules as they were read. */
export function detectorWith(rules: readonly Rule[]): Detector {
  return new Detector(
    rules.map((rule) => () => rule),
    ruleIndexOf(rules),
  );
}
