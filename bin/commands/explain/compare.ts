import { diffSelectors, type SelectorDiff } from '../../../lib/selection/diff';
import { wordsOf } from '../../../lib/selection/words';
import { isUnresolved } from '../../../lib/template/symbols';
import type { Declared, DeclaredTrail } from '../shared/declared-trails';
import { printable } from '../shared/terminal';

/** What a change does to a trail. */
export interface TrailDiff extends SelectorDiff {
  readonly trail: string;
  readonly stack: string;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
}

/** What the trails of a newer assembly log otherwise than those of an older one. */
export function compare(older: Declared, newer: Declared): TrailDiff[] {
  const ids = [...new Set([...older.trails, ...newer.trails].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [before, after] = [older, newer].map(({ trails }) => trails.filter((trail) => trail.id === id)) as [DeclaredTrail[], DeclaredTrail[]];
    // Forms are compared in their order: the same conditions give the same forms.
    return Array.from({ length: Math.max(before.length, after.length) }, (_, form) => {
      return diffOf(before[form] ?? before[0], after[form] ?? after[0], newer.display);
    });
  });
}

function diffOf(before: DeclaredTrail | undefined, after: DeclaredTrail | undefined, display: (value: string) => string): TrailDiff {
  const { name: trail, stack } = (after ?? before) as DeclaredTrail;
  if (!before || !after) {
    const logs = sentences((after ?? before) as DeclaredTrail, display);
    const all = logs.map((sentence) => sentence.replace(/^Logs /, before ? 'Stops logging ' : 'Starts logging '));
    return { trail, stack, change: before ? 'removed' : 'added', stops: before ? all : [], starts: before ? [] : all, mayChange: [] };
  }
  const selectors = diffSelectors(before.model.selectors, after.model.selectors, { isUnresolved, display });
  const [stops, starts] = [settingsLost(before, after, display), settingsLost(after, before, display)];
  const diff = {
    stops: [...selectors.stops, ...stops.map((what) => `Stops: ${what}`)],
    starts: [...selectors.starts, ...starts.map((what) => `Starts: ${what}`)],
    mayChange: [...selectors.mayChange, ...unknownsOf(before, after)],
  };
  const change = Object.values(diff).some((list) => list.length > 0) ? 'changed' : 'same';
  return { trail, stack, change, ...diff };
}

/** What one has besides its selectors and the other has not. */
function settingsLost(one: DeclaredTrail, other: DeclaredTrail, display: (value: string) => string): string[] {
  const [mine, theirs] = [settings(one, display), settings(other, display)];
  return mine.filter((setting) => !theirs.includes(setting));
}

function settings(trail: DeclaredTrail, display: (value: string) => string): string[] {
  const { isLogging, isMultiRegion, isOrganization } = trail.model;
  return [
    ...(isLogging === true ? ['logging at all'] : []),
    ...(isMultiRegion === true ? ['logging events of all Regions'] : []),
    ...(isOrganization === true ? ['logging events of all accounts of the organization'] : []),
    ...sentences(trail, display).filter((sentence) => !sentence.startsWith('Logs ')),
  ];
}

function sentences({ model }: DeclaredTrail, display: (value: string) => string): readonly string[] {
  return wordsOf(model.selectors, { isUnresolved, display, insights: model.insights, aggregations: model.aggregations }).logs;
}

function unknownsOf(...trails: readonly DeclaredTrail[]): string[] {
  const hidden = trails.flatMap(({ model }) => model.unknowns.filter(({ property }) => /EventSelectors$/.test(property)));
  return [...new Set(hidden.map(({ property, dependsOn }) => `May log otherwise: ${property} depends on ${dependsOn}.`))];
}

/** The differences as text, the trails with most to say first. */
export function diffsInWords(diffs: readonly TrailDiff[]): string {
  return diffs
    .map(({ trail, stack, change, stops, starts, mayChange }) => {
      const marked = [...mark('-', stops), ...mark('+', starts), ...mark('?', mayChange)];
      const lines = marked.length > 0 ? marked : ['  = logs the same as before'];
      const news = change === 'added' ? ', new' : change === 'removed' ? ', removed' : '';
      return [`Trail ${JSON.stringify(printable(trail))} (stack ${printable(stack)}${news}):`, ...lines].join('\n');
    })
    .join('\n\n');
}

function mark(sign: string, lines: readonly string[]): string[] {
  return lines.map((line) => `  ${sign} ${printable(line)}`);
}
