import { ACTIONS, type AccessAction } from './entry';
import { resourceGroupOf } from './resource';

/** So many addresses of a row are listed at most. */
export const MOST_SOURCE_IPS = 10;

/** So many different days, resources and principals are told apart before objects are put together by bucket. */
export const MOST_ROLLUP_ROWS = 100_000;

/** What a principal did to a resource on a day. */
export interface RollupRow {
  /** Of the events, in UTC. */
  readonly day: string;
  /** ARN; `bucket/*` where there were too many objects to tell them apart. */
  readonly resource: string | null;
  readonly principal: string | null;
  readonly person: string | null;
  readonly account: string | null;
  readonly region: string | null;
  /** Different events by what they did, denied ones included. */
  readonly counts: Readonly<Partial<Record<AccessAction, number>>>;
  readonly denied: number;
  readonly first: string;
  readonly last: string;
  /** The first in the order of text. */
  readonly sourceIps: readonly string[];
  /** Whether there are more than are listed. */
  readonly moreSourceIps: boolean;
}

/** What is rolled up: an entry with who acted. */
export interface RollupEntry {
  readonly resource: string | null;
  readonly principal: string | null;
  readonly person: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly action: AccessAction;
  readonly eventTime: string;
  readonly sourceIp: string | null;
  readonly denied: boolean;
}

type Counted = Omit<RollupRow, 'counts' | 'denied' | 'first' | 'last' | 'sourceIps' | 'moreSourceIps'> & {
  counts: Partial<Record<AccessAction, number>>;
  denied: number;
  first: string;
  last: string;
  sourceIps: string[];
  moreSourceIps: boolean;
};

/** Adds up entries by day, resource and principal. The result does not depend on their order, and its memory is bounded by the number of rows. */
export class Rollup {
  private rows = new Map<string, Counted>();
  /** Whether objects are put together by bucket, since there were too many. */
  isFolded = false;

  constructor(private readonly most: number = MOST_ROLLUP_ROWS) {}

  add({ resource, principal, person, account, region, action, eventTime, sourceIp, denied }: RollupEntry): void {
    this.merge({
      ...{ day: eventTime.slice(0, 10), resource: this.isFolded ? folded(resource) : resource, principal, person, account, region },
      counts: { [action]: 1 },
      denied: denied ? 1 : 0,
      ...{ first: eventTime, last: eventTime, sourceIps: sourceIp === null ? [] : [sourceIp], moreSourceIps: false },
    });
    if (this.rows.size > this.most && !this.isFolded) this.foldAll();
  }

  /** By day, resource and principal. */
  all(): RollupRow[] {
    return [...this.rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => inOrder(row));
  }

  private foldAll(): void {
    this.isFolded = true;
    const rows = this.rows;
    this.rows = new Map();
    for (const row of rows.values()) this.merge({ ...row, resource: folded(row.resource) });
  }

  private merge(added: Counted): void {
    const { day, resource, principal, person, account, region } = added;
    const key = JSON.stringify([day, resource, principal, person, account, region]);
    const row = this.rows.get(key);
    if (!row) {
      this.rows.set(key, added);
      return;
    }
    for (const [action, count] of Object.entries(added.counts))
      row.counts[action as AccessAction] = (row.counts[action as AccessAction] ?? 0) + count;
    row.denied += added.denied;
    if (added.first < row.first) row.first = added.first;
    if (added.last > row.last) row.last = added.last;
    row.moreSourceIps ||= added.moreSourceIps;
    for (const ip of added.sourceIps) addIp(row, ip);
  }
}

/** The smallest stay: which they are does not depend on the order in which they came. */
function addIp(row: Counted, ip: string): void {
  if (row.sourceIps.includes(ip)) return;
  row.sourceIps = [...row.sourceIps, ip].sort();
  if (row.sourceIps.length <= MOST_SOURCE_IPS) return;
  row.sourceIps.pop();
  row.moreSourceIps = true;
}

function folded(resource: string | null): string | null {
  return resource !== null && /^arn:[^:]*:s3/.test(resource) ? `${resourceGroupOf(resource)}/*` : resource;
}

function inOrder(row: Counted): RollupRow {
  const counts = Object.fromEntries(ACTIONS.filter((action) => row.counts[action]).map((action) => [action, row.counts[action]]));
  return { ...row, counts };
}
