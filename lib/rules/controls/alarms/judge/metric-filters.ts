import { isJson } from '../../../../template/json';
import type { TemplateResource } from '../../../../template/resource';
import { display, isUnresolved } from '../../../../template/symbols';
import { textOf } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { findBeside } from './find-beside';
import type { LogGroup } from './log-group';

/** A metric filter that counts events of a log group. */
export interface GroupFilter {
  readonly filter: TemplateResource;
  /** What it depends on whether it is of this log group. */
  readonly dependsOn?: string;
}

/** The metric filters of a log group, and those that may be. Names decide that, within an account and a Region. */
export function filtersOf(world: World, group: LogGroup): GroupFilter[] {
  const { resource, name } = group;
  const keys = [nameKey(name), OPEN, ...(resource ? [refKey(resource)] : []), ...(isUnresolved(name) ? [WRITTEN] : [])];
  return findBeside(world, 'AWS::Logs::MetricFilter', group, keys, keysOf(world)).flatMap((filter) => ofGroup(filter, name));
}

function ofGroup(filter: TemplateResource, name: string): GroupFilter[] {
  if (!isUnresolved(name) && !name.startsWith(beginningOf(filter.rawProperties.LogGroupName))) return [];
  const named = textOf(filter.property('LogGroupName')) ?? '';
  if (named === name) return [{ filter }];
  const open = [named, name].find(isUnresolved);
  return open === undefined ? [] : [{ filter, dependsOn: display(open) }];
}

const OPEN = 'open';
const WRITTEN = 'written';
const nameKey = (name: string) => `name ${name}`;
const refKey = ({ stack, logicalId }: TemplateResource) => `ref ${stack.id} ${logicalId}`;

/**
 * What a filter can be found by: as far as that goes without looking at the values of parameters. Apps have many filters of other log groups, and what
 * those hang on decides nothing here.
 */
function keysOf(world: World): (filter: TemplateResource) => readonly string[] {
  return ({ stack, rawProperties: { LogGroupName: raw } }) => {
    if (!isJson(raw)) return [nameKey(textOf(raw) ?? ''), WRITTEN];
    const target = typeof raw.Ref === 'string' ? world.resource(stack, raw.Ref) : undefined;
    if (target?.type !== 'AWS::Logs::LogGroup') return [OPEN];
    const name = target.rawProperties.LogGroupName;
    return [refKey(target), ...(typeof name === 'string' ? [nameKey(name)] : name === undefined ? [] : [OPEN])];
  };
}

/** What a text is known to begin with, whatever its parameters are. */
function beginningOf(raw: unknown): string {
  if (!isJson(raw)) return '';
  const [joined, substituted] = [raw['Fn::Join'], [raw['Fn::Sub']].flat()[0]];
  const first: unknown = Array.isArray(joined) && Array.isArray(joined[1]) ? joined[1][0] : substituted;
  return typeof first === 'string' ? first.replace(/\$\{.*$|\{\{.*$/s, '') : '';
}
