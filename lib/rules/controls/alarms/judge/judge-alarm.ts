import { display } from '../../../../template/symbols';
import type { TrailModel } from '../../../../template/trail-model';
import type { World } from '../../../../template/world';
import { allOf, fail, type Judgement, property, unknown } from '../../judgement';
import { anyOf } from './any-of';
import { CountingFilter, type FilterAnswer } from './counting-filter';
import { type LogGroup, logGroupOf } from './log-group';
import { filtersOf } from './metric-filters';
import { matchesEverything, type Need } from './needs';

/** Whether each need of a control is met by a metric filter of the trail's log group, with an alarm that acts. */
export function judgeAlarm(world: World, trail: TrailModel, needs: readonly Need[]): Judgement {
  const ground = property(trail.resource, 'CloudWatchLogsLogGroupArn');
  const group = logGroupOf(world, trail);
  if (!group) return fail('the trail has no log group, whose events a metric filter could count', ground);
  if (group === 'unknown') return unknown('the trail may have no log group', display(String(trail.logGroupArn)), ground);
  const filters = filtersOf(world, group).map((one) => new CountingFilter(world, one));
  const asked = needs.map((need): Asked => {
    const answers = filters.flatMap((filter) => filter.answerTo(need) ?? []);
    return { need, answers, best: anyOf(answers.map(({ judgement }) => judgement)) };
  });
  const unmet = asked.filter(({ best }) => best === undefined || best.verdict === 'fail');
  const answer = unmet.length === 0 ? together(asked.flatMap(({ best }) => best ?? [])) : missing(group, filters, unmet);
  return elsewhere(group, { ...answer, grounds: [ground, ...answer.grounds] });
}

interface Asked {
  readonly need: Need;
  readonly answers: readonly FilterAnswer[];
  readonly best: Judgement | undefined;
}

function together(judgements: readonly Judgement[]): Judgement {
  return allOf([...new Set(judgements)]);
}

/** What is not there. */
function missing(group: LogGroup, filters: readonly CountingFilter[], unmet: readonly Asked[]): Judgement {
  const name = display(group.name);
  if (filters.length === 0) return fail(`log group ${name} has no metric filter`);
  const isCounted = ({ answers }: Asked) => answers.some(({ counts }) => counts);
  const [first, ...others] = unmet.filter((one) => !isCounted(one)).map(({ need }) => need.text);
  // What is counted has no alarm that acts.
  if (first === undefined) return together(unmet.flatMap(({ answers }) => answers.filter(({ counts }) => counts).map(({ judgement }) => judgement)));
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const everything = filters.filter(({ pattern }) => pattern && matchesEverything(pattern)).map(({ filter }) => filter);
  const notes = everything.map(({ logicalId }) => `; filter ${logicalId} matches every event, so that an alarm on it tells of none`);
  const grounds = everything.map((filter) => property(filter, 'FilterPattern'));
  return fail(`no metric filter of log group ${name} ${first}${more}${notes.join('')}`, ...grounds);
}

/** Filters of a log group that is defined elsewhere may be there, too. */
function elsewhere({ resource, name }: LogGroup, judgement: Judgement): Judgement {
  if (resource || judgement.verdict !== 'fail') return judgement;
  const dependsOn = `the metric filters of log group ${display(name)}`;
  return { ...judgement, verdict: 'unknown', because: `${judgement.because} in these templates`, dependsOn };
}
