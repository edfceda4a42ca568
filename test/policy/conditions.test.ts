import { holds } from './requests';

const trail = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';

test.each<[operator: string, wanted: string | string[], actual: string, expected: boolean]>([
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', ['b', 'a'], 'a', true],
  ['StringEquals', 'a', 'A', false],
  ['StringNotEquals', 'a', 'b', true],
  ['StringNotEquals', ['b', 'a'], 'a', false],
  ['StringEqualsIgnoreCase', 'aB', 'Ab', true],
  ['StringEqualsIgnoreCase', 'a', 'b', false],
  ['StringNotEqualsIgnoreCase', 'aB', 'Ab', false],
  ['StringNotEqualsIgnoreCase', 'a', 'b', true],
  ['StringLike', 'a*', 'abc', true],
  ['StringLike', 'a?', 'abc', false],
  ['StringLike', 'A*', 'abc', false],
  ['StringNotLike', 'a*', 'abc', false],
  ['StringNotLike', ['x*', 'y*'], 'abc', true],
])('%s %j for %j: %s', (operator, wanted, actual, expected) => {
  expect(holds(operator, 's3:prefix', wanted, { 's3:prefix': actual })).toBe(expected);
});

test.each(['ArnEquals', 'ArnLike'])('%s takes wildcards, in each segment for itself', (operator) => {
  const matches = (pattern: string) => holds(operator, 'aws:SourceArn', pattern, { 'aws:SourceArn': trail });

  expect(matches(trail)).toBe(true);
  expect(matches('arn:aws:cloudtrail:*:111122223333:trail/*')).toBe(true);
  expect(matches('arn:aws:cloudtrail:eu-west-1:*:*')).toBe(true);
  expect(matches('arn:aws:cloudtrail:*:444455556666:trail/*')).toBe(false);
  expect(matches('arn:aws:cloudtrail:::trail/audit')).toBe(false);
  expect(holds(operator, 'aws:SourceArn', 'arn:aws:s3:::*', { 'aws:SourceArn': 'not-an-arn' })).toBe(false);
});

test.each(['ArnNotEquals', 'ArnNotLike'])('%s holds where no pattern matches', (operator) => {
  expect(holds(operator, 'aws:SourceArn', ['arn:aws:s3:::*', trail], { 'aws:SourceArn': trail })).toBe(false);
  expect(holds(operator, 'aws:SourceArn', ['arn:aws:s3:::*', 'arn:aws:sns:*:*:*'], { 'aws:SourceArn': trail })).toBe(true);
});

// A common mistake: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String-wildcard
test('StringEquals does not read a wildcard, so a trail is not matched by it', () => {
  const pattern = 'arn:aws:cloudtrail:*:111122223333:trail/*';

  expect(holds('StringEquals', 'aws:SourceArn', pattern, { 'aws:SourceArn': trail })).toBe(false);
  expect(holds('StringLike', 'aws:SourceArn', pattern, { 'aws:SourceArn': trail })).toBe(true);
});

test.each<[operator: string, wanted: unknown, actual: string, expected: boolean]>([
  ['NumericEquals', '1.2', '1.20', true],
  ['NumericEquals', [1, 2], '2', true],
  ['NumericNotEquals', '1.2', '1.3', true],
  ['NumericNotEquals', ['1.2', '1.3'], '1.3', false],
  ['NumericLessThan', '1.2', '1.1', true],
  ['NumericLessThan', '1.2', '1.2', false],
  ['NumericLessThanEquals', '1.2', '1.2', true],
  ['NumericGreaterThan', '1.2', '1.3', true],
  ['NumericGreaterThan', '1.2', '1.2', false],
  ['NumericGreaterThanEquals', '-1', '-1', true],
  ['NumericLessThan', '9', '10', false],
])('%s %j for %s: %s', (operator, wanted, actual, expected) => {
  expect(holds(operator, 's3:TlsVersion', wanted, { 's3:TlsVersion': actual })).toBe(expected);
});

test.each([
  ['DateEquals', '2026-01-31', '2026-01-31T00:00:00Z', true],
  ['DateEquals', '1769817600', '2026-01-31T00:00:00.000Z', true],
  ['DateEquals', '2026-01-31T01:00:00+01:00', '2026-01-31T00:00:00Z', true],
  ['DateNotEquals', '2026-01-31', '2026-01-31T00:00:00Z', false],
  ['DateLessThan', '2026-01-31', '2026-01-30T23:59:59Z', true],
  ['DateLessThanEquals', '2026-01-31', '2026-01-31T00:00:01Z', false],
  ['DateGreaterThan', '2026-01-31', '2026-01-31T00:00:01Z', true],
  ['DateGreaterThanEquals', '2026-01-31', '2026-01-30T23:59:59Z', false],
])('%s %s for %s: %s', (operator, wanted, actual, expected) => {
  expect(holds(operator, 'aws:CurrentTime', wanted, { 'aws:CurrentTime': actual })).toBe(expected);
});

