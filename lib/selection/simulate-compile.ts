import { type CloudTrailRecord, eventCategoryOf } from '../log-format/record';
import type { TrailSelectors } from './basic-selector';
import { type Condition, deselecting, holds, selecting } from './conditions';
import { evaluate, type Logged, type Verdict } from './evaluate';
import { loggedParts } from './normal';
import type { AdvancedEventSelector, FieldSelector } from './selector';
import { readerOf } from './simulate-values';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** The verdict without its words. The same decision is always the same object: decisions can be counted. */
export type Decision = Omit<Verdict, 'reason'>;

/** Whether a trail logs an event. */
export type Decide = (record: CloudTrailRecord) => Decision;

/** How to read values that are not known yet. */
export interface CompileOptions extends ValueOptions {
  /** Whether an unresolved condition could turn out to hold: without it, any could. */
  readonly couldHold?: (condition: Condition, actual: string) => boolean;
}

/**
 * `evaluate()` for many events: the selectors are read once, and no words are made.
 *
 * It must decide as `evaluate()` does, which the tests compare for all sample records and for generated selectors. Records that leave something out
 * are rare: those are left to `evaluate()`.
 */
export function compileSelectors(selectors: TrailSelectors, options: CompileOptions = {}): Decide {
  const parts = loggedParts(selectors).map(({ index, selector }) => compilePart(index, selector, options));
  const nothing: Decision = { logged: 'no' };
  const noSelectors: Decision = { logged: 'unknown', field: 'eventCategory' };
  const slow = new Map<string, Decision>();

  return (record) => {
    const category = typeof record.eventCategory === 'string' ? record.eventCategory : eventCategoryOf(record);
    if (category === 'Insight' || category === 'Aggregated') return noSelectors;
    let [closest, closeness] = [nothing, -1];
    for (const part of parts) {
      const near = part.match(record, category);
      if (near === UNSURE) return same(slow, evaluate(record, selectors, options));
      if (near > closeness) [closest, closeness] = [part.decision, near];
      if (near === YES) break;
    }
    return closest;
  };
}

const UNSURE = -2;
const YES = Number.POSITIVE_INFINITY;
const UNKNOWN = Number.MAX_SAFE_INTEGER;

interface Part {
  /** About the last event. */
  decision: Decision;
  /** Decides about an event, and gives how near the part is to logging it. */
  match(record: CloudTrailRecord, category: string): number;
}

function compilePart(index: number | undefined, selector: AdvancedEventSelector, options: CompileOptions): Part {
  const where = index === undefined ? {} : { selector: index };
  const fields = selector.FieldSelectors.map((fieldSelector) => ({
    read: readerOf(fieldSelector.Field, selector),
    judge: compileConditions(fieldSelector, options),
    no: { ...where, logged: 'no', field: fieldSelector.Field } as const,
    unknown: { ...where, logged: 'unknown', field: fieldSelector.Field } as const,
  }));
  const yes: Decision = { ...where, logged: 'yes' };

  return {
    decision: yes,
    match(record, category) {
      let [matched, no, unknown]: [number, Decision | undefined, Decision | undefined] = [0, undefined, undefined];
      for (const field of fields) {
        const values = field.read(record, category);
        if (values === undefined) return UNSURE;
        const logged = field.judge(values);
        if (logged === 'yes') matched++;
        else if (logged === 'no') no ??= field.no;
        else unknown ??= field.unknown;
      }
      this.decision = no ?? unknown ?? yes;
      return no ? matched : unknown ? UNKNOWN : YES;
    },
  };
}

function same(decisions: Map<string, Decision>, { reason: _, ...decision }: Verdict): Decision {
  const key = JSON.stringify(decision);
  const known = decisions.get(key) ?? decision;
  decisions.set(key, known);
  return known;
}

function compileConditions(fieldSelector: FieldSelector, options: CompileOptions): (values: readonly string[]) => Logged {
  const [wanted, unwanted] = [selecting(fieldSelector), deselecting(fieldSelector)];
  const [isWanted, isUnwanted] = [anyOf(wanted), anyOf(unwanted)];
  const { couldHold = () => true } = options;
  const later = (conditions: readonly Condition[]) => conditions.filter(({ value }) => unresolvedTest(options)(value));
  const [wantedLater, unwantedLater] = [later(wanted), later(unwanted)];
  const couldBe = (conditions: readonly Condition[], values: readonly string[]) =>
    conditions.length > 0 && values.some((value) => conditions.some((condition) => couldHold(condition, value)));

  return (values) => {
    if (unwanted.length > 0 && values.some(isUnwanted)) return 'no';
    const selected = wanted.length === 0 || values.some(isWanted);
    if (!selected && !couldBe(wantedLater, values)) return 'no';
    return !selected || couldBe(unwantedLater, values) ? 'unknown' : 'yes';
  };
}

/** Whether one of the conditions holds: a list of exact values is looked up and not gone through. */
function anyOf(conditions: readonly Condition[]): (value: string) => boolean {
  const exact = new Set(conditions.filter(({ how }) => how === 'Equals').map(({ value }) => value));
  const others = conditions.filter(({ how }) => how !== 'Equals');
  return (value) => exact.has(value) || others.some((condition) => holds(condition, value));
}
