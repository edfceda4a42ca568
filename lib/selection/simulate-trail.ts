import type { CloudTrailRecord } from '../log-format/record';
import type { TrailSelectors } from './basic-selector';
import { noCharges } from './cost';
import type { InsightSelector } from './insights';
import type { Charge } from './prices';
import { type CompileOptions, compileSelectors, type Decide, type Decision } from './simulate-compile';
import type { EventFacts } from './simulate-event';
import { outOfScope, type TrailScope } from './simulate-scope';
import { Tally } from './simulate-tally';

/** A declared trail, as a simulation needs it. */
export interface SimulatedTrail {
  readonly name: string;
  readonly stack: string;
  readonly selectors: TrailSelectors;
  readonly insights: readonly InsightSelector[];
  readonly aggregates?: boolean;
  readonly scope?: TrailScope;
  /** The only account that it logs; left out for all, and where it is known at the deployment only. */
  readonly account?: string;
  readonly options?: CompileOptions;
}

const OTHER_ACCOUNT: Decision = { logged: 'no', field: 'recipientAccountId' };

/** What one trail would do with the events. */
export class TrailCounts {
  readonly charged: Record<Charge, number> = noCharges();
  /** By the decision: which selector logs them, or what does not. */
  readonly decisions = new Map<Decision, { events: number; reads: number }>();
  /** The logged data events by resource. */
  readonly resources = new Tally();
  /** The further copies of management events by event source. */
  readonly paidSources = new Tally();
  private readonly decide: Decide;
  private readonly insights: InsightCharges;
  private readonly scoped = new Map<string, Decision>();

  /** @param accounts those that have a trail: events of any other are taken as if they were of the account of this one */
  constructor(
    readonly trail: SimulatedTrail,
    private readonly accounts: ReadonlySet<string> = new Set(),
  ) {
    this.decide = compileSelectors(trail.selectors, trail.options);
    this.insights = insightCharges(trail.insights);
  }

  /** Decides about an event, and counts the decision. */
  decideOn(record: CloudTrailRecord, { isRead }: EventFacts): Decision {
    const decision = this.decisionOn(record);
    let count = this.decisions.get(decision);
    if (!count) {
      count = { events: 0, reads: 0 };
      this.decisions.set(decision, count);
    }
    count.events++;
    if (isRead) count.reads++;
    return decision;
  }

  /** Charges a logged event. `charge` is for the copy of it that this trail delivers. */
  charge(charge: Charge, { category, isRead, resource, call }: EventFacts): void {
    this.charged[charge]++;
    if (charge === 'data') this.resources.add(resource || call, isRead);
    if (charge === 'managementFurtherCopies') this.paidSources.add(call.slice(0, call.indexOf(' ')), isRead);
    if (category === 'Data') this.charged.insightsData += this.insights.data;
    if (category === 'Management') this.charged.insightsManagement += isRead ? this.insights.reads : this.insights.writes;
  }

  /** How many events it logs (`yes`), does not log, or may log. */
  eventsThat(logged: Decision['logged']): number {
    return [...this.decisions].reduce((sum, [decision, { events }]) => sum + (decision.logged === logged ? events : 0), 0);
  }

  private decisionOn(record: CloudTrailRecord): Decision {
    const { account, scope = {} } = this.trail;
    if (account !== undefined && account !== record.recipientAccountId && this.accounts.has(String(record.recipientAccountId))) return OTHER_ACCOUNT;
    const reason = outOfScope(record, scope);
    if (reason?.logged === 'no') return this.same(reason);
    const decision = this.decide(record);
    return reason && decision.logged === 'yes' ? this.same(reason) : decision;
  }

  private same({ logged, field }: Decision): Decision {
    const key = `${logged} ${field}`;
    const known = this.scoped.get(key) ?? { logged, field };
    this.scoped.set(key, known);
    return known;
  }
}

interface InsightCharges {
  readonly reads: number;
  readonly writes: number;
  readonly data: number;
}

/** How many insight types analyse an event. The rate of calls is that of management events that write; of data events both kinds count. */
function insightCharges(insights: readonly InsightSelector[]): InsightCharges {
  const types = (category: string) => insights.filter(({ EventCategories = ['Management'] }) => EventCategories.includes(category));
  const management = types('Management');
  return {
    reads: management.filter(({ InsightType }) => InsightType !== 'ApiCallRateInsight').length,
    writes: management.length,
    data: types('Data').length,
  };
}
