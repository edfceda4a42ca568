import { type Condition, covers, deselecting, selecting } from './conditions';
import { areApart, isDisjoint, keeps } from './diff-proof';
import { type AdvancedEventSelector, type FieldSelector, fieldSelectorsOf } from './selector';

/** What becomes of the events of a selector: those that are lost, and those of which it cannot be told. The rest is kept. */
export interface Fate {
  readonly gone: readonly AdvancedEventSelector[];
  readonly open: readonly AdvancedEventSelector[];
}

const KEPT: Fate = { gone: [], open: [] };

/** More parts than this say nothing to a reader: what is left is not taken apart any further. */
const MOST_PARTS = 1000;

type Split = (part: AdvancedEventSelector) => readonly AdvancedEventSelector[];

/**
 * What becomes of the events of a selector under other selectors.
 *
 * It is taken apart along its own values and along theirs, only where that is needed to tell, until each part is logged as a whole or not at all.
 */
export function fateOf(selector: AdvancedEventSelector, others: readonly AdvancedEventSelector[], isUnresolved: (value: string) => boolean): Fate {
  // A part that contradicts itself has no events that could be lost.
  const isEmpty = (part: AdvancedEventSelector) => isDisjoint(part, part, isUnresolved);
  const near = others.filter((other) => !isDisjoint(selector, other, isUnresolved));
  const splits = splitsFor(selector, near, isUnresolved);
  let parts = 0;
  const follow = (part: AdvancedEventSelector, next: number): Fate => {
    if (isEmpty(part) || near.some((other) => keeps(other, part, isUnresolved))) return KEPT;
    if (near.every((other) => isDisjoint(part, other, isUnresolved))) return { gone: [part], open: [] };
    let [smaller, at]: [readonly AdvancedEventSelector[], number] = [[part], next];
    while (smaller.length < 2 && at < splits.length) smaller = (splits[at++] as Split)(part);
    if (smaller.length < 2 || parts > MOST_PARTS) return { gone: [], open: [part] };
    parts += smaller.length;
    return together(
      part,
      smaller.map((each) => ({ part: each, fate: follow(each, at) })),
    );
  };
  return follow(selector, 0);
}

/** Where all parts have the same fate, they are one. */
function together(whole: AdvancedEventSelector, parts: readonly { readonly part: AdvancedEventSelector; readonly fate: Fate }[]): Fate {
  const are = (fate: 'gone' | 'open') => parts.every((each) => each.fate[fate].length === 1 && each.fate[fate][0] === each.part);
  if (are('gone')) return { gone: [whole], open: [] };
  if (are('open')) return { gone: [], open: [whole] };
  return { gone: parts.flatMap(({ fate }) => fate.gone), open: parts.flatMap(({ fate }) => fate.open) };
}

function splitsFor(selector: AdvancedEventSelector, others: readonly AdvancedEventSelector[], isUnresolved: (value: string) => boolean): Split[] {
  const fields = new Set([selector, ...others].flatMap(({ FieldSelectors }) => FieldSelectors.map(({ Field }) => Field)));
  // A selector with the same field twice is refused: it stays as it is.
  const divisible = [...fields].filter(
    (field) => !['eventCategory', 'resources.type'].includes(field) && fieldSelectorsOf(selector, field).length < 2,
  );
  return divisible.flatMap((field): Split[] => {
    const cuts = others.flatMap((other) => fieldSelectorsOf(other, field).flatMap((given) => [...selecting(given), ...deselecting(given)]));
    const own: Split = (part) => splitByOwn(part, field);
    return field === 'readOnly'
      ? [own]
      : [
          own,
          ...distinct(cuts).map(
            (cut): Split =>
              (part) =>
                splitBy(part, field, cut, isUnresolved),
          ),
        ];
  });
}

