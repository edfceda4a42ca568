import type { PolicyDocument } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import type { AccessRequest } from '../../lib/policy/request';
import { UnsupportedPolicyError, within } from '../../lib/policy/unsupported-policy-error';
import { effectOf, holds, request, statement } from './requests';

/** A statement that is not of the type. */
const odd = (elements: Record<string, unknown>) => elements as Parameters<typeof effectOf>[0];

test.each<[operator: string, key: string, wanted: unknown, message: string]>([
  ['IpAddress', 'aws:SourceArn', '10.0.0.0/8', 'IpAddress: aws:SourceArn: operator "IpAddress" is not known; correct it, or add it to'],
  ['stringEquals', 'aws:SourceArn', 'a', 'stringEquals: aws:SourceArn: operator "stringEquals" is not known'],
  ['NullIfExists', 'aws:SourceArn', 'true', 'operator "NullIfExists" is not known'],
  ['ForAllValues:', 'aws:SourceArn', 'a', 'operator "ForAllValues:" is not known'],
  ['ForSomeValues:StringEquals', 'aws:SourceArn', 'a', 'operator "ForSomeValues:StringEquals" is not known'],
  ['', 'aws:SourceArn', 'a', 'operator "" is not known'],
  ['ForAnyValue:StringEqualsIfExists', 'aws:CalledVia', 'a', 'AWS does not tell what ForAnyValue does with IfExists; write two statements'],
  ['StringEquals', 'aws:SourceArm', 'a', 'StringEquals: aws:SourceArm: condition key "aws:SourceArm" is not known; correct it, or add it to'],
  ['StringEquals', 'kms:EncryptionContext:', 'a', 'condition key "kms:EncryptionContext:" is not known'],
  ['StringEquals', 'aws:CalledVia', 'a', 'the key has several values; put ForAnyValue: or ForAllValues: before the operator'],
  ['StringEquals', 'aws:SourceArn', [], 'the list is empty, and services differ in what they make of that; give a value or leave the element out'],
  ['StringEquals', 'aws:SourceArn', { Ref: 'Trail' }, '{"Ref":"Trail"} is not a literal string; resolve intrinsic functions before'],
  ['StringEquals', 'aws:SourceArn', ['a', null], 'null is not a literal string'],
  ['StringEquals', 'aws:SourceArn', [undefined], 'undefined is not a literal string'],
  ['StringLike', 's3:prefix', 'home/${aws:username}', 'policy variables are not evaluated, got "home/${aws:username}"; put in the value'],
  ['Bool', 'aws:SecureTransport', 'yes', '"yes" is not a boolean; write true or false'],
  ['Null', 'aws:SourceArn', 'TRUE', '"TRUE" is not a boolean'],
  ['NumericLessThan', 's3:TlsVersion', 'v1', '"v1" is not a number; write digits'],
  ['DateLessThan', 'aws:CurrentTime', '31.1.2026', '"31.1.2026" is not a time; write it in ISO 8601 with an offset'],
  ['DateLessThan', 'aws:CurrentTime', '2026-01-31T00:00:00', '"2026-01-31T00:00:00" is not a time'],
  ['ArnLike', 'aws:SourceArn', '*', 'ArnLike: aws:SourceArn: "*" is not an ARN of six segments'],
])('fails for the condition %s of %s with %j', (operator, key, wanted, message) => {
  expect(() => holds(operator, key, wanted)).toThrow(message);
  expect(() => holds(operator, key, wanted)).toThrow(`policy 0: statement 0: Condition: ${operator}: ${key}: `);
});

test.each<[elements: Record<string, unknown>, message: string]>([
  [{ Condition: null }, 'Condition: null is not an object; write {operator: {key: values}}'],
  [{ Condition: { StringEquals: 'a' } }, 'Condition: StringEquals: "a" is not an object'],
  [{ Condition: { Whatever: {} } }, 'Condition: Whatever: an operator without keys demands nothing; give it a key or leave it out'],
  [{ Conditions: {} }, 'element "Conditions" is not known; write one of Sid, Effect, Principal'],
  [{ Effect: 'allow' }, 'Effect "allow" is not known; write Allow or Deny'],
  [{ Action: 'PutObject' }, 'Action: "PutObject" is not an action'],
  [{ Action: [] }, 'Action: the list is empty'],
  [{ Action: '*', NotAction: 's3:*' }, 'both Action and NotAction; write one of them'],
  [{ Resource: 'logs' }, 'Resource: "logs" is not the ARN of a resource'],
  [{ Resource: { Ref: 'Bucket' } }, 'Resource: {"Ref":"Bucket"} is not a literal string'],
  [{ Resource: 'arn:aws:s3:::${aws:username}' }, 'Resource: policy variables are not evaluated'],
  [{ Resource: 1 }, 'Resource: 1 is not a literal string'],
  [{ NotPrincipal: '*' }, 'AWS does not support NotPrincipal with Allow; name who is allowed in Principal'],
])('fails for a statement with %j', (elements, message) => {
  expect(() => effectOf(odd(elements))).toThrow(`policy 0: statement 0: ${message}`);
});

