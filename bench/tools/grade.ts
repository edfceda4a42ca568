import type { Verdict } from '../../lib/rules/controls/judgement';

/** What a tool says of a resource; `silent` if none of its rules looked at it, `threw` if the tool as a whole could not go on. */
export type Answer = Verdict | 'silent' | 'threw';

/**
 * How good an answer is.
 *
 * - `claimedPass`, `claimedFail`: certainty about what hangs on the deployment. Most tools have no word for that.
 * - `otherQuestion`: it is right for the question that the rule of the tool asks by its own description.
 * - `noVerdict`: it threw, or said that it cannot tell, where templates do tell.
 */
export const GRADES = ['right', 'falsePass', 'falseFail', 'claimedPass', 'claimedFail', 'otherQuestion', 'silent', 'noVerdict'] as const;
export type Grade = (typeof GRADES)[number];

/** How an answer compares to what people wrote down beforehand. */
export function gradeOf(expected: Verdict, answer: Answer): Grade {
  if (answer === expected) return 'right';
  if (answer === 'threw' || answer === 'unknown') return 'noVerdict';
  // Where there is nothing of that kind, nobody misses an answer, and nobody minds a pass.
  if (expected === 'notApplicable') return answer === 'fail' ? 'falseFail' : 'right';
  if (answer === 'silent' || answer === 'notApplicable') return 'silent';
  if (expected === 'unknown') return answer === 'pass' ? 'claimedPass' : 'claimedFail';
  return answer === 'pass' ? 'falsePass' : 'falseFail';
}
