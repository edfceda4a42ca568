import type { CloudTrailRecord } from '../log-format/record';
import type { TrailSelectors } from './basic-selector';
import { type Charged, noCharges } from './cost';
import type { InsightSelector } from './insights';
import type { Charge } from './prices';
import { type CompileOptions, compileSelectors, type Decide, type Decision } from './simulate-compile';
import type { EventFacts } from './simulate-event';
import { Tally } from './simulate-tally';

/** A declared trail, as a simulation needs it. */
export interface SimulatedTrail {
  readonly name: string;
  readonly stack: string;
  readonly selectors: TrailSelectors;
  readonly insights: readonly InsightSelector[];
  /** The only Region that it logs; left out for all. */
  readonly region?: string;
  /** The only account that it logs; left out for all. */
  readonly account?: string;
  readonly isLogging?: boolean;
  readonly options?: CompileOptions;
}

const OTHER_REGION: Decision = { logged: 'no', field: 'awsRegion' };
const OTHER_ACCOUNT: Decision = { logged: 'no', field: 'recipientAccountId' };
const SWITCHED_OFF: Decision = { logged: 'no' };

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

  constructor(readonly trail: SimulatedTrail) {
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
    const { region, account, isLogging = true } = this.trail;
    if (!isLogging) return SWITCHED_OFF;
    if (region !== undefined && record.awsRegion !== undefined && record.awsRegion !== region) return OTHER_REGION;
    if (account !== undefined && record.recipientAccountId !== undefined && record.recipientAccountId !== account) return OTHER_ACCOUNT;
    return this.decide(record);
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

/** All charges of several trails. */
export function sumOf(charges: readonly Charged[]): Record<Charge, number> {
  const sum = noCharges();
  for (const charged of charges) for (const charge of Object.keys(sum) as Charge[]) sum[charge] += charged[charge];
  return sum;
}
