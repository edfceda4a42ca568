import { fateOf, mergeParts } from '../../../selection/diff-parts';
import { isDisjoint } from '../../../selection/diff-proof';
import { type AdvancedEventSelector, categoryOf, type EventCategory } from '../../../selection/selector';
import { selectorInWords } from '../../../selection/words-selector';
import { display, isUnresolved } from '../../../template/symbols';
import type { TrailModel } from '../../../template/trail-model';
import { fail, type Judgement, pass, unknown } from '../judgement';
import { declaredSelectors } from './declared-selectors';

/** Events that a trail should log. */
export interface WantedEvents {
  /** What they are called. */
  readonly called: string;
  /** All of them. */
  readonly all: AdvancedEventSelector;
  /** One of them that selectors do not name by itself, and what of selectors for single resources does not log it, whatever they name. */
  readonly unnamed?: { readonly example: AdvancedEventSelector; readonly isLeftOutBy: (selector: AdvancedEventSelector) => boolean };
  /** What more a reader has to know of what is not logged. */
  readonly note?: (lost: readonly AdvancedEventSelector[]) => string;
}

/**
 * Judges whether the selectors of a trail, all together, log certain events. A gap that is there whatever the deployment fills in fails, and so does one
 * that nothing can fill in: what cannot be compared is taken for a limit. Everything else depends on what is not known.
 */
export function judgeLogged(trail: TrailModel, { called, all, unnamed, note }: WantedEvents): Judgement {
  const { selectors, hidden, grounds } = declaredSelectors(trail, categoryOf(all) as EventCategory);
  const near = selectors.filter(({ parts }) => parts.some((part) => !isDisjoint(part, all, isUnresolved)));
  const places = near.length > 0 ? near.flatMap((one) => one.grounds) : grounds;

  const sure = fateOf(all, partsOf(near.filter(({ isSure }) => isSure)), isUnresolved);
  if (sure.gone.length + sure.open.length === 0) return pass(`${called} are logged`, ...places);
  const dependsOn = [...hidden, ...near.flatMap((one) => one.dependsOn ?? [])];
  const lost = dependsOn.length === 0 ? [...sure.gone, ...sure.open] : fateOf(all, partsOf(near), isUnresolved).gone;
  if (hidden.length === 0) {
    if (near.length === 0) return fail(`no event selector logs ${called}`, ...places);
    if (lost.length > 0) return fail(`not logged: ${inWords(lost)}${note?.(lost) ?? ''}`, ...places);
    const broad = partsOf(near).filter((part) => !unnamed?.isLeftOutBy(part));
    if (unnamed && fateOf(unnamed.example, broad, isUnresolved).gone.length > 0)
      return fail(`${called} are logged where selectors name them only`, ...places);
  }
  return unknown(`whether ${called} are logged is not known`, dependsOn.map(display).join('; '), ...places);
}

function partsOf(selectors: readonly { readonly parts: readonly AdvancedEventSelector[] }[]): AdvancedEventSelector[] {
  return selectors.flatMap(({ parts }) => parts);
}

function inWords(lost: readonly AdvancedEventSelector[]): string {
  return mergeParts(lost)
    .map((selector) =>
      selectorInWords(selector, [], display)
        .replace(/^Logs /, '')
        .replace(/\.$/, ''),
    )
    .join('; ');
}
