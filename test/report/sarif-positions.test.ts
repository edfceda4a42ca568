import fc from 'fast-check';
import { positionsOf } from '../../lib/report/sarif/positions';

test('a place is found in any JSON, by its name or as an item', () => {
  const text = '{ "a": [1, {"x/y": "}"},\n [] ], "a~": {"b": null}, "e": {},\n  "\\u0062": "[\\"", "a": [2, 3] }';
  const wanted = new Set(['', '/a/1', '/a/1/x~1y', '/a~0/b', '/b', '/e', '/nowhere']);

  expect(Object.fromEntries([...positionsOf(text, wanted)].map(([place, { line, column }]) => [place, [line, column]]))).toEqual({
    '': [1, 1],
    '/a/1': [3, 29],
    '/a/1/x~1y': [1, 13],
    '/a~0/b': [2, 15],
    '/e': [2, 27],
    '/b': [3, 3],
  });
});

test('whatever a document holds, each of its members is found where its name stands', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }), (json) => {
      const text = JSON.stringify(json, undefined, 1);
      const names = Object.keys(json);
      const places = names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      const found = positionsOf(text, new Set(places));
      const lines = text.split('\n');
      expect(places.map((place) => lines[(found.get(place)?.line ?? 0) - 1])).toEqual(
        names.map((name) => expect.stringContaining(` ${JSON.stringify(name)}: `)),
      );
    }),
    { numRuns: 50 },
  );
});
