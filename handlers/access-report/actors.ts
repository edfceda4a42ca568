import { principalOf } from '../../lib/detection/hit';
import type { Person, PersonRecord } from '../../lib/log-format/person';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { asObject, textOf } from './json';
import { identityOf, Sessions } from './sessions';

/** Who acted. */
export interface Actor {
  /** The role or user behind a session; else whatever names the caller best. */
  readonly principal: string | null;
  /** The ARN of the session where there is one. */
  readonly session: string | null;
  readonly person: Person | null;
}

interface Identity {
  readonly principal: string | null;
  readonly session: string | null;
  readonly record: PersonRecord;
  readonly accessKeyId?: string;
}

/** Who acted in the events of a log: each session once, under a number. The person is known when all records were learned. */
export class Actors {
  private readonly sessions = new Sessions();
  private readonly identities: Identity[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly known: Actor[] = [];

  /** Takes from a record of any service what it says about sessions. */
  learn(record: CloudTrailRecord): void {
    this.sessions.learn(record);
  }

  /** The number of who acted in an event. */
  numberOf(record: CloudTrailRecord): number {
    const userIdentity = asObject(record.userIdentity);
    const accessKeyId = textOf(userIdentity?.accessKeyId);
    const identity = identityOf(record);
    const key = JSON.stringify([accessKeyId, identity]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const session = textOf(userIdentity?.arn) ?? null;
    const number = this.identities.push({ principal: principalOf(record.userIdentity), session, record: identity, accessKeyId }) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** The principal alone, which is known at once. */
  principalOf(number: number): string | null {
    return this.identities[number]?.principal ?? null;
  }

  /** Who acted. To be asked when all was learned: the answer stays. */
  actor(number: number): Actor {
    const known = this.known[number];
    if (known) return known;
    const { principal, session, record, accessKeyId } = this.identities[number] as Identity;
    const actor = { principal, session, person: this.sessions.personOf(record, accessKeyId) ?? null };
    this.known[number] = actor;
    return actor;
  }
}
