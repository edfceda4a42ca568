import type { Conjunction } from './normal';
import type { Term, Test } from './pattern';

/** A conjunction for people, as `$.eventName = DeleteTrail`. */
export function conjunctionText(terms: Conjunction): string {
  return terms.map(termText).join(' && ');
}

function termText({ selector, test }: Term): string {
  return `${selector.text} ${testText(test)}`;
}

function testText(test: Test): string {
  switch (test.kind) {
    case 'text':
      return `${test.not ? '!=' : '='} ${/\s/.test(test.text) ? JSON.stringify(test.text) : test.text}`;
    case 'regex':
      return `${test.not ? '!=' : '='} %${test.source}%`;
    case 'number':
      return `${test.comparison} ${test.number}`;
    case 'is':
      return `IS ${String(test.value).toUpperCase()}`;
    case 'missing':
      return 'NOT EXISTS';
  }
}
