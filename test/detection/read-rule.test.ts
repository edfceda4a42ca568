import { readRule } from '../../lib/detection/read-rule';
import { document, read, rule } from './rules';

const selection = { eventName: 'A' };
const detection = { selection, condition: 'selection' };

test('a rule is read with what findings and reports say of it', () => {
  const others = {
    status: 'test',
    description: ' What it is about.\n',
    author: 'somebody',
    tags: ['attack.t1078'],
    falsepositives: 'Unlikely',
    references: null,
    custom: { anything: 1 },
  };
  expect(rule(detection, others)).toEqual({
    id: 'rule-1',
    title: 'A rule',
    level: 'high',
    status: 'test',
    description: 'What it is about.',
    author: 'somebody',
    tags: ['attack.t1078'],
    falsePositives: ['Unlikely'],
    references: [],
    when: { field: ['eventName'], is: { kind: 'text', text: ['A'], cased: false } },
  });
});

test('a problem has the file, the line, the place, the value, the reason and the fix', () => {
  const lineOf = (path: readonly (string | number)[]) => path.length;
  const { rule, problems } = readRule(document({ selection: { eventName: ['A', {}] }, condition: 'selection' }), { file: 'x.yml', lineOf });

  expect(rule).toBeUndefined();
  expect(problems).toEqual([
    {
      id: 'cdk-cloudtrail:DetectionRule.valueType',
      severity: 'error',
      file: 'x.yml',
      line: 4,
      path: 'detection > selection > eventName > 1',
      value: {},
      message: 'the value is not a text, a number or a boolean',
      fix: 'write a text, a number or a boolean, or a list of them',
    },
  ]);
});

const field = (key: string, value: unknown = 'a') => ({ selection: { [key]: value }, condition: 'selection' });
const condition = (condition: unknown) => ({ selection, filter_a: selection, condition });

test.each<[detection: unknown, what: string, path: string, message: RegExp]>([
  [undefined, 'detection', 'detection', /missing, or no map/],
  [{ selection }, 'condition', 'detection > condition', /missing, or no text/],
  [condition(['selection', 'filter_a']), 'condition', 'detection > condition', /no text/],
  [{ ...detection, timeframe: '5m' }, 'correlation', 'detection > timeframe', /relates events/],
  [condition('selection | count() > 5'), 'correlation', 'detection > condition', /looked at one by one/],
  [condition('selection | near filter_a'), 'correlation', 'detection > condition', /looked at one by one/],
  [condition('other'), 'unknownSelection', 'detection > condition', /names 'other'/],
  [condition('1 of other_*'), 'unknownSelection', 'detection > condition', /names 'other_\*'/],
  [condition('NOT selection'), 'unknownSelection', 'detection > condition', /names 'NOT'/],
  [condition('2 of filter_*'), 'conditionSyntax', 'detection > condition', /wants 1, any or all before of where there is '2'/],
  [condition('1 of'), 'conditionSyntax', 'detection > condition', /wants names of selections, such as filter_\*, or them where it ends/],
  [condition('selection and'), 'conditionSyntax', 'detection > condition', /wants the name of a selection where it ends/],
  [condition('selection filter_a'), 'conditionSyntax', 'detection > condition', /wants and, or, or the end where there is 'filter_a'/],
  [condition('selection AND filter_a'), 'conditionSyntax', 'detection > condition', /there is 'AND'/],
  [condition('(selection'), 'conditionSyntax', 'detection > condition', /wants a \) where it ends/],
  [condition('selection)'), 'conditionSyntax', 'detection > condition', /there is '\)'/],
  [condition('and selection'), 'conditionSyntax', 'detection > condition', /there is 'and'/],
  [condition(''), 'conditionSyntax', 'detection > condition', /where it ends/],
  [{ selection: {}, condition: 'selection' }, 'selection', 'detection > selection', /with something in it/],
  [{ selection: [], condition: 'selection' }, 'selection', 'detection > selection', /with something in it/],
  [{ selection: null, condition: 'selection' }, 'selection', 'detection > selection', /with something in it/],
  [{ selection: [{}], condition: 'selection' }, 'selection', 'detection > selection > 0', /with something in it/],
  [{ selection: [null], condition: 'selection' }, 'valueType', 'detection > selection > 0', /not a text/],
  [{ selection: [''], condition: 'selection' }, 'emptyValue', 'detection > selection > 0', /every text contains/],
  ...['expand', 'base64', 'base64offset', 'windash', 'wide', 'utf16', 'neq', 'minute', 'Contains', 'constructor', ''].map(
    (word): [unknown, string, string, RegExp] => [field(`a|${word}`), 'modifier', `detection > selection > a|${word}`, /is not supported/],
  ),
  [field('a|contains|startswith'), 'modifier', 'detection > selection > a|contains|startswith', /cannot stand together/],
  [field('a|re|contains'), 'modifier', 'detection > selection > a|re|contains', /cannot stand together/],
  [field('a|i'), 'modifier', 'detection > selection > a|i', /cannot stand together/],
  [field('a|re|cidr'), 'modifier', 'detection > selection > a|re|cidr', /cannot stand together/],
  [field('a|all|all'), 'modifier', 'detection > selection > a|all|all', /cannot stand together/],
  [field(''), 'fieldName', 'detection > selection > ', /a part of the name/],
  [field('a..b'), 'fieldName', 'detection > selection > a..b', /a part of the name/],
  [field('a|fieldref', 'b.'), 'fieldName', 'detection > selection > a|fieldref', /a part of the name/],
  [field('a', []), 'valueType', 'detection > selection > a', /no value/],
  [field('a|exists', [true]), 'valueType', 'detection > selection > a|exists', /more than one/],
  [field('a|exists', 'yes'), 'valueType', 'detection > selection > a|exists', /true or false/],
  [field('a', { b: 1 }), 'valueType', 'detection > selection > a', /not a text/],
  [field('a|contains', null), 'valueType', 'detection > selection > a|contains', /not a text/],
  [field('a|contains', ''), 'emptyValue', 'detection > selection > a|contains', /every text contains/],
  [field('a|re', 5), 'valueType', 'detection > selection > a|re', /not a regular expression/],
  [field('a|re', 'a(?=b)'), 'regex', 'detection > selection > a|re', /\(\?= at 2 is not supported/],
  [field('a|gt', 'many'), 'valueType', 'detection > selection > a|gt', /gt wants a number/],
  ...['10.0.0.0', '10.0.0.0/33', '10.0.0/8', 'fe80::/129', '10.0.0.0/8/8', 'host/8', '10.0.0.0/x'].map((block): [unknown, string, string, RegExp] => [
    field('a|cidr', block),
    'network',
    'detection > selection > a|cidr',
    /no block of IP addresses/,
  ]),
  [{ a: { eventName: 'A' }, b: { eventName: 'B' }, condition: 'a and b' }, 'neverMatches', 'detection > condition', /no event can match/],
])('refuses %j: %s', (detection, what, path, message) => {
  const { rule, problems } = read(detection);

  expect(rule).toBeUndefined();
  const errors = problems.filter(({ severity }) => severity === 'error');
  // The second fault of the same place is no other story.
  expect([...new Set(errors.map(({ id, path }) => `${id} ${path}`))]).toContain(`cdk-cloudtrail:DetectionRule.${what} ${path}`);
  expect(errors[0]?.message).toMatch(message);
  expect(errors.every(({ fix }) => typeof fix === 'string' && fix.length > 10)).toBe(true);
});

