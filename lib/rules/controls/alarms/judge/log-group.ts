import type { TemplateResource } from '../../../../template/resource';
import type { TrailModel } from '../../../../template/trail-model';
import type { World } from '../../../../template/world';
import { isSet } from '../../values';

/** The log group that a trail writes into. */
export interface LogGroup {
  /** The log group, where the templates define it. */
  readonly resource?: TemplateResource;
  /** Unresolved where nothing tells it. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The log group of a trail: `undefined` if there is none, `unknown` if there may be none. */
export function logGroupOf(world: World, trail: TrailModel): LogGroup | 'unknown' | undefined {
  const { logGroupArn: arn, logGroup: resource } = trail;
  if (arn === undefined) return undefined;
  if (resource) return { resource, name: resource.name, account: resource.account, region: resource.region };
  if (isSet(world, arn) === 'unknown') return 'unknown';
  const [, region, account, name] = /^arn:[^:]*:logs:([^:]*):([^:]*):log-group:(.+?)(?::\*)?$/.exec(arn) ?? [];
  return { name: name ?? arn, account: account ?? trail.account, region: region ?? trail.region };
}
