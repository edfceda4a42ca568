import { type IResolvable, Reference, Token, Tokenization, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { describe, type Problem } from '../findings/finding';

/** Stops the synthesis at once: for a prop that is wrong by itself. */
export function refuse(scope: IConstruct, problem: Omit<Problem, 'severity'>): never {
  throw new Error(textOf(scope, { ...problem, severity: 'error' }));
}

/** Errors stop the synthesis, all of them in one message; warnings wait for an acknowledgement. */
export function report(scope: IConstruct, problems: readonly Problem[]): void {
  for (const problem of problems) {
    if (problem.severity === 'warning') warn(scope, problem);
  }
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((problem) => textOf(scope, problem)).join('\n'));
}

/** The same for what depends on the whole, such as totals: looked at once the app is complete. */
export function reportAtSynthesis(scope: IConstruct, find: () => readonly Problem[]): void {
  scope.node.addValidation({
    validate: () => {
      const problems = find();
      for (const problem of problems) {
        if (problem.severity === 'warning') warn(scope, problem);
      }
      return problems.filter(({ severity }) => severity === 'error').map((problem) => textOf(scope, problem));
    },
  });
}

function warn(scope: IConstruct, problem: Problem): void {
  Validations.of(scope).addWarning(problem.id, describe(readable(problem)), {
    context: problem.value === undefined ? undefined : { value: problem.value },
  });
}

function textOf(scope: IConstruct, problem: Problem): string {
  return `${describe(readable(problem))} (at ${scope.node.path})`;
}

/** Without the numbers of tokens: they differ from run to run, and mean nothing to a reader. */
function readable(problem: Problem): Problem {
  const { value } = problem;
  return { ...problem, message: withoutTokens(problem.message), value: Array.isArray(value) ? value.map(readableValue) : readableValue(value) };
}

function readableValue(value: unknown): unknown {
  return typeof value === 'string' ? withoutTokens(value) : value;
}

/** A text in which each value that is only known at deployment stands by the place of its resource: `<Stack/Reports>`. */
export function withoutTokens(text: string): string {
  if (!Token.isUnresolved(text)) return text;
  // A text in the place of a token passes through `join()` as it is.
  const mapped = Tokenization.reverseString(text).mapTokens({ mapToken: (token) => nameOf(token) as unknown as IResolvable });
  return String(mapped.join({ join: (left, right) => `${left ?? ''}${right ?? ''}` }));
}

function nameOf(token: IResolvable): string {
  if (!Reference.isReference(token))
    return /^\$\{Token\[(.*?)(?:\.\d+)?\]\}$/.exec(token.toString())?.[1]?.replace(/^(.*)$/, '<$1>') ?? '<known at deployment>';
  const { target, displayName } = token;
  return target.node.path === '' || displayName.startsWith('AWS::') ? `<${displayName}>` : `<${target.node.path.replace(/\/Resource$/, '')}>`;
}
