import fc from 'fast-check';
import { detectorWith } from '../../lib/detection/detector-with';
import { parseText, textTest } from '../../lib/detection/text-pattern';
import { matches, rule } from './rules';

const record = {
  eventName: 'PutBucketPolicy',
  errorCode: null,
  empty: '',
  userAgent: 'S3 Browser/10.1',
  sourceIPAddress: '10.1.2.3',
  sourceIPv6: '2001:db8::7',
  readOnly: false,
  bytes: 1024,
  userIdentity: { arn: 'arn:aws:iam::111122223333:user/alice', userName: 'Alice' },
  requestParameters: {
    bucketName: 'logs',
    policy: '{"Action":"s3:GetObject"}',
    userName: 'alice',
    blank: '',
    tags: [],
    containers: [{ command: ['sh', '-c'] }, { command: 'echo *', name: null }],
    layers: [[{ arn: 'one' }]],
  },
};

test.each<[selection: object, why: string]>([
  [{ eventName: 'putbucketPOLICY' }, 'upper and lower case are the same'],
  [{ 'eventName|cased': 'PutBucketPolicy' }, 'cased'],
  [{ eventName: ['GetObject', 'PutBucketPolicy'] }, 'one of several'],
  [{ eventName: 'Put*' }, 'a wildcard at the end'],
  [{ eventName: '*policy' }, 'at the start'],
  [{ eventName: '*bucket*' }, 'at both'],
  [{ eventName: 'P?tB*t?olicy' }, 'in the middle'],
  [{ 'eventName|startswith': 'put' }, 'startswith'],
  [{ 'eventName|endswith|cased': 'Policy' }, 'endswith'],
  [{ 'userAgent|contains|all': ['browser', '10.1'] }, 'all of several'],
  [{ 'requestParameters.containers.command|contains': '\\*' }, 'an escaped wildcard is a character'],
  [{ 'requestParameters.containers.command': '-C' }, 'lists on the path and at its end'],
  [{ 'requestParameters.layers.arn': 'one' }, 'lists in lists'],
  [{ 'requestParameters.containers|contains': '"command":["sh"' }, 'the JSON of a list'],
  [{ 'requestParameters|contains': '"s3:GetObject"' }, 'a text in an object, with its quotes as they are'],
  [{ 'requestParameters|contains': '"bucketName":"LOGS"' }, 'the JSON of an object'],
  [{ readOnly: 'false' }, 'a text for a boolean'],
  [{ readOnly: false }, 'a boolean'],
  [{ bytes: '1024' }, 'a text for a number'],
  [{ bytes: 1024 }, 'a number'],
  [{ 'bytes|gte': 1024, 'bytes|lt': 1024.5, 'bytes|gt': -1, 'bytes|lte': '1024' }, 'comparisons'],
  [{ errorCode: null }, 'null for null'],
  [{ errorMessage: null }, 'null for what is absent'],
  [{ 'requestParameters.containers.name': null }, 'null where no element has another value'],
  [{ errorCode: ['Success', null] }, 'null in a list'],
  [{ 'errorCode|exists': true, 'errorMessage|exists': false }, 'exists, also with null'],
  [{ empty: '' }, 'the empty text'],
  [{ 'userAgent|contains': '*' }, 'a star for a text that is not empty'],
  [{ 'userIdentity.arn|re': '^arn:aws:iam::\\d{12}:user/' }, 're'],
  [{ 'eventName|re|i': 'bucketpolicy$' }, 're with a flag'],
  [{ 'sourceIPAddress|cidr': ['192.168.0.0/16', '10.0.0.0/8'] }, 'cidr'],
  [{ 'sourceIPv6|cidr': '2001:db8::/32' }, 'cidr of IPv6'],
  [{ 'userIdentity.userName|fieldref': 'requestParameters.userName' }, 'fieldref'],
  [{ 'userIdentity.arn|fieldref|endswith': 'requestParameters.userName' }, 'fieldref at the end'],
  [{ '|contains': 'S3 BROWSER' }, 'a keyword'],
  [{ '|all': ['s3 browser', 'alice'] }, 'all keywords'],
])('%j matches: %s', (selection) => {
  expect(matches(selection, record)).toBe(true);
});

