import { equivalentText } from '../../../../lib/rules/controls/alarms/pattern/normal';
import { parsePattern } from '../../../../lib/rules/controls/alarms/pattern/parse';
import { pattern } from './patterns';

const term = (text: string, test: unknown) => ({ selector: expect.objectContaining({ text }), test });

test.each([
  ['{ $.eventType = "UpdateTrail" }', '$.eventType', { kind: 'text', not: false, text: 'UpdateTrail' }],
  ['{$.sourceIPAddress!=123.123.*}', '$.sourceIPAddress', { kind: 'text', not: true, text: '123.123.*' }],
  ['{ $.errorCode =*UnauthorizedOperation}', '$.errorCode', { kind: 'text', not: false, text: '*UnauthorizedOperation' }],
  ['{ $.errorMessage = "Failed authentication" }', '$.errorMessage', { kind: 'text', not: false, text: 'Failed authentication' }],
  ['{ $.a = "say \\"no\\" \\\\" }', '$.a', { kind: 'text', not: false, text: 'say "no" \\' }],
  ['{ $.a = "" }', '$.a', { kind: 'text', not: false, text: '' }],
  ['{ $.arrayKey[0] = "value" }', '$.arrayKey[0]', { kind: 'text', not: false, text: 'value' }],
  ["{ $.['cluster.name'] = c }", "$.['cluster.name']", { kind: 'text', not: false, text: 'c' }],
  ["{ $.['name'][*].x-y_z = c }", '$.name[*].x-y_z', { kind: 'text', not: false, text: 'c' }],
  ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', '$.*', { kind: 'regex', not: false, source: '111\\.111\\.111\\.1[0-9]{1,2}' }],
  ['{ $.eventType != %Trail% }', '$.eventType', { kind: 'regex', not: true, source: 'Trail' }],
  ['{ $.bandwidth > 75 }', '$.bandwidth', { kind: 'number', comparison: '>', number: 75 }],
  ['{ $.number[0] != 1e-3 }', '$.number[0]', { kind: 'number', comparison: '!=', number: 0.001 }],
  ['{$.latency<=+55.5}', '$.latency', { kind: 'number', comparison: '<=', number: 55.5 }],
  ['{ $.a = "400" }', '$.a', { kind: 'text', not: false, text: '400' }],
  ['{ $.a = 1e999 }', '$.a', { kind: 'text', not: false, text: '1e999' }],
  ['{ $.SomeObject IS NULL }', '$.SomeObject', { kind: 'is', value: null }],
  ['{ $.ThisFlag IS TRUE }', '$.ThisFlag', { kind: 'is', value: true }],
  ['{ $.ThisFlag IS FALSE }', '$.ThisFlag', { kind: 'is', value: false }],
  ['{ $.SomeOtherObject NOT EXISTS }', '$.SomeOtherObject', { kind: 'missing' }],
  ['\n { ((($.a = b))) }\n', '$.a', { kind: 'text', not: false, text: 'b' }],
])('%s is one term', (text, selector, test) => {
  expect(pattern(text)).toEqual(term(selector, test));
});

test('&& binds more than ||', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => term(`$.${name}`, { kind: 'number', comparison: '=', number: 1 }));

  expect(pattern('{ $.a = 1 || $.b = 1 && $.c = 1 }')).toEqual({ any: [a, { all: [b, c] }] });
  expect(pattern('{ ($.a = 1 || $.b = 1) && $.c = 1 }')).toEqual({ all: [{ any: [a, b] }, c] });
  expect(pattern('{$.a=1&&$.b=1||$.c=1}')).toEqual({ any: [{ all: [a, b] }, c] });
});

test.each(['', ' ', '\n'])('a pattern without a word matches everything', (text) => {
  expect(pattern(text)).toEqual({ all: [] });
});

