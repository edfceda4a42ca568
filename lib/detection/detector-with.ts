import { Detector } from './detector';
import type { Rule } from './rule';
import { clausesOf } from './sieve';

/** Looks at records with rules as they were read. */
export function detectorWith(rules: readonly Rule[]): Detector {
  return new Detector(
    rules,
    rules.map(({ when }) => clausesOf(when)),
  );
}
