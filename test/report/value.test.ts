import fc from 'fast-check';
import { cut, cutInside, inLine, written } from '../../lib/report/value';

test('a value is written as JSON, with the number of its lines', () => {
  expect(written({ a: [1, true] })).toEqual({ text: '{\n  "a": [\n    1,\n    true\n  ]\n}', lines: 6 });
});

test('a long line counts as the lines that it fills', () => {
  expect(written('x'.repeat(998)).lines).toBe(10);
});

test('what is no JSON is told, too', () => {
  expect(written(undefined)).toEqual({ text: 'undefined', lines: 1 });
  expect(inLine(undefined, 20)).toBe('undefined');
});

test('a long value is cut in a line', () => {
  expect(inLine({ name: 'x' }, 20)).toBe('{"name":"x"}');
  expect(inLine({ name: 'x' }, 5)).toBe('{"na…');
});

test('a long name keeps its beginning and its end', () => {
  expect(cutInside('Stack/Very/Long/Path/Bucket', 11)).toBe('Stack…ucket');
  expect(cutInside('Stack', 5)).toBe('Stack');
});

test('no text gets longer than it may be, and no character is cut in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, longest) => {
      for (const result of [cut(text, longest), cutInside(text, longest)]) {
        expect(result.length).toBeLessThanOrEqual(Math.max(longest, 1));
        expect(result).not.toMatch(/\p{Cs}/u);
      }
    }),
  );
});
