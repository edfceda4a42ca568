import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { evaluate } from '../../lib/policy/evaluate';
import { ownKey } from '../../lib/private/own-key';
import { policyOf, unguardedConditions } from '../helpers/policies';

const ADMIN = { arn: 'arn:aws:iam::111122223333:role/admin' };
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/x';

function policy() {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  ownKey(stack, 'Key', 'of a test', RemovalPolicy.RETAIN);
  return policyOf(Template.fromStack(stack), (resource) => resource.type === 'AWS::KMS::Key');
}

function grant(viaService: boolean, principal: { arn: string } | { service: string } = ADMIN) {
  return { principal, action: 'kms:CreateGrant', resource: KEY, context: { 'kms:GrantIsForAWSResource': String(viaService) } };
}

test('nobody of the account can grant the use of a key of the library to somebody else', () => {
  expect(evaluate([policy()], grant(false)).effect).toBe('denied');
  expect(evaluate([policy()], { ...grant(false), context: {} }).effect).toBe('denied');
});

test('AWS services can, for what they do with the key on behalf of somebody', () => {
  expect(evaluate([policy()], grant(true)).effect).toBe('allowed');
  expect(evaluate([policy()], grant(false, { service: 'ec2.amazonaws.com' })).effect).not.toBe('denied');
});

test('everything else that the account may do with the key it may do still', () => {
  expect(evaluate([policy()], { principal: ADMIN, action: 'kms:Decrypt', resource: KEY }).effect).toBe('allowed');
});

test('each condition of the policy is needed', () => {
  const service = { service: 'ec2.amazonaws.com' };
  const letService = { Statement: [{ Effect: 'Allow' as const, Principal: { Service: service.service }, Action: 'kms:CreateGrant', Resource: '*' }] };

  expect(unguardedConditions([policy(), letService], [grant(false)], [grant(true), grant(false, service)])).toEqual([]);
});
