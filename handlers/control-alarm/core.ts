import { createHash } from 'node:crypto';
import { type PersonRecord, personOf } from '../../lib/log-format/person';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import type { AlarmRuleId } from '../../lib/rules/controls/alarms/demands';
import { LOW_NOISE } from '../../lib/rules/controls/alarms/low-noise';
import { matches } from '../../lib/rules/controls/alarms/pattern/matches';
import { parsePattern } from '../../lib/rules/controls/alarms/pattern/parse';
import type { Pattern } from '../../lib/rules/controls/alarms/pattern/pattern';
import type { LogEvent, LogEvents } from './delivery';

/** Events of one delivery that somebody is told of together: they are of the same principal, and matter to the same controls. */
export interface Notice {
  /** The same whenever the same events come together again. */
  readonly id: string;
  readonly controls: readonly AlarmRuleId[];
  readonly account: string | undefined;
  readonly principal: string;
  /** In the order of their delivery; each event once. */
  readonly records: readonly CloudTrailRecord[];
  readonly logGroup: string;
  readonly logStream: string;
}

/** What is to be told of a delivery, and what became of its events: `events` is the sum of `told`, `repeated`, `notOfInterest` and `unreadable`. */
export interface Reading {
  readonly notices: readonly Notice[];
  /** Events that are no records; whoever is told finds them in the log group by these ids. */
  readonly unreadable: readonly string[];
  readonly counts: Readonly<Record<'events' | 'told' | 'repeated' | 'notOfInterest' | 'unreadable', number>>;
}

/** A control, with the pattern of what is told. */
export interface Control {
  readonly id: AlarmRuleId;
  readonly pattern: Pattern;
}

/**
 * The controls of some ids.
 *
 * @throws where there is no such control
 */
export function controlsOf(ids: readonly string[]): Control[] {
  return ids.map((id) => {
    if (!Object.hasOwn(LOW_NOISE, id)) throw new Error(`there is no control '${id}'`);
    const { pattern } = parsePattern(LOW_NOISE[id as AlarmRuleId].pattern) as { readonly pattern: Pattern };
    return { id: id as AlarmRuleId, pattern };
  });
}

/** Reads a delivery. An event of which it is not sure that it does not matter is told. */
export function read({ logGroup, logStream, events }: LogEvents, controls: readonly Control[]): Reading {
  const seen = new Set<unknown>();
  const groups = new Map<string, Notice>();
  const unreadable: string[] = [];
  const counts = { events: events.length, told: 0, repeated: 0, notOfInterest: 0, unreadable: 0 };
  for (const event of events) {
    const record = recordOf(event);
    if (!record) {
      counts.unreadable++;
      unreadable.push(String(event.id));
      continue;
    }
    const matched = controls.filter(({ pattern }) => matches(pattern, record) !== false).map(({ id }) => id);
    const fate = matched.length === 0 ? 'notOfInterest' : seen.has(record.eventID) ? 'repeated' : 'told';
    counts[fate]++;
    if (fate !== 'told') continue;
    if (record.eventID !== undefined) seen.add(record.eventID);
    const [account, principal] = [accountOf(record), principalOf(record)];
    const key = JSON.stringify([matched, account, principal]);
    const records = [...(groups.get(key)?.records ?? []), record];
    groups.set(key, { id: '', controls: matched, account, principal, records, logGroup, logStream });
  }
  return { notices: [...groups.values()].map((notice) => ({ ...notice, id: idOf(notice) })), unreadable, counts };
}

function recordOf({ message }: LogEvent): CloudTrailRecord | undefined {
  try {
    const record: unknown = JSON.parse(message);
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function accountOf({ recipientAccountId, userIdentity }: CloudTrailRecord): string | undefined {
  return textOf(recipientAccountId) ?? textOf(userIdentity?.accountId);
}

/** Who acted: the name of a person where there is one, and the identity that CloudTrail states. */
export function principalOf(record: CloudTrailRecord): string {
  const identity = record.userIdentity;
  const stated = textOf(identity?.arn) ?? textOf(identity?.invokedBy) ?? textOf(identity?.userName) ?? textOf(identity?.principalId);
  const person = personOf(record as PersonRecord)?.name;
  if (person === undefined || stated === undefined) return person ?? stated ?? 'somebody whom the record does not name';
  return stated.endsWith(`/${person}`) || person === stated ? stated : `${person}, ${stated}`;
}

function idOf({ controls, records }: Notice): string {
  const events = records.map((record) => textOf(record.eventID) ?? JSON.stringify(record)).sort();
  return createHash('sha256')
    .update(JSON.stringify([controls, events]))
    .digest('hex')
    .slice(0, 32);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
