import { controlId, objectiveId } from '../../../lib/report/oscal/catalogs';
import { line, list, props, prose, reference, token } from '../../../lib/report/oscal/text';
import { uuidOf } from '../../../lib/report/oscal/uuid';
import { PACKS } from '../../../lib/rules/packs/catalogue';

test('within a pack, each control has an id of its own, and over all packs each objective', () => {
  const controls = PACKS.map(({ id: pack, framework, controls: all }) => all.map(({ id }) => ({ id, pack, framework })));

  for (const pack of controls) expect(new Set(pack.map(controlId)).size).toBe(pack.length);
  expect(new Set(controls.flat().map(objectiveId)).size).toBe(controls.flat().length);
});

test.each([
  ['AU-9(3)', 'AU-9.3'],
  ['164.308(a)(1)(ii)(D)', '_164.308.a.1.ii.D'],
  ['a b/c', 'a_b_c'],
  ['é', 'é'],
])('%s as an identifier is %s', (text, expected) => {
  expect(token(text)).toBe(expected);
});

test('a line has no breaks and no blanks around it, and is never empty', () => {
  expect([line(' a\n\tb '), line(' \n')]).toEqual(['a b', '-']);
});

test('prose has neither tags nor entities nor links, and its paragraphs', () => {
  expect(prose('<b>', '&lt; a & b', '[x](y)[z][1]')).toBe('&lt;b&gt;\n\n&amp;lt; a & b\n\n[x] (y)[z] [1]');
});

test('what has no value is no property, and a list of nothing is none', () => {
  expect([props({ a: null, b: undefined, c: '' }), list('x', []), list('x', [1])]).toEqual([{}, {}, { x: [1] }]);
});

test('a place in a template is a reference, whatever its name is', () => {
  expect(reference('my stack.json', '/Resources/A~1b c')).toBe('my%20stack.json#/Resources/A~1b%20c');
});

test('UUIDs are of version 5, and made of all parts', () => {
  expect(uuidOf('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'));
  expect(new Set([uuidOf('a', 'b'), uuidOf('ab'), uuidOf('a', null), uuidOf('a')]).size).toBe(4);
});
