import { compares, isNegative } from './matches';
import { isSingle, type Term, type Test } from './pattern';
import { textCovers, textMatches, textsApart } from './wildcards';

/**
 * Whether a term surely holds wherever another one does. Terms about different places say nothing of each other.
 *
 * Where a selector has a star, one value may be why the first holds and another why the second does not: there, only what asks for the same kind of
 * thing follows.
 */
export function implies(premise: Term, conclusion: Term): boolean {
  if (premise.selector.text !== conclusion.selector.text) return false;
  if (!isSingle(premise.selector) && isNegative(premise.test) !== isNegative(conclusion.test)) return false;
  return follows(premise.test, conclusion.test);
}

function follows(premise: Test, conclusion: Test): boolean {
  if (JSON.stringify(premise) === JSON.stringify(conclusion)) return true;
  switch (conclusion.kind) {
    case 'text':
      return conclusion.not ? isOtherText(premise, conclusion.text) : isText(premise, conclusion.text);
    case 'regex':
      return isLiteral(premise) && new RegExp(conclusion.source).test(premise.text) !== conclusion.not;
    case 'number':
      return premise.kind === 'number' && isNumber(premise, conclusion);
    default:
      return false;
  }
}

/** A text or a number is there, so that it equals a lone star. */
function isText(premise: Test, text: string): boolean {
  if (premise.kind === 'text') return !premise.not && textCovers(text, premise.text);
  return /^\*+$/.test(text) && (premise.kind === 'regex' || premise.kind === 'number') && !isNegative(premise);
}

function isOtherText(premise: Test, text: string): boolean {
  if (premise.kind !== 'text') return false;
  return premise.not ? textCovers(premise.text, text) : textsApart(premise.text, text);
}

function isLiteral(test: Test): test is Extract<Test, { kind: 'text' }> {
  return test.kind === 'text' && !test.not && !test.text.includes('*') && textMatches(test.text, test.text) === true;
}

type NumberTest = Extract<Test, { kind: 'number' }>;

function isNumber(premise: NumberTest, { comparison, number }: NumberTest): boolean {
  if (premise.comparison === '!=') return false;
  const { least, most } = boundsOf(premise);
  switch (comparison) {
    case '=':
      return false;
    case '!=':
      return !compares(number, premise.comparison, premise.number);
    case '<':
      return most < number || (most === number && premise.comparison === '<');
    case '<=':
      return most <= number;
    case '>':
      return least > number || (least === number && premise.comparison === '>');
    case '>=':
      return least >= number;
  }
}

function boundsOf({ comparison, number }: NumberTest): { readonly least: number; readonly most: number } {
  return {
    least: comparison.startsWith('<') ? Number.NEGATIVE_INFINITY : number,
    most: comparison.startsWith('>') ? Number.POSITIVE_INFINITY : number,
  };
}