test.each([
  ['Principal', 'neither Principal nor NotPrincipal; write one of them, or attach an identity policy with attachedTo()'],
  ['Action', 'neither Action nor NotAction; write one of them'],
  ['Resource', 'neither Resource nor NotResource; write one of them, or attach a trust policy with trustPolicyOf()'],
])('fails for a statement without %s', (element, message) => {
  const { [element as 'Action']: _, ...others } = statement();

  expect(() => evaluate([{ Statement: others }], request())).toThrow(`policy 0: statement 0: ${message}`);
});

test.each<[document: unknown, message: string]>([
  [undefined, 'undefined is not a policy; give an object with a Statement'],
  [[], '[] is not a policy'],
  [{ Version: '2012-10-17' }, 'statement 0: undefined is not a statement; give an object with an Effect'],
  [{ Version: '2012-10-18', Statement: [] }, 'version "2012-10-18" is not known; write 2012-10-17'],
  [{ Statements: [] }, 'element "Statements" is not known; write one of Version, Id, Statement'],
  [{ Statement: { Ref: 'Statement' } }, 'statement 0: element "Ref" is not known'],
  [{ Statement: { ...statement(), Sid: 1 } }, 'statement 0: Sid 1 is not a string; write one or leave it out'],
])('fails for the policy %j', (document, message) => {
  expect(() => evaluate([document as PolicyDocument], request())).toThrow(`policy 0: ${message}`);
});

test('tells the position of the policy, and the position and the Sid of the statement', () => {
  const document: PolicyDocument = { Statement: [statement(), statement({ Sid: 'Odd', Action: 'PutObject' })] };

  expect(() => evaluate([{ Statement: [] }, document], request())).toThrow(
    new UnsupportedPolicyError('policy 1: statement 1 (Odd): Action: "PutObject" is not an action; write service:Action, such as s3:PutObject'),
  );
});

test.each<[why: string, Condition: Record<string, Record<string, string>>]>([
  ['another condition fails', { StringEquals: { 's3:prefix': 'a' }, IpAddress: { 's3:prefix': 'a' } }],
  ['another key fails', { StringEquals: { 's3:prefix': 'a', 's3:suffix': 'a' } }],
])('fails for what it does not know, although %s', (_, Condition) => {
  expect(() => effectOf({ Condition })).toThrow('is not known');
});

test('fails for what it does not know, although the statement is about another action and others decide', () => {
  const unknown = statement({ Action: 'sns:Publish', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });

  expect(() => evaluate([{ Statement: [statement({ Effect: 'Deny' }), unknown] }], request())).toThrow('is not known');
});

test('fails for a value of a request that cannot be compared, although another condition fails', () => {
  const Condition = { StringEquals: { 's3:prefix': 'a' }, NumericEquals: { 's3:TlsVersion': '1.2' } };

  expect(() => effectOf({ Sid: 'Tls', Condition }, { context: { 's3:TlsVersion': 'new' } })).toThrow(
    'policy 0: statement 0 (Tls): Condition: NumericEquals: s3:TlsVersion: "new" is not a number',
  );
});

test.each<[asked: Partial<AccessRequest>, message: string]>([
  [{ action: 's3:*' }, '"s3:*" is not one action; a request has service:Action without a wildcard'],
  [{ resource: 'logs' }, '"logs" is not the ARN of a resource; give one, or * where the action has no resource'],
  [{ principal: { arn: 'arn:aws:iam::111122223333:role/*' } }, '"arn:aws:iam::111122223333:role/*" is not the ARN of a principal'],
  [{ principal: { arn: '111122223333' } }, '"111122223333" is not the ARN of a principal; give that of a user, a role or a session'],
  [{ context: { 'aws:SourceArm': 'a' } }, 'condition key "aws:SourceArm" is not known'],
  [{ context: { 'aws:SourceArn': ['a', 'b'] } }, 'condition key "aws:SourceArn" has one value in a request, got ["a","b"]; make a request for each'],
])('fails for a request with %j, which nobody can make', (asked, message) => {
  expect(() => effectOf({}, asked)).toThrow(`request: ${message}`);
});

test('does not touch an error that is not about a policy', () => {
  const bug = new TypeError('a bug');

  expect(() =>
    within('somewhere', () => {
      throw bug;
    }),
  ).toThrow(bug);
});
