import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { comparing, readableArn } from '../private/canonical-arn';
import { logBucketsOf } from '../private/log-buckets';
import { report } from '../private/report';
import { type AggregationConfiguration, checkAggregation } from '../selection/aggregation';
import { checkSelectors } from '../selection/check';
import { countValues } from '../selection/compact';
import { checkInsights, type InsightSelector } from '../selection/insights';
import type { AdvancedEventSelector } from '../selection/selector';
import type { EventSelector } from '../selectors/event-selector';
import { type Contribution, contributors, problemsOf, selectorsFor } from './contributions';
import { comparable, explain, isUnresolved } from './explain';
import { checkForLogBuckets, withoutLogBuckets } from './own-deliveries';

/** What follows from the events that a trail logs. */
export interface Derived {
  readonly insights: readonly InsightSelector[];
  readonly aggregations: readonly AggregationConfiguration[];
}

/** The selectors of one trail: what was asked for, and what is written into the template. */
export class SelectorList {
  private readonly selectors: EventSelector[] = [];

  /**
   * @param scope the trail
   * @param contributions parts of the app that are looked at once it is complete
   */
  constructor(
    private readonly scope: IConstruct,
    private readonly contributions: () => readonly Contribution[],
  ) {}

  /** Adds a selector, or says what is wrong with it. */
  public add(selector: EventSelector): void {
    // With those that are there already, which are in order: what is wrong now is wrong with this one.
    const problems = check([...this.selectors.map((one) => one._render()), selector._render()]);
    report(
      this.scope,
      problems.filter(({ severity }) => severity === 'error'),
    );
    this.selectors.push(selector);
  }

  /** What was asked for. */
  public asked(): AdvancedEventSelector[] {
    return [...this.selectors.map((selector) => selector._render()), ...selectorsFor(this.scope, this.contributions())];
  }

  /** What is written into the template. */
  public effective(): AdvancedEventSelector[] {
    return comparing(() => withoutLogBuckets(this.scope, this.asked()).selectors);
  }

  /** What is wrong with all of them together. */
  public problems({ insights, aggregations }: Derived): Problem[] {
    const asked = this.asked();
    const { selectors, problems } = withoutLogBuckets(this.scope, asked);
    const effective = { AdvancedEventSelectors: selectors.map(comparable) };
    const own = countValues(selectors) - countValues(asked);
    return [
      ...problems,
      ...problemsOf(this.scope, this.contributions()),
      ...checkForLogBuckets(this.scope, asked),
      ...check(selectors).map((problem) => (problem.id.endsWith('.valueCount') ? this.withContributors(problem, own) : problem)),
      ...checkInsights(effective, insights, { isUnresolved }),
      ...checkAggregation(effective, aggregations, { isUnresolved }),
    ];
  }

  /** In plain words. */
  public explain(derived: Derived): string {
    return explain({ selectors: this.effective(), ...derived, logBuckets: logBucketsOf(this.scope).map(({ arn }) => arn) });
  }

  /** Where the values come from, since nobody wrote all of them. */
  private withContributors(problem: Problem, exclusions: number): Problem {
    const [largest] = contributors(this.contributions());
    const details = [
      ...(exclusions > 0 ? [`${exclusions} of them to leave out log buckets of the app`] : []),
      ...(largest ? [`most of the resources, ${largest[1]}, are of the stack ${largest[0]}`] : []),
    ];
    return { ...problem, message: [problem.message, ...details].join(', ') };
  }
}

/** References to buckets are brought into the form of their ARNs first: a missing slash behind one is as wrong as behind a name. */
function check(selectors: readonly AdvancedEventSelector[]): Problem[] {
  const problems = checkSelectors({ AdvancedEventSelectors: selectors.map(comparable) }, { isUnresolved });
  return problems.map((problem) => ({
    ...problem,
    message: readableArn(problem.message),
    fix: readableArn(problem.fix),
    ...(typeof problem.value === 'string' && { value: readableArn(problem.value) }),
  }));
}
