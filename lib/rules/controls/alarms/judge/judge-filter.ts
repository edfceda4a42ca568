import type { TemplateResource } from '../../../../template/resource';
import { display, isUnresolved, symbolsIn } from '../../../../template/symbols';
import { flagOf, textOf } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { allOf, type Judgement, pass, property, unknown } from '../../judgement';
import { type Parsed, parsePattern } from '../pattern/parse';
import type { GroupFilter } from './metric-filters';
import type { Need } from './needs';
import { judgeWatch } from './watch';

/** What a metric filter has to do with a need. */
export interface FilterAnswer {
  /** Whether it surely counts what is needed, whether or not an alarm acts. */
  readonly counts: boolean;
  readonly judgement: Judgement;
}

/** Whether a filter meets a need and an alarm acts on it; `undefined` if it has nothing to do with the need. */
export function judgeFilter(world: World, { filter, dependsOn }: GroupFilter, need: Need): FilterAnswer | undefined {
  const counts = judgePattern(world, filter, need);
  if (!counts) return undefined;
  const mayBeOther = unknown(`filter ${filter.logicalId} may be of another log group`, dependsOn ?? '', property(filter, 'LogGroupName'));
  const parts = [counts, ...(dependsOn === undefined ? [] : [mayBeOther]), ...narrowed(filter)];
  return {
    counts: parts.every(({ verdict }) => verdict === 'pass'),
    judgement: allOf([...parts, judgeWatch(world, filter)]),
  };
}

/** The pattern of a filter; `undefined` if it is not known. */
export function patternOf(world: World, filter: TemplateResource): Parsed | undefined {
  const text = textOf(filter.property('FilterPattern')) ?? '';
  return isUnresolved(text) ? undefined : world.once(`filter pattern ${text}`, () => parsePattern(text));
}

function judgePattern(world: World, filter: TemplateResource, need: Need): Judgement | undefined {
  const name = filter.logicalId;
  const ground = property(filter, 'FilterPattern');
  const parsed = patternOf(world, filter);
  if (!parsed) {
    const symbols = symbolsIn(String(textOf(filter.property('FilterPattern')))).map(display);
    return unknown(`the pattern of filter ${name} is not known`, symbols.join(', '), ground);
  }
  if ('problem' in parsed) {
    const { position, reason } = parsed.problem;
    return unknown(
      `the pattern of filter ${name} is not understood at character ${position + 1}: ${reason}`,
      `the pattern of filter ${name}`,
      ground,
    );
  }
  const met = need.isMetBy(parsed.pattern);
  if (met === 'no') return undefined;
  return met === 'yes'
    ? pass(`filter ${name} counts them`, ground)
    : unknown(`filter ${name} may count them`, `what the pattern of filter ${name} matches`, ground);
}

/** What keeps a filter from seeing the events as they are. */
function narrowed(filter: TemplateResource): Judgement[] {
  const name = filter.logicalId;
  const found: Judgement[] = [];
  if ((filter.property('FieldSelectionCriteria') ?? '') !== '') {
    const criteria = 'FieldSelectionCriteria';
    found.push(unknown(`filter ${name} sees only what ${criteria} lets through`, `${criteria} of filter ${name}`, property(filter, criteria)));
  }
  if (flagOf(filter.property('ApplyOnTransformedLogs')) ?? false) {
    const transformed = 'ApplyOnTransformedLogs';
    found.push(unknown(`filter ${name} sees events that are transformed`, `${transformed} of filter ${name}`, property(filter, transformed)));
  }
  return found;
}
