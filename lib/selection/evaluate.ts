import type { CloudTrailRecord } from '../log-format/record';
import type { TrailSelectors } from './basic-selector';
import { type Condition, deselecting, holds, selecting } from './conditions';
import { type FieldValues, valuesInEvent } from './event-fields';
import { type LoggedPart, loggedParts } from './normal';
import type { AdvancedEventSelector, FieldSelector } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

/** Whether an event is logged: `unknown` where a value is known only later or the record leaves something out. */
export type Logged = 'yes' | 'no' | 'unknown';

/** Whether a trail logs an event, and why. */
export interface Verdict {
  readonly logged: Logged;
  /** The event selector that decides, counted from zero; for an event that is not logged, the one that comes closest. */
  readonly selector?: number;
  /** The field that decides, unless the event is logged. */
  readonly field?: string;
  readonly reason: string;
}

type FieldVerdict = Required<Omit<Verdict, 'selector'>>;

/**
 * Whether a trail with these selectors logs an event.
 *
 * One selector suffices. In a selector all fields must match. A field matches if one of its selecting conditions holds, if there are any, and none of
 * the deselecting ones.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-conditions
 */
export function evaluate(record: CloudTrailRecord, selectors: TrailSelectors, options: ValueOptions = {}): Verdict {
  const category = valuesInEvent(record, 'eventCategory', { FieldSelectors: [] }).values[0] as string;
  if (['Insight', 'Aggregated'].includes(category)) {
    return {
      logged: 'unknown',
      field: 'eventCategory',
      reason: `no event selector is for ${category} events: they follow from settings of their own`,
    };
  }
  const verdicts = loggedParts(selectors).map((part) => verdictOf(record, part, options));
  return verdicts.reduce((closest, other) => (other.closeness > closest.closeness ? other : closest), NOTHING).verdict;
}

interface PartVerdict {
  readonly verdict: Verdict;
  /** How near this part of the selectors is to logging the event. */
  readonly closeness: number;
}

const NOTHING: PartVerdict = { verdict: { logged: 'no', reason: 'the event selectors select nothing' }, closeness: -1 };

function verdictOf(record: CloudTrailRecord, { index, place, selector }: LoggedPart, options: ValueOptions): PartVerdict {
  const fields = selector.FieldSelectors.map((fieldSelector) => evaluateField(record, selector, fieldSelector, options));
  const matched = fields.filter(({ logged }) => logged === 'yes').length;
  const decisive = fields.find(({ logged }) => logged === 'no') ?? fields.find(({ logged }) => logged === 'unknown');
  const where = index === undefined ? {} : { selector: index };
  return {
    // Of selectors that do not log the event, the one tells most of whose fields most match.
    closeness: { yes: Number.POSITIVE_INFINITY, unknown: Number.MAX_SAFE_INTEGER, no: matched }[decisive?.logged ?? 'yes'],
    verdict: decisive
      ? { ...where, ...decisive, reason: `${place}: ${decisive.reason}` }
      : { ...where, logged: 'yes', reason: `${place} selects it` },
  };
}

function evaluateField(record: CloudTrailRecord, selector: AdvancedEventSelector, fieldSelector: FieldSelector, options: ValueOptions): FieldVerdict {
  const { Field } = fieldSelector;
  const actual = valuesInEvent(record, Field, selector);
  const shown = actual.values.length > 0 ? `${Field} is ${actual.values.join(' and ')}` : `the event has no ${Field}`;
  const verdict = (logged: Logged, reason: string) => ({ logged, field: Field, reason });

  const unwanted = deselecting(fieldSelector);
  const hit = unwanted.find((condition) => anyHolds([condition], actual, options) === 'yes');
  if (hit) return verdict('no', `${shown}, which Not${hit.how} ${hit.value} leaves out`);

  const wanted = selecting(fieldSelector);
  const selected = wanted.length === 0 ? 'yes' : anyHolds(wanted, actual, options);
  if (selected === 'no') return verdict('no', `${shown}, which it does not select`);
  if (selected === 'unknown' || anyHolds(unwanted, actual, options) === 'unknown') {
    return verdict('unknown', actual.unsure ? `the record does not tell ${Field}` : `what ${Field} is compared with is known only at the deployment`);
  }
  return verdict('yes', shown);
}

function anyHolds(conditions: readonly Condition[], { values, unsure, candidates }: FieldValues, options: ValueOptions): Logged {
  const hits = (condition: Condition, possible: readonly string[]) => possible.some((value) => holds(condition, value));
  if (conditions.some((condition) => hits(condition, values))) return 'yes';
  const isLater = unresolvedTest(options);
  const maybe = conditions.some((condition) =>
    isLater(condition.value) ? unsure || values.length > 0 : unsure && (candidates === undefined || hits(condition, candidates)),
  );
  return maybe ? 'unknown' : 'no';
}
