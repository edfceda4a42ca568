import * as fc from 'fast-check';
import { detectorWith } from '../../lib/detection/detector-with';
import type { Expression, Pattern } from '../../lib/detection/expression';
import { parseText } from '../../lib/detection/text-pattern';
import { passesOne } from '../../lib/log-format/clause';
import { deliveredRecords } from '../helpers/delivered-logs';
import { fixture } from './rules';

const is = (field: string, value: string, cased = false): Expression => ({
  field: field.split('.'),
  is: { kind: 'text', text: parseText(value), cased },
});
const exists: Expression = { field: ['eventName'], is: { kind: 'exists', exists: true } };
const ruleOf = (when: Expression) => ({ id: 'a', title: 'a', level: 'low' as const, tags: [], falsePositives: [], references: [], when });
const sieveOf = (...expressions: Expression[]) => detectorWith(expressions.map(ruleOf)).sieve;
const readable = (...expressions: Expression[]) => sieveOf(...expressions)?.map(({ path, values }) => `${path.join('.')}: ${[...values].join(' ')}`);

test('a rule about names of events asks for these names, in lower case', () => {
  expect(readable({ any: [is('eventName', 'StopLogging'), is('eventName', 'DeleteTrail')] })).toEqual(['eventName: stoplogging deletetrail']);
});

test('the names of all rules are one clause, and other fields have their own', () => {
  expect(readable(is('eventName', 'A'), is('userIdentity.type', 'Root'), is('eventName', 'B'))).toEqual([
    'eventName: a b',
    'userIdentity.type: root',
  ]);
});

test('of what has to hold together, what the fewest records have is asked for', () => {
  expect(readable({ all: [is('eventSource', 'iam.amazonaws.com'), { not: is('eventName', 'X') }, is('userIdentity.type', 'Root')] })).toEqual([
    'userIdentity.type: root',
  ]);
  expect(readable({ all: [exists, is('eventSource', 'iam.amazonaws.com')] })).toEqual(['eventSource: iam.amazonaws.com']);
  expect(readable({ all: [is('errorCode', 'AccessDenied'), is('eventName', 'A')] })).toEqual(['eventName: a']);
});

test.each<[string, Expression]>([
  ['a pattern', is('eventName', 'Delete*')],
  ['a negation', { not: is('eventName', 'A') }],
  ['a field that is there', exists],
  ['a keyword', { field: [], is: { kind: 'text', text: ['x'], cased: false } }],
  ['nothing', { all: [] }],
  ['one of several that needs no text', { any: [is('eventName', 'A'), exists] }],
])('a rule that asks for %s needs every record', (_, when) => {
  expect(sieveOf(is('eventName', 'A'), when)).toBeUndefined();
});

test('without rules, and for a rule that never matches, no record is needed', () => {
  expect(sieveOf()).toEqual([]);
  expect(sieveOf({ any: [] })).toEqual([]);
});

const records = [
  ...deliveredRecords(),
  ...Object.values(fixture<Record<string, { Records: object[] }>>('detection/panther-rules.json.gz')).flatMap((file) => file.Records),
];

test('no rule matches a record that the sieve leaves out', () => {
  const values = ['Root', 'GetObject', 'assumeROLE', '*', 's3.amazonaws.com', 'true', '1', 'AWS::S3::Object', ''];
  const pattern: fc.Arbitrary<Pattern> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom(...values).map(parseText), cased: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'null' as const }) },
  );
  const field = fc.constantFrom(
    'eventName',
    'eventSource',
    'userIdentity',
    'userIdentity.type',
    'resources.type',
    'resources',
    'requestParameters',
    'readOnly',
  );
  const test = fc.record({ field: field.map((name) => name.split('.')), is: pattern });
  const { when } = fc.letrec<{ when: Expression }>((tie) => ({
    when: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      test,
      fc.record({ all: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('when'), { maxLength: 3 }) }),
      fc.record({ not: tie('when') }),
    ),
  }));
  fc.assert(
    fc.property(when, fc.array(fc.constantFrom(...records), { minLength: 20, maxLength: 20 }), (expression, some) => {
      const detector = detectorWith([ruleOf(expression)]);
      const { sieve } = detector;
      fc.pre(sieve !== undefined);
      for (const record of some) if (!passesOne(record, sieve)) expect(detector.match(record)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