/** Puts parts together again that differ in one field only, so that one sentence says it. */
export function mergeParts(parts: readonly AdvancedEventSelector[]): AdvancedEventSelector[] {
  let selectors = distinctBy(parts, JSON.stringify);
  for (const field of new Set(selectors.flatMap(({ FieldSelectors }) => FieldSelectors.map(({ Field }) => Field)))) {
    const groups = new Map<string, AdvancedEventSelector[]>();
    for (const selector of selectors) {
      const mergeable = fieldSelectorsOf(selector, field).flatMap(selecting).length > 0;
      const key = mergeable ? JSON.stringify([fieldOf(selector, field, deselecting), without(selector, field)]) : JSON.stringify([selector]);
      groups.set(key, [...(groups.get(key) ?? []), selector]);
    }
    selectors = [...groups.values()].map((group) => merged(group, field));
  }
  return selectors;
}

function merged(group: readonly AdvancedEventSelector[], field: string): AdvancedEventSelector {
  const [first] = group as [AdvancedEventSelector];
  if (group.length === 1) return first;
  const wanted = distinct(group.flatMap((selector) => fieldOf(selector, field, selecting)));
  // Both reads and writes are all events.
  const all = field === 'readOnly' && ['true', 'false'].every((value) => wanted.some((condition) => condition.value === value));
  return withField(first, field, all ? [] : wanted, fieldOf(first, field, deselecting));
}

/** A part for each value that the selector itself selects; reads and writes apart. */
function splitByOwn(selector: AdvancedEventSelector, field: string): AdvancedEventSelector[] {
  const [wanted, unwanted] = [fieldOf(selector, field, selecting), fieldOf(selector, field, deselecting)];
  if (wanted.length > 0) return distinct(wanted).map((condition) => withField(selector, field, [condition], unwanted));
  if (field !== 'readOnly') return [selector];
  return ['true', 'false'].map((value) => withField(selector, field, [{ how: 'Equals', value }], unwanted));
}

/** What a condition holds for, and what it does not, where that is another part. */
function splitBy(part: AdvancedEventSelector, field: string, cut: Condition, isUnresolved: (value: string) => boolean): AdvancedEventSelector[] {
  const [wanted, unwanted] = [fieldOf(part, field, selecting), fieldOf(part, field, deselecting)];
  const isInside = wanted.some((condition) => covers(cut, condition));
  const isApart = wanted.length > 0 && wanted.every((condition) => areApart(cut, condition, isUnresolved));
  const isExcluded = unwanted.some((condition) => covers(condition, cut));
  const isNarrower = wanted.every((condition) => covers(condition, cut));
  if (isInside || isApart || isExcluded || !isNarrower) return [part];
  return [withField(part, field, [cut], unwanted), withField(part, field, wanted, [...unwanted, cut])];
}

function fieldOf(selector: AdvancedEventSelector, field: string, conditions: (given: FieldSelector) => readonly Condition[]): readonly Condition[] {
  return fieldSelectorsOf(selector, field).flatMap(conditions);
}

function without({ FieldSelectors }: AdvancedEventSelector, field: string): AdvancedEventSelector {
  return { FieldSelectors: FieldSelectors.filter(({ Field }) => Field !== field) };
}

/** The selector with other conditions for a field. The name is of the whole selector, and a part is not that. */
function withField(
  selector: AdvancedEventSelector,
  field: string,
  wanted: readonly Condition[],
  unwanted: readonly Condition[],
): AdvancedEventSelector {
  const lists = new Map<string, string[]>();
  for (const { how, value } of wanted) lists.set(how, [...(lists.get(how) ?? []), value]);
  for (const { how, value } of unwanted) lists.set(`Not${how}`, [...(lists.get(`Not${how}`) ?? []), value]);
  const others = without(selector, field).FieldSelectors;
  return { FieldSelectors: lists.size === 0 ? others : [...others, { Field: field, ...Object.fromEntries(lists) }] };
}

function distinct(conditions: readonly Condition[]): Condition[] {
  return distinctBy(conditions, ({ how, value }) => `${how} ${value}`);
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
