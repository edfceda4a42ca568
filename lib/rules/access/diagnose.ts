import type { AccessRequest } from '../../policy/request';
import { isJson } from '../../template/json';
import { appliesTo } from './ask';
import { conditionKeys, statementsIn } from './statements';

/** Why a request is not allowed: the statement that comes nearest, and what in it is in the way. */
export type Diagnosis =
  | { readonly why: 'denied'; readonly statement: unknown }
  | { readonly why: 'condition'; readonly statement: unknown /** Keys, each of which is in the way. */; readonly keys: readonly string[] }
  | { readonly why: 'resource'; readonly statement: unknown }
  | { readonly why: 'nothing' };

/** Finds out why a request is not allowed. */
export function diagnose(policies: readonly unknown[], request: AccessRequest): Diagnosis {
  const statements = policies.flatMap(statementsIn);
  const denying = statements.find((one) => effectOf(one) === 'Deny' && appliesTo(one, request) === 'yes');
  if (denying) return { why: 'denied', statement: denying };
  const allowing = statements.filter((one) => effectOf(one) === 'Allow');
  const conditional = allowing.find((one) => appliesTo(one, request, ['Condition']) === 'yes');
  if (conditional) return { why: 'condition', statement: conditional, keys: failingKeys(conditional, request) };
  const elsewhere = allowing.find((one) => appliesTo(one, request, ['Condition', 'Resource']) === 'yes');
  return elsewhere ? { why: 'resource', statement: elsewhere } : { why: 'nothing' };
}

/** The keys whose conditions do not hold: what remains fails with the one and would not without it. */
function failingKeys(statement: unknown, request: AccessRequest): string[] {
  const keys = conditionKeys(statement);
  return keys.filter((key) => {
    const others = keys.filter((other) => other !== key).map((other) => `Condition:${other}` as const);
    return appliesTo(statement, request, others) !== 'yes';
  });
}

function effectOf(statement: unknown): unknown {
  return isJson(statement) ? statement.Effect : undefined;
}