test.each([
  ['ERROR', 0, /JSON starts with {/],
  ['[ip, user, ...]', 0, /JSON starts with {/],
  ['?CreateTrail ?DeleteTrail', 0, /JSON starts with {/],
  ['{ $.a = b', 8, /ends with }/],
  ['{ }', 2, /starts with a property selector/],
  ['{ eventName = A }', 2, /starts with a property selector/],
  ['{ $eventName = A }', 2, /starts with \$\. and a name/],
  ['{ $[0] = A }', 2, /starts with \$\. and a name/],
  ['{ $.a }', 6, /operator is missing/],
  ['{ $.a = }', 8, /value is missing after =/],
  ['{ $.a == b }', 7, /value is missing after =/],
  ['{ $.a = $.b }', 8, /value is missing after =/],
  ['{ $.a = Failed authentication }', 8, /space needs quotation marks/],
  ["{ $.a = 'Root' }", 8, /not into single ones/],
  ['{ $.a = "Root }', 8, /quotation mark is not closed/],
  ['{ $.a = %Root }', 8, /regular expression is not closed/],
  ['{ $.a = %(A|B)% }', 8, /no parentheses/],
  ['{ $.a = %[% }', 8, /not valid/],
  ['{ $.a = "\\d" }', 8, /after a backslash/],
  ['{ $.a > b }', 8, /compares with a number only/],
  ['{ $.a >= %4% }', 9, /compares with a number only/],
  ['{ $.a EXISTS }', 6, /NOT EXISTS only/],
  ['{ $.a IS NOT NULL }', 9, /NULL, TRUE or FALSE/],
  ['{ $.a IS }', 9, /NULL, TRUE or FALSE/],
  ['{ $.a NOT NULL }', 6, /only an operator/],
  ['{ $.a not exists }', 6, /only an operator/],
  ['{ $.a = b $.c = d }', 10, /&& or \|\|/],
  ['{ $.a = b) }', 9, /&& or \|\|/],
  ['{ ($.a = b }', 11, /parenthesis is not closed/],
  ['{ $.a = b & $.c = d }', 10, /"&" means nothing/],
  ['{ $.a = b && }', 13, /starts with a property selector/],
  ['{ $.a = b || || $.c = d }', 13, /starts with a property selector/],
  [`{ $.a = "${'x'.repeat(1024)}" }`, 1024, /more than 1024 characters/],
])('%s is not understood, and it is told where and why', (text, position, reason) => {
  expect(parsePattern(text)).toEqual({ problem: { position, reason: expect.stringMatching(reason) } });
});

test.each([
  ['white space', '{($.a=b)||($.c=d)}', '{ ( $.a = b )\n || ( $.c = d ) }'],
  ['quotation marks', '{ $.a = b }', '{ $.a = "b" }'],
  ['parentheses that change nothing', '{ $.a = b && $.c = d && $.e = f }', '{ (($.a = b) && (($.c = d) && $.e = f)) }'],
  ['the order', '{ $.a = b && ($.c = d || $.e = f) }', '{ ($.e = f || $.c = d) && $.a = b }'],
  ['the spelling of a place', '{ $.a.b = c }', "{ $.['a'].b = c }"],
])('a pattern is the same text with other %s', (_, one, other) => {
  expect(equivalentText(pattern(one), pattern(other))).toBe(true);
});

test.each([
  ['a term more', '{ $.a = b }', '{ $.a = b || $.c = d }'],
  ['a term twice', '{ $.a = b }', '{ $.a = b || $.a = b }'],
  ['parentheses that change something', '{ $.a = b || $.c = d && $.e = f }', '{ ($.a = b || $.c = d) && $.e = f }'],
  ['another case', '{ $.a = b }', '{ $.a = B }'],
  ['a star', '{ $.a = b }', '{ $.a = b* }'],
  ['&& for ||', '{ $.a = b || $.c = d }', '{ $.a = b && $.c = d }'],
])('a pattern with %s is another text', (_, one, other) => {
  expect(equivalentText(pattern(one), pattern(other))).toBe(false);
});
