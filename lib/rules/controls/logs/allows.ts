import { isJson, type Json } from '../../../template/json';
import { display } from '../../../template/symbols';
import { listOf, textOf } from '../../../template/unknown';
import { type Ground, type Judgement, unknown } from '../judgement';
import { itemsAt, type Placed, placeOf } from '../places';

/** Judges the statements that allow something. Those that deny are left out: they only take away. */
export function judgeAllows(statements: readonly Placed[], judge: (statement: Json, ground: Ground) => Judgement): Judgement[] {
  return statements.flatMap(({ value, ground }) => {
    if (!isJson(value)) return [unknown('a statement is not known', display(textOf(value) ?? 'a statement that cannot be read'), ground)];
    const { Effect } = value;
    if (Effect === 'Deny') return [];
    const judgement = judge(value, ground);
    if (Effect === 'Allow' || judgement.verdict !== 'fail') return [judgement];
    return [
      unknown(`${judgement.because}, if the statement allows it`, display(textOf(Effect) ?? 'the effect of a statement'), ...judgement.grounds),
    ];
  });
}

/** A place within another one, as deep as the template shows it. */
export function within({ resource, path }: Ground, ...parts: readonly string[]): Ground {
  return placeOf(resource, ...path.slice(1), ...parts);
}

/** The items of a list that is within another place; where the template shows the list another way, they have the place that shows it. */
export function itemsWithin(place: Ground, list: unknown, ...parts: readonly string[]): Placed[] {
  const ground = within(place, ...parts);
  const isShown = ground.path.length === place.path.length + parts.length;
  const items = isShown ? itemsAt(ground.resource, list, ...ground.path.slice(1)) : listOf(list)?.map((value) => ({ value, ground }));
  return items ?? [{ value: list, ground }];
}
