import type { Assembly } from '../template/assembly';
import type { TemplateResource } from '../template/resource';
import { type Explored, type RawResource, Survey } from '../template/survey';
import { display } from '../template/symbols';
import type { TrailModel } from '../template/trail-model';
import { trailOf, trailsIn } from '../template/trails';
import type { World } from '../template/world';
import { DEPLOY_RULES } from './catalogue';
import type { Observation, Rule, Scene } from './rule';
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
  const survey = new Survey(assembly);
  const trails = survey.ofType('AWS::CloudTrail::Trail');
  const deployed = trails.map((trail) => survey.inEveryWorld((world) => trailIn(world, trail) !== undefined));
  const looks = DEPLOY_RULES.flatMap((rule) => looksOf(rule, trails).map((look) => survey.inEveryWorld(look)));
  const all = merge(looks.map(observationsOf));
  return {
    findings: all.flatMap((one) => (one.kind === 'finding' ? [stripped(one)] : [])),
    unknown: all.flatMap((one) => (one.kind === 'undecided' ? [stripped(one)] : [])),
    checklist: all.flatMap((one) => (one.kind === 'checklist' ? [stripped(one)] : [])),
    assessed: deployed.filter(({ results }) => results.some(({ value }) => value)).length,
    complete: [...deployed, ...looks].every(({ complete }) => complete),
  };
}

/** What a rule says in one way to deploy an assembly; `undefined` where there is nothing to ask it about. */
type Look = (world: World) => readonly Observation[] | undefined;

function looksOf(rule: Rule, trails: readonly RawResource[]): Look[] {
  if (rule.of === 'trail') {
    return trails.map((raw) => (world) => {
      const resource = trailIn(world, raw);
      return resource && rule.check(trailOf(world, resource), sceneOf(world));
    });
  }
  return [
    (world) => {
      const scene = sceneOf(world);
      return scene.trails.length > 0 ? rule.check(scene) : undefined;
    },
  ];
}

function trailIn(world: World, { stack, logicalId }: RawResource): TemplateResource | undefined {
  const resource = world.resource(stack, logicalId);
  return resource && world.isDeployed(resource) ? resource : undefined;
}

function sceneOf(world: World): Scene {
  let trails: readonly TrailModel[] | undefined;
  return {
    world,
    get trails() {
      trails ??= trailsIn(world);
      return trails;
    },
  };
}

/** What a rule says, each observation once; with the decisions of the deployment where it is not always true. */
function observationsOf({ results }: Explored<readonly Observation[] | undefined>): Observation[] {
  const asked = results.flatMap(({ value, when }) => (value ? [{ observations: value.map(readable), when }] : []));
  const found = new Map<string, { readonly observation: Observation; readonly when: readonly string[]; times: number }>();
  for (const { observations, when } of asked) {
    for (const observation of new Map(observations.map((one) => [keyOf(one), one])).values()) {
      const key = keyOf(observation);
      const known = found.get(key);
      if (known) known.times++;
      else found.set(key, { observation, when, times: 1 });
    }
  }
  return [...found.values()].map(({ observation, when, times }) =>
    observation.kind === 'finding' && times < asked.length && when.length > 0 ? { ...observation, when } : observation,
  );
}

/** Each observation once, though several trails may lead to it; what is always true rather than what may be. */
function merge(looks: readonly (readonly Observation[])[]): Observation[] {
  const found = new Map<string, Observation>();
  for (const observation of looks.flat()) {
    const key = keyOf(observation);
    const known = found.get(key);
    if (!known || (known.kind === 'finding' && known.when && observation.kind === 'finding' && !observation.when)) found.set(key, observation);
  }
  return [...found.values()];
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