test.each<[wanted: unknown, actual: string | undefined, expected: boolean]>([
  ['true', 'true', true],
  [true, 'true', true],
  ['false', 'false', true],
  ['false', 'true', false],
  [['true', 'false'], 'true', true],
  ['false', undefined, false],
])('Bool %j for %s: %s', (wanted, actual, expected) => {
  expect(holds('Bool', 'aws:SecureTransport', wanted, actual === undefined ? {} : { 'aws:SecureTransport': actual })).toBe(expected);
});

test.each<[wanted: unknown, actual: string | string[] | undefined, expected: boolean]>([
  ['true', undefined, true],
  ['true', [], true],
  ['true', 'a', false],
  ['false', undefined, false],
  [false, 'a', true],
  [['true', 'false'], undefined, true],
])('Null %j for %j: %s', (wanted, actual, expected) => {
  expect(holds('Null', 's3:prefix', wanted, actual === undefined ? {} : { 's3:prefix': actual })).toBe(expected);
});

test.each([
  ['StringEquals', false],
  ['StringNotEquals', true],
  ['StringEqualsIgnoreCase', false],
  ['StringNotEqualsIgnoreCase', true],
  ['StringLike', false],
  ['StringNotLike', true],
  ['ArnEquals', false],
  ['ArnNotEquals', true],
  ['ArnLike', false],
  ['ArnNotLike', true],
  ['StringEqualsIfExists', true],
  ['StringNotEqualsIfExists', true],
  ['ArnLikeIfExists', true],
  ['ForAllValues:StringEquals', true],
  ['ForAllValues:StringNotEquals', true],
  ['ForAllValues:StringEqualsIfExists', true],
  ['ForAnyValue:StringEquals', false],
  ['ForAnyValue:StringNotEquals', false],
])('%s for a key that is missing: %s', (operator, expected) => {
  expect(holds(operator, 'aws:SourceArn', trail)).toBe(expected);
});

test.each([
  ['NumericLessThan', false],
  ['NumericNotEquals', true],
  ['NumericLessThanIfExists', true],
])('%s for a number that is missing: %s', (operator, expected) => {
  expect(holds(operator, 's3:TlsVersion', '1.2')).toBe(expected);
});

test('IfExists still wants a match of a key that is there', () => {
  expect(holds('StringEqualsIfExists', 's3:prefix', 'a', { 's3:prefix': 'b' })).toBe(false);
  expect(holds('BoolIfExists', 'aws:SecureTransport', 'true', { 'aws:SecureTransport': 'false' })).toBe(false);
});

test.each<[operator: string, actual: string[], expected: boolean]>([
  ['ForAllValues:StringEquals', ['a', 'b'], true],
  ['ForAllValues:StringEquals', ['a', 'c'], false],
  ['ForAllValues:StringNotEquals', ['c', 'd'], true],
  ['ForAllValues:StringNotEquals', ['a', 'c'], false],
  ['ForAllValues:StringEquals', [], true],
  ['ForAllValues:StringEquals', [''], true],
  ['ForAnyValue:StringEquals', ['a', 'c'], true],
  ['ForAnyValue:StringEquals', ['c', 'd'], false],
  ['ForAnyValue:StringNotEquals', ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], false],
  ['ForAnyValue:StringEquals', [], false],
  ['ForAnyValue:StringNotEquals', [''], false],
])('%s ["a", "b"] for %j: %s', (operator, actual, expected) => {
  expect(holds(operator, 'kms:EncryptionContextKeys', ['a', 'b'], { 'kms:EncryptionContextKeys': actual })).toBe(expected);
});

test('an empty value is a value, other than one that is missing', () => {
  expect(holds('StringEquals', 's3:prefix', '', { 's3:prefix': '' })).toBe(true);
  expect(holds('StringEquals', 's3:prefix', '')).toBe(false);
});

test('the case of the name of a key does not matter', () => {
  expect(holds('StringEquals', 'AWS:sourceARN', trail, { 'aws:SourceArn': trail })).toBe(true);
  expect(holds('StringEquals', 'kms:EncryptionContext:AWS:cloudtrail:arn', trail, { 'kms:encryptioncontext:aws:cloudtrail:arn': trail })).toBe(true);
});
