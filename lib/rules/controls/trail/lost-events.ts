import { type Condition, deselecting, selecting } from '../../../selection/conditions';
import { mergeParts } from '../../../selection/diff-parts';
import { areApart } from '../../../selection/diff-proof';
import { type AdvancedEventSelector, type FieldSelector, valuesOf } from '../../../selection/selector';
import { selectorInWords } from '../../../selection/words-selector';
import { display, isUnresolved } from '../../../template/symbols';

const LONGEST = 300;

/** Says which of some events are lost; of many no more than what can be read. */
export function lostInWords(lost: readonly AdvancedEventSelector[], all: AdvancedEventSelector): string {
  const text = mergeParts(lost.map(({ FieldSelectors }) => ({ FieldSelectors: FieldSelectors.map((field) => inShort(field, all)) })))
    .map((selector) => selectorInWords(selector, [], display))
    .map((sentence) => sentence.replace(/^Logs /, '').replace(/\.$/, ''))
    .join('; ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} and so on` : text;
}

/** That something begins like all of them needs no words, and neither does what is left out of something that it is no part of. */
function inShort(field: FieldSelector, all: AdvancedEventSelector): FieldSelector {
  const wanted = selecting(field);
  const matters = (unwanted: Condition) => wanted.length === 0 || wanted.some((one) => !areApart(one, unwanted, isUnresolved));
  const kept = (['Equals', 'StartsWith', 'EndsWith'] as const).map((how) => {
    const values = deselecting(field).filter((unwanted) => unwanted.how === how && matters(unwanted));
    return [`Not${how}`, values.map(({ value }) => value)];
  });
  const beginnings = valuesOf(all, field.Field, 'StartsWith');
  return { ...field, StartsWith: field.StartsWith?.filter((value) => !beginnings.includes(value)), ...Object.fromEntries(kept) };
}
