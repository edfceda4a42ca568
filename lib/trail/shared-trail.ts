import { Stage } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { refuse, reportAtSynthesis } from '../private/report';
import { AuditTrail } from './audit-trail';
import type { AuditTrailProps } from './audit-trail-props';
import type { Contribution } from './contributions';
import type { LogDataEventsOptions } from './log-data-events-options';

interface Registry {
  trail?: SharedTrail;
  readonly contributions: Contribution[];
}

const REGISTRIES = new WeakMap<IConstruct, Registry>();

/**
 * One trail for all stacks of an app: each of them says what of it is to be logged, wherever the trail is defined.
 *
 * An account has five trails per Region, so teams cannot each have their own. In an app with stages, each stage has one.
 */
export class SharedTrail extends AuditTrail {
  /**
   * Log data events of a part of the app, in the shared trail, which may be defined later.
   *
   * @param scope a bucket, function or table, or a construct around some, such as a stack
   * @param options which resources and events
   */
  public static contribute(scope: IConstruct, options: LogDataEventsOptions = {}): void {
    const registry = registryOf(scope);
    registry.contributions.push({ scope, options });
    reportAtSynthesis(scope, () =>
      registry.trail
        ? []
        : [
            {
              id: 'cdk-cloudtrail:SharedTrail.missing',
              severity: 'error',
              message: 'its data events are to be logged in the shared trail, and there is none',
              value: scope.node.path,
              fix: 'define a SharedTrail in one of the stacks of the app, or of its stage',
            },
          ],
    );
  }

  /**
   * The shared trail of the app, or of the stage.
   *
   * @throws if it is not defined yet
   */
  public static of(scope: IConstruct): SharedTrail {
    const { trail } = registryOf(scope);
    if (trail) return trail;
    return refuse(scope, {
      id: 'cdk-cloudtrail:SharedTrail.missing',
      message: 'there is no shared trail yet',
      fix: 'define it first, or use SharedTrail.contribute(), which does not need it yet',
    });
  }

  constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id, props);
    const registry = registryOf(this);
    if (registry.trail) {
      refuse(this, {
        id: 'cdk-cloudtrail:SharedTrail.second',
        message: `there is a shared trail already: ${registry.trail.node.path}`,
        value: this.node.path,
        fix: 'define one of them as an AuditTrail',
      });
    }
    registry.trail = this;
  }

  /** @internal */
  public override _contributions(): readonly Contribution[] {
    const shared = [...registryOf(this).contributions].sort((one, other) => (one.scope.node.path < other.scope.node.path ? -1 : 1));
    return [...super._contributions(), ...shared];
  }
}

function registryOf(scope: IConstruct): Registry {
  const owner = Stage.of(scope) ?? scope.node.root;
  const registry = REGISTRIES.get(owner) ?? { contributions: [] };
  REGISTRIES.set(owner, registry);
  return registry;
}
