import { logsAllOf } from '../../../selection/conditions';
import { fateOf } from '../../../selection/diff-parts';
import { isDisjoint } from '../../../selection/diff-proof';
import { type AdvancedEventSelector, categoryOf, type EventCategory } from '../../../selection/selector';
import { display, isUnresolved } from '../../../template/symbols';
import type { TrailModel } from '../../../template/trail-model';
import { fail, type Judgement, pass, unknown } from '../judgement';
import { declaredSelectors } from './declared-selectors';
import { lostInWords } from './lost-events';

/** Events that a trail should log. */
export interface WantedEvents {
  /** What they are called. */
  readonly called: string;
  /** All of them. */
  readonly all: AdvancedEventSelector;
  /** Selectors for single resources: however many they name, there are others. */
  readonly single?: SingleResources;
  /** What more a reader has to know of what is not logged. */
  readonly note?: (lost: readonly AdvancedEventSelector[]) => string;
}

interface SingleResources {
  readonly isNamedBy: (selector: AdvancedEventSelector) => boolean;
  /** An event on another resource. */
  readonly otherEvent: AdvancedEventSelector;
  readonly because: string;
}

/**
 * Judges whether the selectors of a trail, all together, log certain events. A gap that is there whatever the deployment fills in fails, and so does one
 * that nothing can fill in: what cannot be compared is taken for a limit. Everything else depends on what is not known.
 */
export function judgeLogged(trail: TrailModel, { called, all, single, note }: WantedEvents): Judgement {
  const { selectors, hidden, grounds } = declaredSelectors(trail, categoryOf(all) as EventCategory);
  const near = selectors.filter(({ parts }) => parts.some((part) => !isDisjoint(part, all, isUnresolved)));
  const enough = near.find(({ isSure, parts }) => isSure && parts.some((part) => logsAllOf(part, all, isUnresolved)));
  if (enough) return pass(`${called} are logged`, ...enough.grounds);
  const places = near.length > 0 ? near.flatMap((one) => one.grounds) : grounds;
  if (hidden.length === 0 && near.length === 0) return fail(`no event selector logs ${called}`, ...places);
  if (hidden.length === 0 && single && missesOthers(partsOf(near), single)) return fail(single.because, ...places);

  const sure = fateOf(all, partsOf(near.filter(({ isSure }) => isSure)), isUnresolved);
  if (sure.gone.length + sure.open.length === 0) return pass(`${called} are logged`, ...places);
  const dependsOn = [...hidden, ...near.flatMap((one) => one.dependsOn ?? [])];
  const lost = dependsOn.length === 0 ? [...sure.gone, ...sure.open] : fateOf(all, partsOf(near), isUnresolved).gone;
  if (hidden.length === 0 && lost.length > 0) return fail(`not logged: ${lostInWords(lost, all)}${note?.(lost) ?? ''}`, ...places);
  return unknown(`whether ${called} are logged is not known`, [...new Set(dependsOn.map(display))].join('; '), ...places);
}

function missesOthers(parts: readonly AdvancedEventSelector[], { isNamedBy, otherEvent }: SingleResources): boolean {
  const others = parts.filter((part) => !isNamedBy(part));
  return others.length < parts.length && fateOf(otherEvent, others, isUnresolved).gone.length > 0;
}

function partsOf(selectors: readonly { readonly parts: readonly AdvancedEventSelector[] }[]): AdvancedEventSelector[] {
  return selectors.flatMap(({ parts }) => parts);
}
