import type { LogBucketModel } from '../template/log-buckets';
import type { TrailModel } from '../template/trail-model';
import type { World } from '../template/world';
import type { ChecklistItem, TemplateFinding, Undecided } from './template-finding';

/** What a rule looks at: one way to deploy an assembly. */
export interface Scene {
  readonly world: World;
  readonly trails: readonly TrailModel[];
  readonly logBuckets: readonly LogBucketModel[];
}

/** What a rule says. */
export type Observation =
  | ({ readonly kind: 'finding' } & TemplateFinding)
  | ({ readonly kind: 'undecided' } & Undecided)
  | ({ readonly kind: 'checklist' } & ChecklistItem);

/** A rule looks at everything at once: most of what goes wrong is between resources. */
export type Rule = (scene: Scene) => readonly Observation[];

/** A rule that looks at one trail at a time. */
export function perTrail(check: (trail: TrailModel, scene: Scene) => readonly Observation[]): Rule {
  return (scene) => scene.trails.flatMap((trail) => check(trail, scene));
}
