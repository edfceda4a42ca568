import type { ComplianceReport, Evidence, ResultResource } from '../../compliance-report';
import { groupBy } from '../../reading';
import { nameOf } from '../../wording';
import { SLOTS, type Slot, slotOfType } from './slots';

/** What belongs together, as far as the evidence of a report shows it. */
export interface Ties {
  /** The trails and event data stores, and all other resources with a slot, each once. */
  readonly roots: readonly ResultResource[];
  readonly guards: readonly ResultResource[];
  /** The guards that a trail leads to. */
  readonly of: (root: ResultResource) => ReadonlySet<string>;
  /** What the trail writes for a slot; `undefined` if no evidence has it. */
  readonly named: (root: ResultResource, slot: Slot) => string | undefined;
}

/** Follows the evidence from each trail: what stands in a trail leads to its bucket, what stands in the bucket leads to its key. */
export function tiesOf({ results, subject }: ComplianceReport): Ties {
  const known = new Map(results.flatMap(({ resource }) => (resource.logicalId === null ? [] : [[nameOf(resource), resource]])));
  const all = [...known.values()];
  const roots = all.filter(isRoot);
  const guards = all.filter((resource) => !isRoot(resource) && slotOfType(resource.type) !== undefined);
  const templates = new Map(subject.stacks.map(({ name, template }) => [name, template]));
  const evidence = results.flatMap((result) => result.evidence);
  const places = groupBy(evidence, (one) => placeKey(one.template, ownerOf(one) ?? ''));
  const evidenceIn = ({ stack, logicalId }: ResultResource) => places.get(placeKey(templates.get(stack ?? ''), logicalId ?? '')) ?? [];
  return {
    roots,
    guards,
    // A report of one trail is about the guards of that trail, and of nothing else.
    of: (root) => (roots.length === 1 ? new Set(guards.map(nameOf)) : reached(root, known, evidenceIn)),
    named: (root, slot) => {
      const property = SLOTS[slot].property;
      const found = evidenceIn(root).find(({ pointer }) => property !== undefined && pointer.endsWith(`/Properties/${property}`));
      return found && (found.resolvedTo ?? (typeof found.value === 'string' ? found.value : 'known at the deployment'));
    },
  };
}

function reached(
  root: ResultResource,
  known: ReadonlyMap<string, ResultResource>,
  evidenceIn: (resource: ResultResource) => readonly Evidence[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [root];
  for (let here = open.pop(); here; here = open.pop()) {
    for (const { resolvedTo } of evidenceIn(here)) {
      const next = resolvedTo === null ? undefined : known.get(resolvedTo);
      // The policy of a bucket that trails share names all of them: that ties no trail to another.
      if (!next || isRoot(next) || found.has(nameOf(next))) continue;
      found.add(nameOf(next));
      open.push(next);
    }
  }
  return found;
}

function isRoot({ type }: ResultResource): boolean {
  return SLOTS.trail.types.includes(type) || SLOTS.eventDataStore.types.includes(type);
}

/** The resource that a place lies in, by its logical id. */
function ownerOf({ pointer }: Evidence): string | undefined {
  return /^\/Resources\/([^/]+)\//.exec(pointer)?.[1];
}

function placeKey(template: string | undefined, logicalId: string): string {
  return JSON.stringify([template, logicalId]);
}
