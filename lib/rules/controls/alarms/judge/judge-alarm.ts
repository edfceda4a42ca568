import { display } from '../../../../template/symbols';
import type { TrailModel } from '../../../../template/trail-model';
import type { World } from '../../../../template/world';
import { allOf, fail, type Judgement, property, unknown } from '../../judgement';
import { anyOf } from './any-of';
import { type FilterAnswer, judgeFilter, patternOf } from './judge-filter';
import { type LogGroup, logGroupOf } from './log-group';
import { filtersOf, type GroupFilter } from './metric-filters';
import { matchesEverything, type Need } from './needs';

/** Whether each need of a control is met by a metric filter of the trail's log group, with an alarm that acts. */
export function judgeAlarm(world: World, trail: TrailModel, needs: readonly Need[]): Judgement {
  const ground = property(trail.resource, 'CloudWatchLogsLogGroupArn');
  const group = logGroupOf(world, trail);
  if (!group) return fail('the trail has no log group, whose events a metric filter could count', ground);
  if (group === 'unknown') return unknown('the trail may have no log group', display(String(trail.logGroupArn)), ground);
  const filters = filtersOf(world, group);
  const asked = needs.map((need) => ({ need, answers: filters.flatMap((one) => judgeFilter(world, one, need) ?? []) }));
  const judged = asked.map(({ answers }) => anyOf(answers.map(({ judgement }) => judgement)));
  const unmet = asked.filter((_, index) => (judged[index]?.verdict ?? 'fail') === 'fail');
  const grounds = allOf([...new Set(judged.flatMap((one) => one ?? []))]);
  const answer = unmet.length === 0 ? grounds : missing(world, group, filters, unmet);
  return elsewhere(group, { ...answer, grounds: [ground, ...answer.grounds] });
}

/** What is not there. */
function missing(world: World, group: LogGroup, filters: readonly GroupFilter[], unmet: readonly Unmet[]): Judgement {
  const name = display(group.name);
  if (filters.length === 0) return fail(`log group ${name} has no metric filter`);
  const counting = unmet.flatMap(({ answers }) => answers).filter(({ counts }) => counts);
  const [first, ...others] = unmet.filter(({ answers }) => !answers.some(({ counts }) => counts)).map(({ need }) => need.text);
  if (first === undefined) return allOf([...new Set(counting.map(({ judgement }) => judgement))]);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const everything = filters.filter(({ filter }) => {
    const parsed = patternOf(world, filter);
    return parsed && 'pattern' in parsed && matchesEverything(parsed.pattern);
  });
  const notes = everything.map(({ filter }) => `; filter ${filter.logicalId} matches every event, so that an alarm on it tells of none`);
  return fail(
    `no metric filter of log group ${name} ${first}${more}${notes.join('')}`,
    ...everything.map(({ filter }) => property(filter, 'FilterPattern')),
  );
}

interface Unmet {
  readonly need: Need;
  readonly answers: readonly FilterAnswer[];
}

/** Filters of a log group that is defined elsewhere may be there, too. */
function elsewhere({ resource, name }: LogGroup, judgement: Judgement): Judgement {
  if (resource || judgement.verdict !== 'fail') return judgement;
  return {
    ...judgement,
    verdict: 'unknown',
    because: `${judgement.because} in these templates`,
    dependsOn: `the metric filters of log group ${display(name)}`,
  };
}
