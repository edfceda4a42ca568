import type { Case, Place } from './cases';
import type { Answer } from './grade';

/** What a tool says, once it has seen all cases. */
export interface Tool {
  /** As `otherToolsOf` calls it. */
  readonly name: string;
  readonly version: string;
  /** What one of its rules says of a resource of a case; nothing if it did not look at that. */
  readonly answer: (one: Case, rule: string, place: Place) => Answer | undefined;
  /** Why it cannot be asked about a case, if so. */
  readonly refuses: (one: Case) => string | undefined;
}

/** What a tool says with several rules about several resources: one complaint is enough for whoever reads its report. */
export function together(answers: readonly (Answer | undefined)[]): Answer {
  return (['fail', 'threw', 'unknown', 'pass'] as const).find((one) => answers.includes(one)) ?? 'silent';
}
