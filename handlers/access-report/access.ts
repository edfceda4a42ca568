import { type Access, accessOfCall, type DataService } from '../../lib/log-format/data-plane';
import { type CloudTrailRecord, isReadOnly } from '../../lib/log-format/record';
import { asObject, asObjects, type Json, memberOf, textOf } from './json';

/** What an event did, or tried to do, to the data of its resources. */
export function accessOf(record: CloudTrailRecord, service: DataService): Access {
  const { eventName = '' } = record;
  const ofParameters = service === 'dynamodb' ? accessOfItems(eventName, record) : undefined;
  // A name that is newer than the table of names: what CloudTrail says about the event decides.
  return ofParameters ?? accessOfCall(service, eventName) ?? (isReadOnly(record) ? 'read' : 'write');
}

const OF_STATEMENT: Readonly<Record<string, Access>> = { SELECT: 'read', EXISTS: 'read', DELETE: 'delete', INSERT: 'write', UPDATE: 'write' };
const OF_OPERATION: Readonly<Record<string, Access>> = { DELETE: 'delete', PUT: 'write', UPDATE: 'write' };

const EXECUTES = /Execute(?:Statement|Transaction)/;
const WRITES_ITEMS = /WriteItems?$/;

/** Whether the parameters of a call have a say in what it does. */
export function hangsOnParameters(service: DataService, eventName: string): boolean {
  return service === 'dynamodb' && (EXECUTES.test(eventName) || WRITES_ITEMS.test(eventName));
}

/** Calls whose name does not tell: batches, transactions and PartiQL. The statement is asked before `readOnly`, which is false for some SELECTs. */
function accessOfItems(eventName: string, record: CloudTrailRecord): Access | undefined {
  const parameters: Json = asObject(record.requestParameters) ?? {};
  const items = asObjects(parameters.requestItems);
  if (EXECUTES.test(eventName)) {
    const statements = [parameters, ...items, ...asObjects(parameters.statements), ...asObjects(parameters.transactStatements)];
    const ofStatements = common(statements.map((part) => OF_STATEMENT[firstWord(memberOf(part, 'statement'))]));
    return ofStatements ?? (isReadOnly(record) ? 'read' : 'write');
  }
  if (!WRITES_ITEMS.test(eventName)) return undefined;
  return common(items.map((part) => OF_OPERATION[firstWord(memberOf(part, 'operation'))]));
}

/** What several parts do together: what each does where they agree, and a write where they do not. */
function common(parts: readonly (Access | undefined)[]): Access | undefined {
  const known = new Set(parts.filter((part) => part !== undefined));
  return known.size > 1 ? 'write' : [...known][0];
}

function firstWord(value: unknown): string {
  return /^\s*(\w+)/.exec(textOf(value) ?? '')?.[1]?.toUpperCase() ?? '';
}

/** Codes of refusals that do not say so. */
const REFUSALS = new Set([
  '403',
  'AccountProblem',
  'AllAccessDisabled',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'MissingAuthenticationToken',
  'NotSignedUp',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** How an event ended: refused because of who asked or from where, failed for any other reason, or neither. */
export type Outcome = 'succeeded' | 'denied' | 'failed';

/** How an event ended. */
export function outcomeOf({ errorCode, errorMessage }: Pick<CloudTrailRecord, 'errorCode' | 'errorMessage'>): Outcome {
  const error = textOf(errorCode) ?? textOf(errorMessage);
  if (error === undefined) return 'succeeded';
  return REFUSALS.has(error) || /Access ?Denied|Unauthorized|NotAuthorized|not authorized|Forbidden|\b403\b/i.test(error) ? 'denied' : 'failed';
}
