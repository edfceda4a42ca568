import fc from 'fast-check';
import { covers } from '../../../../lib/rules/controls/alarms/pattern/covers';
import { matches } from '../../../../lib/rules/controls/alarms/pattern/matches';
import { conjunctionsOf, equivalentText } from '../../../../lib/rules/controls/alarms/pattern/normal';
import { conjunctionText } from '../../../../lib/rules/controls/alarms/pattern/write';
import { anyEvent, anyExpression, pattern } from './patterns';

const anyPattern = anyExpression.map((expression) => pattern(`{ ${expression} }`));
const someEvents = fc.array(anyEvent, { minLength: 10, maxLength: 30 });

test('what a pattern covers, it matches', () => {
  fc.assert(
    fc.property(anyPattern, anyPattern, someEvents, (wide, narrow, events) => {
      if (covers(wide, narrow) !== 'yes') return;
      for (const event of events) if (matches(narrow, event) === true) expect([event, matches(wide, event)]).toEqual([event, true]);
    }),
    { numRuns: 1500 },
  );
});

test('a pattern covers what only asks for more', () => {
  fc.assert(
    fc.property(anyPattern, anyPattern, someEvents, (one, other, events) => {
      fc.pre(conjunctionsOf({ all: [one, other] }) !== undefined);
      expect(covers(one, { all: [one, other] })).toBe('yes');
      expect(covers({ any: [other, one] }, one)).toBe('yes');
      for (const event of events) if (matches({ all: [one, other] }, event) === true) expect(matches(one, event)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('no event shows that a pattern covers another one and does not', () => {
  fc.assert(
    fc.property(anyPattern, anyPattern, someEvents, (wide, narrow, events) => {
      const shown = events.some((event) => matches(narrow, event) === true && matches(wide, event) === false);
      if (shown) expect(covers(wide, narrow)).not.toBe('yes');
      // Whoever covers in both directions matches the same.
      if (covers(wide, narrow) === 'yes' && covers(narrow, wide) === 'yes') {
        for (const event of events) expect(matches(wide, event) === true).toBe(matches(narrow, event) === true);
      }
    }),
    { numRuns: 500 },
  );
});

test('the conjunctions of a pattern match what it matches', () => {
  fc.assert(
    fc.property(anyPattern, someEvents, (one, events) => {
      const any = (conjunctionsOf(one) ?? []).map((terms) => ({ all: terms }));
      fc.pre(any.length > 0);
      for (const event of events) expect(matches({ any }, event)).toBe(matches(one, event));
    }),
    { numRuns: 200 },
  );
});

test('a conjunction that is written down reads the same', () => {
  fc.assert(
    fc.property(anyPattern, (one) => {
      for (const terms of conjunctionsOf(one) ?? []) {
        const again = pattern(`{ ${conjunctionText(terms)} }`);
        expect(equivalentText(again, terms.length === 1 ? (terms[0] as typeof again) : { all: terms })).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
