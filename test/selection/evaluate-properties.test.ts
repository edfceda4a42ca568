import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import fc from 'fast-check';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { evaluate, type Logged } from '../../lib/selection/evaluate';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS } from '../../lib/selection/selector';
import { toProperty } from '../../lib/selectors/render';
import { anyEvent, anyEvents, anyField, anySelector, anySelectors } from './random-trails';

const [SELECTING, DESELECTING] = [OPERATORS.slice(0, 3), OPERATORS.slice(3)];
const answer = (event: CloudTrailRecord, AdvancedEventSelectors: readonly AdvancedEventSelector[]) =>
  evaluate(event, { AdvancedEventSelectors }).logged;
const rank = (logged: Logged) => ['no', 'unknown', 'yes'].indexOf(logged);
const reversed = <T>(list: readonly T[]) => [...list].reverse();
const replaced = (selector: AdvancedEventSelector, index: number, field: FieldSelector): AdvancedEventSelector => ({
  FieldSelectors: selector.FieldSelectors.map((other, otherIndex) => (otherIndex === index ? field : other)),
});

test('the order of selectors, of fields, of operators and of values makes no difference', () => {
  const turned = ({ FieldSelectors }: AdvancedEventSelector): AdvancedEventSelector => ({
    FieldSelectors: reversed(FieldSelectors).map(({ Field, ...operators }) => ({
      ...Object.fromEntries(reversed(Object.entries(operators)).map(([operator, values]) => [operator, reversed(values as string[])])),
      Field,
    })),
  });

  fc.assert(
    fc.property(anySelectors, anyEvents, (selectors, events) => {
      for (const event of events) expect(answer(event, reversed(selectors).map(turned))).toBe(answer(event, selectors));
    }),
    { numRuns: 300 },
  );
});

test('the order of the resources of an event makes no difference', () => {
  fc.assert(
    fc.property(anySelectors, anyEvent, (selectors, event) => {
      expect(answer({ ...event, resources: reversed(event.resources ?? []) }, selectors)).toBe(answer(event, selectors));
    }),
    { numRuns: 500 },
  );
});

test('what a template has is read back as what it was, and says the same with the same words', () => {
  fc.assert(
    fc.property(anySelectors, anyEvents, (selectors, events) => {
      const stack = new Stack();
      const trail = new CfnTrail(stack, 'Trail', { isLogging: true, s3BucketName: 'b', advancedEventSelectors: selectors.map(toProperty) });
      const template = JSON.parse(JSON.stringify(stack.resolve(trail._toCloudFormation())));
      const [resource] = Object.values<{ Properties: { AdvancedEventSelectors: AdvancedEventSelector[] } }>(template.Resources);
      const readBack = resource?.Properties.AdvancedEventSelectors ?? [];

      expect(readBack).toEqual(selectors);
      for (const event of events) {
        expect(evaluate(event, { AdvancedEventSelectors: readBack })).toEqual(evaluate(event, { AdvancedEventSelectors: selectors }));
      }
    }),
    { numRuns: 60 },
  );
});

test('to exclude a value, or to demand a further field, never adds an event', () => {
  fc.assert(
    fc.property(anySelector, fc.nat(), anyField, fc.constantFrom(...DESELECTING), anyEvents, (selector, at, given, operator, events) => {
      const index = at % selector.FieldSelectors.length;
      const field = selector.FieldSelectors[index] as FieldSelector;
      const values = OPERATORS.flatMap((one) => given[one] ?? []);
      const narrower = replaced(selector, index, { ...field, [operator]: [...(field[operator] ?? []), ...values] });

      for (const event of events) {
        expect(rank(answer(event, [narrower]))).toBeLessThanOrEqual(rank(answer(event, [selector])));
        expect(rank(answer(event, [{ FieldSelectors: [...selector.FieldSelectors, given] }]))).toBeLessThanOrEqual(rank(answer(event, [selector])));
      }
    }),
    { numRuns: 300 },
  );
});

test('to select a further value, where some are selected, or to add a selector, never removes an event', () => {
  fc.assert(
    fc.property(anySelector, fc.nat(), anyField, fc.constantFrom(...SELECTING), anyEvents, (selector, at, given, operator, events) => {
      const choosing = selector.FieldSelectors.flatMap((field, index) => (SELECTING.some((one) => field[one]) ? [index] : []));
      const index = choosing[at % choosing.length] as number;
      const field = selector.FieldSelectors[index] as FieldSelector;
      const values = OPERATORS.flatMap((one) => given[one] ?? []);
      const wider = replaced(selector, index, { ...field, [operator]: [...(field[operator] ?? []), ...values] });

      for (const event of events) {
        // To select another type makes more ARNs count, of which some may be excluded.
        if (field.Field !== 'resources.type') expect(rank(answer(event, [wider]))).toBeGreaterThanOrEqual(rank(answer(event, [selector])));
        expect(rank(answer(event, [selector, { FieldSelectors: [given] }]))).toBeGreaterThanOrEqual(rank(answer(event, [selector])));
      }
    }),
    { numRuns: 300 },
  );
});

test('of a field with one value, an event is logged either by selecting a value or by excluding it', () => {
  const name = fc.constantFrom('Get', 'GetObject', 'PutObject', 'Object', 'object');

  fc.assert(
    fc.property(anyEvent, fc.constantFrom('Equals', 'StartsWith', 'EndsWith'), name, (event, operator, value) => {
      const by = (row: string) => answer(event, [{ FieldSelectors: [{ Field: 'eventName', [row]: [value] }] }]);

      expect([by(operator), by(`Not${operator}`)].sort()).toEqual(['no', 'yes']);
    }),
  );
});

test('what a trail logs is what its selectors log one by one', () => {
  fc.assert(
    fc.property(anySelectors, anyEvents, (selectors, events) => {
      for (const event of events) {
        const ranks = selectors.map((selector) => rank(answer(event, [selector])));
        const verdict = evaluate(event, { AdvancedEventSelectors: selectors });

        expect(rank(verdict.logged)).toBe(Math.max(...ranks));
        expect(ranks[verdict.selector as number]).toBe(Math.max(...ranks));
      }
    }),
    { numRuns: 300 },
  );
});
