import type { CloudTrailRecord } from '../../lib/log-format/record';
import { SUBJECT_OF_SOURCE, type TamperSubject } from '../../lib/monitoring/tamper-protection.contract';
import { principalOf } from '../control-alarm/core';

/**
 * What an event is: `change`, somebody changed something; `refused`, somebody tried and failed; `deploy`, a deployment changed something; `own`, the
 * function itself did.
 */
export type IncidentKind = 'change' | 'refused' | 'deploy' | 'own';

/** A call that touches what is protected. */
export interface Incident {
  readonly kind: IncidentKind;
  readonly subject: TamperSubject;
  readonly record: CloudTrailRecord;
  readonly principal: string;
  readonly account: string | undefined;
  /** Why it counts as a deployment. */
  readonly deploy?: string;
}

/** Who is not tampering. */
export interface Known {
  readonly roleArn: string;
  /** ARNs of roles; `*` stands for anything. */
  readonly deployRoles: readonly string[];
}

/** An event as EventBridge delivers it. */
export interface BusEvent {
  readonly detail?: CloudTrailRecord;
}

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/**
 * What an event is.
 *
 * @throws where it is no event of an API call, or none of a service that is watched: somebody has to look
 */
export function incidentOf({ detail }: BusEvent, known: Known): Incident {
  const subject = SUBJECT_OF_SOURCE[String(detail?.eventSource)];
  if (!detail || !subject || typeof detail.eventName !== 'string') {
    throw new Error(`this is no event of a call that is watched: ${JSON.stringify(detail)?.slice(0, 500)}`);
  }
  const deploy = deployOf(detail, known.deployRoles);
  return { ...kindOf(detail, deploy, known), subject, record: detail, principal: principalOf(detail), account: accountOf(detail) };
}

function kindOf(record: CloudTrailRecord, deploy: string | undefined, { roleArn }: Known): Pick<Incident, 'kind' | 'deploy'> {
  if (record.errorCode) return { kind: 'refused' };
  if (roleOf(record) === roleArn) return { kind: 'own' };
  return deploy === undefined ? { kind: 'change' } : { kind: 'deploy', deploy };
}

/** CloudTrail sets both fields itself; a user agent would be what the caller says. */
function deployOf(record: CloudTrailRecord, deployRoles: readonly string[]): string | undefined {
  if (record.userIdentity?.invokedBy === CLOUDFORMATION || record.sourceIPAddress === CLOUDFORMATION) return 'CloudFormation made the call';
  const role = roleOf(record);
  const pattern = role && deployRoles.find((one) => isLike(role, one));
  return pattern ? `${role} is one of the roles that deploy (${pattern})` : undefined;
}

/** The role that a session is of; for others, what they are. */
function roleOf({ userIdentity }: CloudTrailRecord): string | undefined {
  return userIdentity?.sessionContext?.sessionIssuer?.arn ?? userIdentity?.arn;
}

function isLike(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

function accountOf({ recipientAccountId, userIdentity }: CloudTrailRecord): string | undefined {
  return recipientAccountId ?? userIdentity?.accountId;
}

/** The resource of a call that was denied: the request is often left out then, and the message has it. */
export function deniedResourceOf({ requestParameters, errorMessage }: CloudTrailRecord): string | undefined {
  return requestParameters ? undefined : /\bon resource: (arn:[^\s]+)/.exec(errorMessage ?? '')?.[1];
}
