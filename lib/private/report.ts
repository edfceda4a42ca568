import { Token, Validations } from 'aws-cdk-lib';
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
  return {
    ...problem,
    message: withoutTokens(problem.message),
    value: problem.value === undefined ? undefined : JSON.parse(withoutTokens(JSON.stringify(problem.value))),
  };
}

/** A text in which each value that is only known at deployment stands as `<name>`. */
export function withoutTokens(text: string): string {
  return Token.isUnresolved(text) ? text.replace(/\$\{Token\[([^\]]*?)(?:\.\d+)?\]\}/g, '<$1>') : text;
}
