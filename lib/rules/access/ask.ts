import type { PolicyDocument } from '../../policy/document';
import { evaluate } from '../../policy/evaluate';
import type { AccessRequest } from '../../policy/request';
import { UnsupportedPolicyError } from '../../policy/unsupported-policy-error';
import { isJson } from '../../template/json';
import { display, free, symbolsIn } from '../../template/symbols';
import { unknownIn } from '../../template/unknown';
import { assignments } from './assignments';
import { type Relaxable, statementsIn, without } from './statements';

/** Whether something is allowed: `unknown` where it depends on what the templates do not say. */
export interface Answer {
  readonly allowed: 'yes' | 'no' | 'unknown';
  /** What it depends on. */
  readonly dependsOn?: string;
}

/**
 * Whether policies of a template allow a request.
 *
 * What could be any text is tried with each text that it would have to be for a statement to be about the request. An answer that is not the same
 * for all of them is `unknown`, and so is one that hangs on a statement that cannot be evaluated.
 */
export function ask(policies: readonly unknown[], request: AccessRequest): Answer {
  const answers = assignments({ policies, request }).map((assigned) => answerOf(assigned.policies, assigned.request));
  const [first, ...others] = answers;
  if (first === undefined || first.allowed === 'unknown') return first ?? { allowed: 'unknown' };
  if (others.every(({ allowed }) => allowed === first.allowed)) return first;
  return {
    allowed: 'unknown',
    dependsOn: symbolsIn(JSON.stringify([policies, request]))
      .map(display)
      .join(', '),
  };
}

/** The answer that holds for all of several requests: `no` if it is for any of them. */
export function askAll(policies: readonly unknown[], requests: readonly AccessRequest[]): Answer {
  const answers = requests.map((request) => ask(policies, request));
  return answers.find(({ allowed }) => allowed === 'no') ?? answers.find(({ allowed }) => allowed === 'unknown') ?? { allowed: 'yes' };
}

/** The answer to a request that may have one of several forms: `unknown` if they differ. */
export function askAny(policies: readonly unknown[], requests: readonly AccessRequest[]): Answer {
  const answers = requests.map((request) => ask(policies, request));
  const [first = { allowed: 'unknown' as const }] = answers;
  return answers.every(({ allowed }) => allowed === first.allowed) ? first : { allowed: 'unknown', dependsOn: 'how CloudTrail makes its request' };
}

/** How far a statement is about a request: `maybe` if it cannot be evaluated. */
export type Applies = 'yes' | 'no' | 'maybe';

const BROADER: readonly (readonly Relaxable[])[] = [
  ['Condition'],
  ['Condition', 'Principal'],
  ['Condition', 'Resource'],
  ['Condition', 'Principal', 'Resource'],
];

/** Whether a statement is about a request, apart from some of its elements. */
export function appliesTo(statement: unknown, request: AccessRequest, relaxed: readonly Relaxable[] = []): Applies {
  const applies = evaluated(without(statement, relaxed), request);
  if (applies !== 'maybe') return applies;
  // What a statement without some of its demands is not about, it is not about with them.
  return BROADER.some((more) => evaluated(without(statement, [...relaxed, ...more]), request) === 'no') ? 'no' : 'maybe';
}

function evaluated(statement: unknown, request: AccessRequest): Applies {
  try {
    const document = { Statement: [statement] } as PolicyDocument;
    return evaluate([document], request).effect === 'notAllowed' ? 'no' : 'yes';
  } catch (error) {
    if (!(error instanceof UnsupportedPolicyError)) throw error;
    return 'maybe';
  }
}

function answerOf(policies: readonly unknown[], request: AccessRequest): Answer {
  const about = policies.flatMap(statementsIn).map((statement) => ({ statement, applies: appliesTo(statement, request) }));
  const effect = (applies: Applies, wanted: Effect) => about.some((one) => one.applies === applies && mayBe(one.statement, wanted));
  if (effect('yes', 'Deny')) return { allowed: 'no' };
  const unclear = about.find(({ applies }) => applies === 'maybe');
  if (!unclear) return { allowed: effect('yes', 'Allow') ? 'yes' : 'no' };
  if (effect('yes', 'Allow') && !effect('maybe', 'Deny')) return { allowed: 'yes' };
  if (!effect('yes', 'Allow') && !effect('maybe', 'Allow')) return { allowed: 'no' };
  return { allowed: 'unknown', dependsOn: whatDecides(unclear.statement) };
}

function whatDecides(statement: unknown): string {
  const open = unknownIn(statement);
  return open === undefined ? `a statement that cannot be evaluated: ${display(JSON.stringify(statement)).slice(0, 160)}` : display(free(open));
}

type Effect = 'Allow' | 'Deny';

/** What a statement does; one that the deployment writes may do either. */
function mayBe(statement: unknown, wanted: Effect): boolean {
  const effect = isJson(statement) ? statement.Effect : statement;
  return effect === wanted || unknownIn(effect) !== undefined;
}
