import type { Level, Rule } from './rule';
import { isObject } from './values';

/** A rule that matched a record, in the words of findings. What a record does not say is null. */
export interface Hit {
  readonly rule: string;
  readonly title: string;
  readonly severity: Level;
  readonly eventID: string | null;
  readonly eventTime: string | null;
  readonly eventName: string | null;
  /** The account whose trail logged the event. */
  readonly account: string | null;
  readonly region: string | null;
  readonly principal: string | null;
}

/** What is told about a record that a rule matched. */
export function hitOf({ id, title, level }: Rule, record: unknown): Hit {
  const { eventID, eventTime, eventName, recipientAccountId, awsRegion, userIdentity } = isObject(record) ? record : {};
  const { accountId } = isObject(userIdentity) ? userIdentity : {};
  return {
    ...{ rule: id, title, severity: level },
    ...{ eventID: textOf(eventID), eventTime: textOf(eventTime), eventName: textOf(eventName) },
    account: textOf(recipientAccountId) ?? textOf(accountId),
    region: textOf(awsRegion),
    principal: principalOf(userIdentity),
  };
}

/** Who called: the role or user behind a session, so that sessions of the same one are the same; else whatever names the caller best. */
export function principalOf(userIdentity: unknown): string | null {
  if (!isObject(userIdentity)) return null;
  const { type, arn, sessionContext, userName, principalId, invokedBy, accountId } = userIdentity;
  const { sessionIssuer } = isObject(sessionContext) ? sessionContext : {};
  const issuer = isObject(sessionIssuer) ? textOf(sessionIssuer.arn) : null;
  return issuer ?? textOf(arn) ?? textOf(userName) ?? textOf(principalId) ?? textOf(invokedBy) ?? textOf(accountId) ?? textOf(type);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
