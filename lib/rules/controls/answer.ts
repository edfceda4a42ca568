/** The answer to a question: `true`, `false`, or what it depends on. */
export type Answer = boolean | { readonly dependsOn: string };

/** Whether all are true. One that is false decides, whatever the others depend on. */
export function every(answers: readonly Answer[]): Answer {
  return answers.includes(false) ? false : (answers.find((one) => one !== true) ?? true);
}

/** Whether one of them is true. One that is decides, whatever the others depend on. */
export function some(answers: readonly Answer[]): Answer {
  return not(every(answers.map(not)));
}

export function not(answer: Answer): Answer {
  return typeof answer === 'boolean' ? !answer : answer;
}