test.each<[others: object, what: string, path: string]>([
  [{ id: undefined }, 'missing', 'id'],
  [{ title: ' ' }, 'missing', 'title'],
  [{ level: 'severe' }, 'missing', 'level'],
  [{ status: 'new' }, 'missing', 'status'],
  [{ tags: [1] }, 'textList', 'tags'],
  [{ correlation: { type: 'event_count' } }, 'documentKind', 'correlation'],
  [{ filter: { rules: [] } }, 'documentKind', 'filter'],
  [{ action: 'global' }, 'documentKind', 'action'],
  [{ taxonomy: 'ecs' }, 'taxonomy', 'taxonomy'],
  [{ logsource: undefined }, 'missing', 'logsource'],
  [{ logsource: 'aws' }, 'missing', 'logsource'],
])('refuses a rule with %j', (others, what, path) => {
  const { rule, problems } = read(detection, { ...others });

  expect(rule).toBeUndefined();
  expect(problems.map(({ id, path }) => [id, path])).toEqual([[`cdk-cloudtrail:DetectionRule.${what}`, path]]);
});

test.each([[null], ['text'], [[]]])('refuses %j, which is no rule at all', (value) => {
  expect(readRule(value, { file: 'x.yml' }).problems).toMatchObject([{ id: 'cdk-cloudtrail:DetectionRule.document', path: '', severity: 'error' }]);
});

test.each([[{ product: 'windows', service: 'security' }], [{ product: 'aws', service: 'cloudtrail', category: 'other' }], [{ product: 'aws' }]])(
  'a rule for the log source %j is passed over with a warning',
  (logsource) => {
    const { rule, problems } = read(detection, { logsource });

    expect(rule).toBeUndefined();
    expect(problems).toMatchObject([{ id: 'cdk-cloudtrail:DetectionRule.otherLogSource', severity: 'warning' }]);
  },
);

test('a selection that the condition does not use is a warning, and the rule is used', () => {
  const { rule, problems } = read({ ...detection, other: { eventName: 'B' } });

  expect(rule?.id).toBe('rule-1');
  expect(problems).toMatchObject([{ id: 'cdk-cloudtrail:DetectionRule.unusedSelection', severity: 'warning', path: 'detection > other' }]);
});
