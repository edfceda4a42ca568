import type { ComplianceReport, ResultResource, ResultRow } from '../../compliance-report';
import { groupBy, worstOf } from '../../reading';
import { nameOf } from '../../wording';
import { lineOf, SLOTS, type Slot, slotOfType } from './slots';
import { type Ties, tiesOf } from './ties';

/** A box of a picture: a thing, with what the rules say of it. */
export interface Box {
  readonly slot: Slot;
  readonly name: string;
  /** Whether it is defined in these templates. */
  readonly where: 'here' | 'elsewhere' | 'nowhere';
  readonly results: readonly ResultRow[];
  readonly lines: readonly Line[];
}

/** What the rules say of one side of a thing. */
export interface Line {
  readonly label: string;
  readonly results: readonly ResultRow[];
}

/** A trail or an event data store, with what guards it. */
export interface Picture {
  readonly name: string;
  readonly boxes: readonly Box[];
  /** Whether the first box is the trail of the others. */
  readonly isTied: boolean;
  /** The stacks of what is in it. */
  readonly stacks: readonly string[];
}

const NAMES: Readonly<Record<Exclude<Box['where'], 'here'>, string>> = { elsewhere: 'not in these templates', nowhere: 'none in these templates' };

/** A picture for each trail and each event data store, and one for guards that the evidence ties to none of them. */
export function picturesOf(report: ComplianceReport): readonly Picture[] {
  const ties = tiesOf(report);
  const tied = new Set(ties.roots.flatMap((root) => [...ties.of(root)]));
  const loose = ties.guards.filter((guard) => !tied.has(nameOf(guard)));
  const byResource = groupBy(report.results, ({ resource }) => (resource.logicalId === null ? '' : nameOf(resource)));
  const rowsOf = (resource: ResultResource) => byResource.get(nameOf(resource)) ?? [];
  const apart = picture(
    'Guards that the evidence ties to no single trail',
    loose.map((guard) => found(guard, rowsOf(guard))),
    loose,
  );
  return [...ties.roots.map((root) => rootPicture(ties, root, rowsOf)), ...(loose.length > 0 ? [{ ...apart, isTied: false }] : [])];
}

function rootPicture(ties: Ties, root: ResultResource, rowsOf: (resource: ResultResource) => readonly ResultRow[]): Picture {
  const names = ties.of(root);
  const guards = ties.guards.filter((guard) => names.has(nameOf(guard)));
  const own = groupBy(rowsOf(root), ({ rule }) => lineOf(rule)?.slot);
  const boxes = (Object.keys(SLOTS) as Slot[]).flatMap((slot): Box[] => {
    const rows = own.get(slot) ?? [];
    if (slot === slotOfType(root.type)) return [found(root, rows)];
    const [first, ...more] = slot === 'alarms' ? [] : guards.filter(({ type }) => slotOfType(type) === slot);
    if (first) return [found(first, [...rows, ...rowsOf(first)]), ...more.map((guard) => found(guard, rowsOf(guard)))];
    if (slot === 'alarms')
      return alarms(
        rows,
        guards.flatMap(rowsOf).filter(({ rule }) => lineOf(rule)?.slot === 'alarms'),
      );
    return rows.length > 0 ? [absent(slot, ties.named(root, slot), rows)] : [];
  });
  return picture(nameOf(root), boxes, [root, ...guards]);
}

/** Alarms are many: they share a box. */
function alarms(own: readonly ResultRow[], others: readonly ResultRow[]): Box[] {
  const results = [...own, ...others];
  return results.length > 0 ? [box('alarms', 'metric filters and alarms', 'here', results)] : [];
}

function absent(slot: Slot, named: string | undefined, rows: readonly ResultRow[]): Box {
  const where = rows.some(({ rule }) => rule.startsWith('TRAIL-')) && named === undefined ? 'nowhere' : 'elsewhere';
  return box(slot, named ?? NAMES[where], where, rows);
}

function found(resource: ResultResource, rows: readonly ResultRow[]): Box {
  return box(slotOfType(resource.type) ?? 'trail', nameOf(resource), 'here', rows);
}

function box(slot: Slot, name: string, where: Box['where'], results: readonly ResultRow[]): Box {
  const lines = [...groupBy(results, ({ rule }) => lineOf(rule)?.line ?? 'other checks')].map(([label, of]) => ({ label, results: of }));
  return { slot, name, where, results, lines };
}

function picture(name: string, boxes: readonly Box[], resources: readonly ResultResource[]): Picture {
  return { name, boxes, isTied: true, stacks: [...new Set(resources.flatMap(({ stack }) => stack ?? []))] };
}

/** The result that a box is marked with. */
export function markOf({ results }: Pick<Box | Line, 'results'>): Pick<ResultRow, 'verdict' | 'accepted'> {
  return worstOf(results) ?? { verdict: 'notApplicable', accepted: null };
}
