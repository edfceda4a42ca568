import fc from 'fast-check';
import { actionPattern, arnCondition, resourcePattern, wildcard } from '../../lib/policy/wildcard';

/** The same by trying everything. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return naive(pattern.slice(1), text) || (text !== '' && naive(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(pattern.slice(1), text.slice(1));
}

// Few signs, so that patterns match often; those of regular expressions among them.
const signs = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });

test('wildcards match what a naive matcher matches', () => {
  fc.assert(fc.property(signs('ab/.*?*?'), signs('ab/.\n'), (pattern, text) => wildcard(pattern)(text) === naive(pattern, text)));
});

test('a pattern without wildcards matches itself only', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, text) => {
      fc.pre(!/[*?]/.test(pattern));
      return wildcard(pattern)(pattern) && wildcard(pattern)(text) === (pattern === text);
    }),
  );
});

test('a resource whose wildcards are in its last segment matches like any text', () => {
  fc.assert(
    fc.property(signs('ab/:.*?*?'), signs('ab/:.'), (pattern, text) => {
      return resourcePattern(`arn:aws:s3:::x${pattern}`)(`arn:aws:s3:::x${text}`) === naive(pattern, text);
    }),
  );
});

test('an ARN condition matches where each of its segments does', () => {
  const segments = (alphabet: string) => fc.tuple(...Array.from({ length: 6 }, () => signs(alphabet)));
  fc.assert(
    fc.property(segments('a*?'), segments('a'), (pattern, text) => {
      return arnCondition(pattern.join(':'))(text.join(':')) === pattern.every((segment, index) => naive(segment, text[index] ?? ''));
    }),
  );
});

test('a character outside of the basic plane is one character', () => {
  expect(wildcard('a?b')('a😀b')).toBe(true);
});

test.each([
  ['*', 's3:PutObject', true],
  ['s3:*', 's3:PutObject', true],
  ['S3:putobject', 's3:PutObject', true],
  ['s3:Put*', 'S3:PUTOBJECT', true],
  ['s3:?utObject', 's3:PutObject', true],
  ['s3:Put*', 's3:GetObject', false],
  ['s3:PutObject', 's3:PutObjectAcl', false],
  ['sns:*', 's3:PutObject', false],
])('action %s for %s: %s', (pattern, action, expected) => {
  expect(actionPattern(pattern)(action)).toBe(expected);
});

test.each([
  ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/a/b', true],
  ['arn:aws:s3:::logs/*', 'arn:aws:s3:::logs', false],
  ['arn:aws:s3:::logs/*', 'arn:aws:s3:::Logs/a', false],
  ['arn:aws:s3:::logs*', 'arn:aws:s3:::logs-of-others/a', true],
  ['arn:aws:logs:*:1:log-group:a:*', 'arn:aws:logs:eu-west-1:1:log-group:a:log-stream:b', true],
  ['arn:aws:sqs:eu-*:1:q', 'arn:aws:sqs:eu-west-1:1:q', true],
  ['arn:aws:sqs:*-1:1:q', 'arn:aws:sqs:eu-west-1:1:q', true],
  ['arn:aws:sqs:e?:1:q', 'arn:aws:sqs:e::1:q', false],
  // The end of a segment may be beyond its colon, its start may not.
  ['arn:aws:logs:*:log-group:a', 'arn:aws:logs:eu-west-1:1:log-group:a', true],
  ['arn:aws:logs:*1:log-group:a', 'arn:aws:logs:eu-west-1:1:log-group:a', false],
  ['arn:aws:logs:*-1:1:log-group:a', 'arn:aws:logs:eu:west-1:1:log-group:a', false],
  ['arn:aws:sqs', 'arn:aws:sqs:eu-west-1:1:q', true],
  ['arn:aws:sqs:eu-west-1', 'arn:aws:sqs:eu-west-1:1:q', true],
  ['arn:aws:sqs:eu-west-1:2', 'arn:aws:sqs:eu-west-1:1:q', false],
  ['arn:*:s3:::logs', 'arn:aws-cn:s3:::logs', true],
  ['arn:aws:s3:::logs', '*', false],
  ['*', '*', true],
])('resource %s for %s: %s', (pattern, resource, expected) => {
  expect(resourcePattern(pattern)(resource)).toBe(expected);
});

test.each(['PutObject', 's3:', 's3:Put Object', ''])('fails for %j, which is not an action', (pattern) => {
  expect(() => actionPattern(pattern)).toThrow('is not an action; write service:Action, such as s3:PutObject');
});

test.each(['logs/*', 'arn:aws', 'arn:aws:*', 'arn:aws:s?:::logs', '**', ''])('fails for %j, which is not the ARN of a resource', (pattern) => {
  expect(() => resourcePattern(pattern)).toThrow('is not the ARN of a resource; write * or an ARN whose service has no wildcard');
});

test.each(['*', 'arn:aws:cloudtrail:*'])('fails for the ARN condition %j, since a wildcard does not reach beyond its segment', (pattern) => {
  expect(() => arnCondition(pattern)).toThrow('is not an ARN of six segments; write all of them, with * for those that do not matter');
});
