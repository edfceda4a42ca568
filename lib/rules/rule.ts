import type { TrailModel } from '../template/trail-model';
import type { World } from '../template/world';
import type { ChecklistItem, TemplateFinding, Undecided } from './template-finding';

/** What a rule looks at: one way to deploy an assembly. What it does not ask for decides nothing. */
export interface Scene {
  readonly world: World;
  readonly trails: readonly TrailModel[];
}

/** What a rule says. */
export type Observation =
  | ({ readonly kind: 'finding' } & TemplateFinding)
  | ({ readonly kind: 'undecided' } & Undecided)
  | ({ readonly kind: 'checklist' } & ChecklistItem);

/** A rule that looks at one trail at a time: what the others hang on decides nothing. */
interface TrailRule {
  readonly of: 'trail';
  check(trail: TrailModel, scene: Scene): readonly Observation[];
}

/** A rule that looks at everything at once. */
interface AssemblyRule {
  readonly of: 'assembly';
  check(scene: Scene): readonly Observation[];
}

export type Rule = TrailRule | AssemblyRule;

/** A rule that looks at one trail at a time. */
export function perTrail(check: TrailRule['check']): Rule {
  return { of: 'trail', check };
}

/** A rule about what is between trails, or between other resources. */
export function atOnce(check: AssemblyRule['check']): Rule {
  return { of: 'assembly', check };
}
