import { attachedTo, trustPolicyOf } from '../../lib/policy/attach';
import type { PolicyDocument } from '../../lib/policy/document';
import { evaluate } from '../../lib/policy/evaluate';
import { effectOf, request, statement } from './requests';

test('what no statement is about is not allowed', () => {
  expect(evaluate([], request())).toEqual({ effect: 'notAllowed' });
  expect(evaluate([{ Statement: statement({ Action: 'sns:*' }) }], request())).toEqual({ effect: 'notAllowed' });
});

test('tells the first statement that allows', () => {
  const documents: PolicyDocument[] = [
    { Version: '2012-10-17', Id: 'first', Statement: [] },
    { Statement: [statement({ Action: 'sns:*' }), statement({ Sid: 'All' }), statement()] },
  ];

  expect(evaluate(documents, request())).toEqual({ effect: 'allowed', by: { document: 1, index: 1, sid: 'All' } });
});

test('a Deny goes before an Allow, wherever it stands', () => {
  const documents: PolicyDocument[] = [{ Statement: [statement()] }, { Statement: [statement(), statement({ Effect: 'Deny' })] }];

  expect(evaluate(documents, request())).toEqual({ effect: 'denied', by: { document: 1, index: 1 } });
});

test.each([
  [{ NotAction: 's3:*' }, 'notAllowed'],
  [{ NotAction: ['sns:*', 'sqs:*'] }, 'allowed'],
  [{ NotAction: ['sns:*', 's3:Put*'] }, 'notAllowed'],
])('%j is about all actions but those: %s', (elements, effect) => {
  expect(effectOf(elements)).toBe(effect);
});

test.each([
  [{ NotResource: 'arn:aws:s3:::logs/*' }, 'notAllowed'],
  [{ NotResource: ['arn:aws:s3:::logs', 'arn:aws:s3:::other/*'] }, 'allowed'],
])('%j is about all resources but those: %s', (elements, effect) => {
  expect(effectOf(elements)).toBe(effect);
});

test('a statement is about a request only if all of its conditions hold', () => {
  const Condition = { StringEquals: { 's3:prefix': 'a', 's3:x-amz-acl': 'private' }, Bool: { 'aws:SecureTransport': 'true' } };
  const context = { 's3:prefix': 'a', 's3:x-amz-acl': 'private', 'aws:SecureTransport': 'true' };

  expect(effectOf({ Condition }, { context })).toBe('allowed');
  expect(effectOf({ Condition }, { context: { ...context, 's3:prefix': 'b' } })).toBe('notAllowed');
  expect(effectOf({ Condition }, { context: { ...context, 's3:x-amz-acl': 'b' } })).toBe('notAllowed');
  expect(effectOf({ Condition }, { context: { ...context, 'aws:SecureTransport': 'false' } })).toBe('notAllowed');
  expect(effectOf({ Condition: {} }, { context })).toBe('allowed');
});

const reader = 'arn:aws:iam::111122223333:role/team/reader';
const session = 'arn:aws:sts::111122223333:assumed-role/reader/ann';

test.each([
  ['aws:PrincipalArn', reader, reader],
  ['aws:PrincipalArn', session, 'arn:aws:iam::111122223333:role/reader'],
  ['aws:PrincipalAccount', session, '111122223333'],
  ['kms:CallerAccount', reader, '111122223333'],
  ['aws:PrincipalOrgID', reader, 'o-exampleorgid'],
  ['aws:PrincipalIsAWSService', reader, 'false'],
])('the principal of a request implies %s', (key, arn, value) => {
  const principal = { arn, organization: 'o-exampleorgid' };

  expect(effectOf({ Condition: { StringEquals: { [key]: value } } }, { principal })).toBe('allowed');
  expect(effectOf({ Condition: { StringEquals: { [key]: value } } }, { principal, context: { [key]: [] } })).toBe('notAllowed');
});

test('a service says that it is one, and has neither an account nor an organization', () => {
  const Condition = {
    StringEquals: { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' },
    Null: { 'aws:PrincipalOrgID': 'true', 'aws:PrincipalAccount': 'true', 'aws:PrincipalArn': 'true' },
  };

  expect(effectOf({ Condition })).toBe('allowed');
});

test('who does not sign, or is in no organization, does not have the keys of a principal', () => {
  expect(effectOf({ Condition: { Null: { 'aws:PrincipalIsAWSService': 'true' } } }, { principal: 'anonymous' })).toBe('allowed');
  expect(effectOf({ Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } }, { principal: { arn: reader } })).toBe('allowed');
});

test('an identity policy is about the one to whom it is attached', () => {
  const policy = attachedTo(reader, { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' }] });
  const effect = (arn: string) => evaluate([policy], request({ principal: { arn }, action: 's3:GetObject' })).effect;

  expect(effect(reader)).toBe('allowed');
  expect(effect(session)).toBe('allowed');
  expect(effect('arn:aws:iam::111122223333:role/other')).toBe('notAllowed');
});

test('a trust policy is about its role', () => {
  const policy = trustPolicyOf(reader, {
    Statement: { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'sts:AssumeRole' },
  });

  expect(evaluate([policy], request({ action: 'sts:AssumeRole', resource: reader })).effect).toBe('allowed');
  expect(evaluate([policy], request({ action: 'sts:AssumeRole', resource: `${reader}s` })).effect).toBe('notAllowed');
});

test('fails for a policy that already has what it would be given', () => {
  expect(() => attachedTo(reader, { Statement: [statement()] })).toThrow(
    'statement 0 already has Principal or NotPrincipal; evaluate the policy as it is',
  );
  expect(() => trustPolicyOf(reader, { Statement: statement() })).toThrow('statement 0 already has Resource or NotResource');
});
