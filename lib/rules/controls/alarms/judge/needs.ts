import { type AlarmRuleId, demandedPattern, type PatternSource } from '../demands';
import { type Covers, covers } from '../pattern/covers';
import { conjunctionsOf, equivalentText } from '../pattern/normal';
import { parsePattern } from '../pattern/parse';
import type { Pattern } from '../pattern/pattern';
import { conjunctionText } from '../pattern/write';

/** What one metric filter has to do: a control that asks for several events is content with a filter for each. */
export interface Need {
  /** After "no metric filter". */
  readonly text: string;
  /** Whether a pattern does it. */
  readonly isMetBy: (pattern: Pattern) => Covers;
}

const EVERYTHING = understood('{ $.eventName = "*" }');

/** Whether a pattern matches whatever is logged: an alarm on that tells nothing of any event. */
export function matchesEverything(pattern: Pattern): boolean {
  return covers(pattern, EVERYTHING) === 'yes';
}

/** What a control asks for. */
export function needsOf(id: AlarmRuleId, source: PatternSource): readonly Need[] {
  const pattern = understood(demandedPattern(id, source));
  // Security Hub knows nothing of organizations: there, the pattern is that of CIS.
  if (source === 'securityHub' && id !== 'ALM-15') {
    const isExact = (other: Pattern) => (equivalentText(pattern, other) ? 'yes' : 'no');
    return [{ text: 'has exactly the pattern of Security Hub', isMetBy: remembering(isExact) }];
  }
  return (conjunctionsOf(pattern) as NonNullable<ReturnType<typeof conjunctionsOf>>).map((terms) => ({
    text: `matches ${conjunctionText(terms)}`,
    isMetBy: remembering((other) => (matchesEverything(other) ? 'no' : covers(other, { all: terms }))),
  }));
}

/** Filters are asked again and again: for each trail, and in each way to deploy it. */
function remembering(answerTo: Need['isMetBy']): Need['isMetBy'] {
  const answers = new WeakMap<Pattern, Covers>();
  return (pattern) => {
    const answer = answers.get(pattern) ?? answerTo(pattern);
    answers.set(pattern, answer);
    return answer;
  };
}

/** A pattern of this library is always understood. */
function understood(text: string): Pattern {
  return (parsePattern(text) as { readonly pattern: Pattern }).pattern;
}
