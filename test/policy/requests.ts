import type { PolicyStatement } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';

/** A request that `statement()` is about. */
export function request(changes: Partial<AccessRequest> = {}): AccessRequest {
  return { principal: { service: 'cloudtrail.amazonaws.com' }, action: 's3:PutObject', resource: 'arn:aws:s3:::logs/key', ...changes };
}

/** A statement that allows everyone everything; `Action` and the like make room for `NotAction` and the like. */
export function statement(changes: Partial<PolicyStatement> = {}): PolicyStatement {
  const everything = Object.entries({ Principal: '*', Action: '*', Resource: '*' }).filter(([element]) => !(`Not${element}` in changes));
  return { Effect: 'Allow', ...Object.fromEntries(everything), ...changes };
}

/** What a policy of a single statement, which allows everything else, says to a request. */
export function effectOf(changes: Partial<PolicyStatement>, asked: Partial<AccessRequest> = {}): string {
  return evaluate([{ Statement: statement(changes) }], request(asked)).effect;
}

/** Whether a condition holds for the context of a request. */
export function holds(operator: string, key: string, wanted: unknown, context: AccessRequest['context'] = {}): boolean {
  return effectOf({ Condition: { [operator]: { [key]: wanted as string } } }, { context }) === 'allowed';
}
