import type { Assembly } from '../template/assembly';
import { MAX_WORLDS } from '../template/choices';
import { inEveryWorld } from '../template/explore';
import { logBucketsIn } from '../template/log-buckets';
import { display } from '../template/symbols';
import { trailsIn } from '../template/trails';
import type { World } from '../template/world';
import { DEPLOY_RULES } from './catalogue';
import type { Observation } from './rule';
import type { ChecklistItem, TemplateFinding, Undecided } from './template-finding';

/** What the rules say of an assembly. */
export interface AssemblyCheck {
  readonly findings: readonly TemplateFinding[];
  /** What could not be told. */
  readonly unknown: readonly Undecided[];
  /** What a person has to look at, since no template tells. */
  readonly checklist: readonly ChecklistItem[];
  /** How many trails there are. */
  readonly assessed: number;
  /** Whether every way to deploy the assembly was looked at; there are too many if its conditions are many. */
  readonly complete: boolean;
}

/** Looks for everything that would fail or be misread when an assembly is deployed, in each of the ways in which its conditions let it be. */
export function checkAssembly(assembly: Assembly): AssemblyCheck {
  const { results, complete } = inEveryWorld(assembly, observe);
  const trails = new Set(results.flatMap(({ value }) => value.trails));
  const merged = merge(results.map(({ value, when }) => ({ observations: value.observations, trails: value.trails.length, when })));
  return {
    findings: merged.flatMap((one) => (one.kind === 'finding' ? [stripped(one)] : [])),
    unknown: merged.flatMap((one) => (one.kind === 'undecided' ? [stripped(one)] : [])),
    checklist: merged.flatMap((one) => (one.kind === 'checklist' ? [stripped(one)] : [])),
    assessed: trails.size,
    complete: complete && results.length <= MAX_WORLDS,
  };
}

function observe(world: World): { observations: Observation[]; trails: string[] } {
  const trails = trailsIn(world);
  const scene = { world, trails, logBuckets: logBucketsIn(world) };
  return {
    observations: DEPLOY_RULES.flatMap((rule) => rule(scene)).map(readable),
    trails: trails.map(({ resource }) => `${resource.stack.id} ${resource.logicalId}`),
  };
}

interface Observed {
  readonly observations: readonly Observation[];
  readonly trails: number;
  readonly when: readonly string[];
}

/** Each observation once; with the decisions of the deployment where it is not always true. */
function merge(worlds: readonly Observed[]): Observation[] {
  const withTrails = worlds.filter(({ trails }) => trails > 0);
  const found = new Map<string, { readonly observation: Observation; readonly when: readonly string[]; times: number }>();
  for (const { observations, when } of withTrails) {
    for (const observation of observations) {
      const key = keyOf(observation);
      const known = found.get(key);
      if (known) known.times++;
      else found.set(key, { observation, when, times: 1 });
    }
  }
  return [...found.values()].map(({ observation, when, times }) =>
    observation.kind === 'finding' && times < withTrails.length && when.length > 0 ? { ...observation, when } : observation,
  );
}

function keyOf(observation: Observation): string {
  const { kind, stack, logicalId, message } = observation;
  return JSON.stringify([kind, stack, logicalId, message, ...(kind === 'finding' ? [observation.id, observation.value] : [])]);
}

/** In words for people: what stands for unknown values is only good to compare. */
function readable(observation: Observation): Observation {
  return JSON.parse(JSON.stringify(observation, (_, value) => (typeof value === 'string' ? display(value) : value)));
}

function stripped<T extends Observation>({ kind, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}