test.each<[selection: object, why: string]>([
  [{ 'eventName|cased': 'putbucketpolicy' }, 'cased'],
  [{ eventName: 'PutBucket' }, 'a part'],
  [{ eventName: '' }, 'nothing'],
  [{ eventName: 'PutBucketPolicy', readOnly: true }, 'one of two fields'],
  [{ 'userAgent|contains|all': ['browser', '11'] }, 'one of all'],
  [{ eventName: 'PutBucketPolicy?' }, 'no character for ?'],
  [{ eventName: 'P*X*y' }, 'a piece that is not there'],
  [{ 'errorMessage|contains': '*' }, 'a star for what is absent'],
  [{ 'errorCode|contains': '*' }, 'a star for null'],
  [{ 'empty|contains': '*' }, 'a star for the empty text'],
  [{ 'requestParameters.tags|contains': '*' }, 'a star for an empty list'],
  [{ 'requestParameters.blank|contains': '*' }, 'a star for an empty text deeper'],
  [{ errorMessage: '' }, 'the empty text for what is absent'],
  [{ errorCode: 'null' }, 'the word null'],
  [{ eventName: null }, 'null for a text'],
  [{ requestParameters: null }, 'null for an object'],
  [{ 'errorCode|exists': false }, 'exists'],
  [{ EventName: 'PutBucketPolicy' }, 'names of fields are cased'],
  [{ 'eventName.length': 15 }, 'what is no member in JSON'],
  [{ 'requestParameters.constructor|exists': true }, 'what objects inherit'],
  [{ 'requestParameters.containers.0.command|exists': true }, 'a place in a list'],
  [{ 'userAgent|gt': 1 }, 'a comparison with a text'],
  [{ 'bytes|gt': 1024 }, 'gt'],
  [{ 'bytes|lt': 1024 }, 'lt'],
  [{ 'sourceIPAddress|cidr': '10.1.2.4/32' }, 'another address'],
  [{ 'eventName|cidr': '0.0.0.0/0' }, 'no address at all'],
  [{ 'sourceIPv6|cidr': '0.0.0.0/0' }, 'an address of another family'],
  [{ 'userIdentity.arn|fieldref': 'requestParameters.userName' }, 'fieldref is for the whole text'],
  [{ 'userIdentity.arn|fieldref': 'requestParameters.none' }, 'a field that is absent'],
  [{ 'errorMessage|fieldref': 'errorCode' }, 'absent and null'],
  [{ 'userIdentity.arn|fieldref|contains': 'requestParameters.blank' }, 'a field that is empty'],
])('%j does not match: %s', (selection) => {
  expect(matches(selection, record)).toBe(false);
});

test('what a caller writes into a field that is referred to has no wildcards', () => {
  const selection = { 'userIdentity.userName|fieldref': 'requestParameters.userName' };
  expect(matches(selection, { userIdentity: { userName: 'alice' }, requestParameters: { userName: '*' } })).toBe(false);
});

test('one map or keyword of a list is enough', () => {
  const list = [{ eventName: 'A', readOnly: true }, { eventName: 'B' }, 'keyword'];
  const hits = [{ eventName: 'A', readOnly: true }, { eventName: 'A' }, { eventName: 'B' }, { any: [{ text: 'a KEYWORD in it' }] }];
  expect(hits.map((record) => matches(list, record))).toEqual([true, false, true, true]);
});

test('a keyword alone, and a keyword that is a number, are keywords', () => {
  expect([matches('stop', { eventName: 'StopLogging' }), matches([404], { code: 404 }), matches([404], { code: 405 })]).toEqual([true, true, false]);
});

test('wildcards match what the regular expression for them matches', () => {
  const piece = fc.constantFrom('a', 'b', '*', '?', '\\*', '\\?', '\\\\', '\\', 'A.');
  const regexOf: Record<string, string> = { '*': '[^]*', '?': '[^]', '\\*': '\\*', '\\?': '\\?', '\\\\': '\\\\', '\\': '\\\\', 'A.': 'A\\.' };
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?', '\\', '.'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), text, fc.boolean(), (pieces, text, cased) => {
      const pattern = pieces.join('');
      // What a backslash is depends on what follows: the tokens of the whole pattern count.
      const tokens = pattern.match(/\\[*?\\]|[*?]|\\|[^\\*?]/g) ?? [];
      const source = tokens.map((token) => regexOf[token] ?? token.replace('.', '\\.')).join('');
      const onlyStars = tokens.length > 0 && tokens.every((token) => token === '*');
      const expected = onlyStars ? text !== '' : new RegExp(`^${source}$`, cased ? '' : 'i').test(text);
      expect(textTest(parseText(pattern), cased)(text)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

const everything = detectorWith([
  rule({ selection: { 'requestParameters|contains': 'x', eventName: '*' }, condition: 'selection' }),
  rule({ selection: { 'a.b|re': '.', 'a|exists': true, 'c|fieldref': 'a.b', 'd|gt': 1, 'e|cidr': '10.0.0.0/8' }, condition: '1 of them' }),
  rule({ keywords: ['needle'], not_null: { userIdentity: null }, condition: 'keywords or not not_null' }),
  rule({ selection: { eventName: 'A', eventSource: 's' }, condition: 'selection' }),
]);

test('no record makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, eventName, rest) => {
      const record = { a, eventName, requestParameters: rest, c: rest, d: a, e: rest };
      expect(Array.isArray(everything.match(record))).toBe(true);
      expect(Array.isArray(everything.match(rest))).toBe(true);
    }),
  );
  expect([undefined, null, [], 'text', 1].map((record) => everything.match(record))).toEqual([[], [], [], [], []]);
});

test('a record that is nested deeper than the stack is read all the same', () => {
  const depth = 100_000;
  const objects = JSON.parse(`${'{"a":'.repeat(depth)}"needle"${'}'.repeat(depth)}`) as object;
  const lists = JSON.parse(`${'['.repeat(depth)}{"b":"needle"}${']'.repeat(depth)}`) as object;

  expect(matches({ 'requestParameters|contains': 'needle' }, { requestParameters: objects })).toBe(true);
  expect(matches({ 'a.b': 'needle' }, { a: lists })).toBe(true);
});
