import type { TemplateResource } from '../../../../template/resource';
import { display, isUnresolved, symbolsIn } from '../../../../template/symbols';
import { flagOf, textOf } from '../../../../template/unknown';
import type { World } from '../../../../template/world';
import { allOf, type Ground, type Judgement, pass, property, unknown } from '../../judgement';
import { parsePattern } from '../pattern/parse';
import type { Pattern } from '../pattern/pattern';
import type { GroupFilter } from './metric-filters';
import type { Need } from './needs';
import { judgeWatch } from './watch';

/** What a metric filter has to do with a need. */
export interface FilterAnswer {
  /** Whether it surely counts what is needed, whether or not an alarm acts. */
  readonly counts: boolean;
  readonly judgement: Judgement;
}

/** A metric filter that is asked for several needs: its answers are the same objects, so that they are told once. */
export class CountingFilter {
  public readonly filter: TemplateResource;
  /** `undefined` if it is not known, or not understood. */
  public readonly pattern: Pattern | undefined;
  private readonly answers = new Map<string, FilterAnswer>();
  private readonly notKnown: Judgement | undefined;
  private readonly ground: Ground;

  constructor(
    private readonly world: World,
    private readonly found: GroupFilter,
  ) {
    this.filter = found.filter;
    this.ground = property(this.filter, 'FilterPattern');
    const text = textOf(this.filter.property('FilterPattern')) ?? '';
    const read = isUnresolved(text) ? this.open(text) : this.parsed(text);
    this.pattern = 'verdict' in read ? undefined : read;
    this.notKnown = 'verdict' in read ? read : undefined;
  }

  /** Whether it meets a need and an alarm acts on it; `undefined` if it has nothing to do with the need. */
  public answerTo(need: Need): FilterAnswer | undefined {
    const name = this.filter.logicalId;
    const met = this.pattern ? need.isMetBy(this.pattern) : 'unknown';
    if (met === 'no') return undefined;
    const known = this.answers.get(met);
    if (known) return known;
    const open = () => unknown(`filter ${name} may count them`, `what the pattern of filter ${name} matches`, this.ground);
    const answer = this.answer(met === 'yes' ? pass(`filter ${name} counts them`, this.ground) : (this.notKnown ?? open()));
    this.answers.set(met, answer);
    return answer;
  }

  private answer(counts: Judgement): FilterAnswer {
    const parts = [counts, ...this.ofOtherGroup(), ...narrowed(this.filter)];
    return { counts: parts.every(({ verdict }) => verdict === 'pass'), judgement: allOf([...parts, judgeWatch(this.world, this.filter)]) };
  }

  private ofOtherGroup(): Judgement[] {
    const { filter, dependsOn } = this.found;
    if (dependsOn === undefined) return [];
    return [unknown(`filter ${filter.logicalId} may be of another log group`, dependsOn, property(filter, 'LogGroupName'))];
  }

  private open(text: string): Judgement {
    return unknown(`the pattern of filter ${this.filter.logicalId} is not known`, symbolsIn(text).map(display).join(', '), this.ground);
  }

  private parsed(text: string): Pattern | Judgement {
    const parsed = this.world.once(`filter pattern ${text}`, () => parsePattern(text));
    if ('pattern' in parsed) return parsed.pattern;
    const { position, reason } = parsed.problem;
    const what = `the pattern of filter ${this.filter.logicalId}`;
    return unknown(`${what} is not understood at character ${position + 1}: ${reason}`, what, this.ground);
  }
}

/** What keeps a filter from seeing the events as they are. */
function narrowed(filter: TemplateResource): Judgement[] {
  const sees = (what: string, name: string) =>
    unknown(`filter ${filter.logicalId} sees ${what}`, `${name} of filter ${filter.logicalId}`, property(filter, name));
  const isLimited = (filter.property('FieldSelectionCriteria') ?? '') !== '';
  const isTransformed = flagOf(filter.property('ApplyOnTransformedLogs')) ?? false;
  return [
    ...(isLimited ? [sees('only what FieldSelectionCriteria lets through', 'FieldSelectionCriteria')] : []),
    ...(isTransformed === false ? [] : [sees('events that are transformed', 'ApplyOnTransformedLogs')]),
  ];
}
