import type { CloudTrailRecord } from '../../lib/log-format/record';
import type { PolicyDocument, PolicyStatement } from '../../lib/policy/document';
import { fold, literal, resourcePatternOf } from './fold';
import { needsOf } from './iam-needs';
import type { AccessRow } from './row';

/** Objects of a bucket that a statement names one by one at most; more of them are told by the folders that they are in. */
const MOST_RESOURCES = 10;
/** What is remembered of an action of a role before it is folded: memory does not grow with the number of objects. */
const MOST_REMEMBERED = 2000;
const MOST_PREFIXES = 10;

/** A policy that allows what a role or user did, and little else. It is a suggestion: what they did not do in the period is not in it. */
export interface SuggestedPolicy {
  /** ARN of the role or user. */
  readonly principal: string;
  readonly policy: PolicyDocument;
  /** Different events that it rests on. */
  readonly events: number;
  readonly first: string;
  readonly last: string;
  /** Names of calls that succeeded and whose permissions are not known here: whoever adopts the policy adds them. */
  readonly notCovered: readonly string[];
}

interface Used {
  events: number;
  first: string;
  last: string;
  /** By action. */
  readonly resources: Map<string, Set<string>>;
  /** By action and bucket: what listings asked for; `undefined` where one asked for everything, or many for many things. */
  readonly prefixes: Map<string, Map<string, Set<string> | undefined>>;
  readonly notCovered: Set<string>;
}

/** Collects what roles and users really did. */
export class PolicySuggestions {
  private readonly usedBy = new Map<string, Used>();

  /** Takes one event. Calls that were denied, or failed, are no reason for a permission. */
  add(principal: string | null, record: CloudTrailRecord, row: AccessRow): void {
    if (principal === null || row.outcome !== 'succeeded' || !/^arn:[^:]*:iam::\d{12}:(?:role|user)\//.test(principal)) return;
    const used = this.usedBy.get(principal) ?? newUsed(row.eventTime);
    this.usedBy.set(principal, used);
    used.events++;
    if (row.eventTime < used.first) used.first = row.eventTime;
    if (row.eventTime > used.last) used.last = row.eventTime;
    const needs = needsOf(record, row);
    if (needs === undefined) used.notCovered.add(row.eventName);
    for (const { action, resource, prefix } of needs ?? []) {
      if (prefix === undefined) addResource(used, action, resource);
      else addPrefix(used, action, resource, prefix);
    }
  }

  /** The suggestions, by the ARN of the role or user. */
  all(): SuggestedPolicy[] {
    return [...this.usedBy]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([principal, used]) => ({
        principal,
        policy: { Version: '2012-10-17', Statement: statementsOf(used) },
        ...{ events: used.events, first: used.first, last: used.last },
        notCovered: [...used.notCovered].sort(),
      }));
  }
}

function newUsed(time: string): Used {
  return { events: 0, first: time, last: time, resources: new Map(), prefixes: new Map(), notCovered: new Set() };
}

function addResource({ resources }: Used, action: string, resource: string): void {
  const set = (resources.get(action) ?? new Set()).add(resource);
  resources.set(action, set.size > MOST_REMEMBERED ? new Set(fold(set, MOST_REMEMBERED / 4)) : set);
}

function addPrefix({ prefixes }: Used, action: string, bucket: string, prefix: string): void {
  const byBucket = prefixes.get(action) ?? new Map<string, Set<string> | undefined>();
  prefixes.set(action, byBucket);
  const known = byBucket.has(bucket) ? byBucket.get(bucket) : new Set<string>();
  known?.add(prefix);
  byBucket.set(bucket, prefix === '' || (known?.size ?? 0) > MOST_PREFIXES ? undefined : known);
}

/** Actions on the same resources share a statement. */
function statementsOf({ resources, prefixes }: Used): PolicyStatement[] {
  const statements = new Map<string, { actions: string[]; rest: Omit<PolicyStatement, 'Effect' | 'Action'> }>();
  const put = (action: string, rest: Omit<PolicyStatement, 'Effect' | 'Action'>) => {
    const key = JSON.stringify([action.split(':')[0], rest]);
    const statement = statements.get(key) ?? { actions: [], rest };
    statements.set(key, { ...statement, actions: [...statement.actions, action] });
  };
  for (const [action, arns] of resources) put(action, { Resource: [...new Set(fold(arns, MOST_RESOURCES).map(resourcePatternOf))].sort() });
  for (const [action, buckets] of prefixes) {
    for (const [bucket, asked] of buckets) put(action, { Resource: [bucket], ...(asked && { Condition: askedFor(asked) }) });
  }
  return [...statements.values()].map(({ actions, rest }) => ({ Effect: 'Allow' as const, Action: actions.sort(), ...rest })).sort(byAction);
}

function askedFor(prefixes: ReadonlySet<string>): PolicyStatement['Condition'] {
  return { StringLike: { 's3:prefix': [...prefixes].map(literal).sort() } };
}

function byAction(one: PolicyStatement, other: PolicyStatement): number {
  return JSON.stringify(one.Action) < JSON.stringify(other.Action) ? -1 : 1;
}
