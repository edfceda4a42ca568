import type { PrincipalElement } from '../../lib/policy/document';
import type { RequestPrincipal } from '../../lib/policy/identity';
import { effectOf } from './requests';

const service = { service: 'cloudtrail.amazonaws.com' };
const user = { arn: 'arn:aws:iam::111122223333:user/team/ann' };
const role = { arn: 'arn:aws:iam::111122223333:role/team/reader' };
const session = { arn: 'arn:aws:sts::111122223333:assumed-role/reader/ann' };
const root = { arn: 'arn:aws:iam::111122223333:root' };
const chinese = { arn: 'arn:aws-cn:iam::111122223333:role/reader' };
const principals = { service, user, role, session, root, chinese, anonymous: 'anonymous' } satisfies Record<string, RequestPrincipal>;

const everyone = Object.keys(principals);

test.each<[element: PrincipalElement, who: string[]]>([
  ['*', everyone],
  [{ AWS: '*' }, everyone],
  [{ Service: 'cloudtrail.amazonaws.com' }, ['service']],
  [{ Service: ['sns.amazonaws.com', 'cloudtrail.amazonaws.com'] }, ['service']],
  [{ Service: 'cloudtrail.amazonaws.com.cn' }, []],
  [{ AWS: '111122223333' }, ['user', 'role', 'session', 'root', 'chinese']],
  [{ AWS: 'arn:aws:iam::111122223333:root' }, ['user', 'role', 'session', 'root']],
  [{ AWS: 'arn:aws-cn:iam::111122223333:root' }, ['chinese']],
  [{ AWS: '444455556666' }, []],
  [{ AWS: 'arn:aws:iam::444455556666:root' }, []],
  [{ AWS: user.arn }, ['user']],
  [{ AWS: role.arn }, ['role', 'session']],
  [{ AWS: 'arn:aws:iam::111122223333:role/reader' }, ['session']],
  [{ AWS: 'arn:aws:iam::444455556666:role/reader' }, []],
  [{ AWS: 'arn:aws-cn:iam::111122223333:role/reader' }, ['chinese']],
  [{ AWS: 'arn:aws:iam::111122223333:role/read' }, []],
  [{ AWS: session.arn }, ['session']],
  [{ AWS: 'arn:aws:sts::111122223333:assumed-role/reader/bob' }, []],
  [{ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }, []],
  [{ AWS: user.arn, Service: 'cloudtrail.amazonaws.com' }, ['service', 'user']],
  [{ Federated: 'cognito-identity.amazonaws.com' }, []],
])('Principal %j is about %j', (element, who) => {
  expect(everyone.filter((name) => effectOf({ Principal: element }, { principal: principals[name as 'user'] }) === 'allowed')).toEqual(who);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
test.each<[element: PrincipalElement, spared: string[]]>([
  ['*', everyone],
  [{ Service: 'cloudtrail.amazonaws.com' }, ['service']],
  [{ AWS: root.arn }, ['root']],
  [{ AWS: user.arn }, []],
  [{ AWS: [root.arn, user.arn] }, ['user', 'root']],
  [{ AWS: [root.arn, role.arn] }, ['role', 'root']],
  [{ AWS: [root.arn, role.arn, session.arn] }, ['role', 'session', 'root']],
])('NotPrincipal %j spares %j, who are named with all that they are', (element, spared) => {
  const effect = (principal: RequestPrincipal) => effectOf({ Effect: 'Deny', NotPrincipal: element }, { principal });

  expect(everyone.filter((name) => effect(principals[name as 'user']) !== 'denied')).toEqual(spared);
});

test.each([
  ['logs.cn-north-1.amazonaws.com.cn', 'allowed'],
  ['logs.cn-northwest-1.amazonaws.com.cn', 'notAllowed'],
  ['logs.amazonaws.com', 'notAllowed'],
])('a Regional service principal is not another one: %s is %s', (name, effect) => {
  expect(effectOf({ Principal: { Service: 'logs.cn-north-1.amazonaws.com.cn' } }, { principal: { service: name } })).toBe(effect);
});

test('a canonical user is neither a service nor somebody who does not sign', () => {
  expect(effectOf({ Principal: { CanonicalUser: '79a59d' } }, { principal: service })).toBe('notAllowed');
  expect(effectOf({ Principal: { CanonicalUser: '79a59d' } }, { principal: 'anonymous' })).toBe('notAllowed');
});

test('fails for a canonical user who could be the one who asks', () => {
  expect(() => effectOf({ Principal: { CanonicalUser: '79a59d' } }, { principal: user })).toThrow(
    'policy 0: statement 0: canonical user "79a59d" does not tell its account; write the account ID as an AWS principal',
  );
});

test.each<[element: unknown, message: string]>([
  ['everyone', 'Principal: "everyone" names nobody; write "*" or an object'],
  [['*'], 'Principal: ["*"] names nobody'],
  [{}, 'Principal: {} names nobody'],
  [{ AWS: [] }, 'Principal: AWS: the list is empty'],
  [{ AWS: 'arn:aws:iam::111122223333:role/*' }, 'Principal: AWS: "arn:aws:iam::111122223333:role/*" names no principal; write "*", an account ID'],
  [{ AWS: 'AROAEXAMPLE' }, 'Principal: AWS: "AROAEXAMPLE" names no principal'],
  [{ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, 'Principal: AWS: {"Fn::GetAtt":["Role","Arn"]} is not a literal string; resolve intrinsic functions'],
  [{ Service: '*' }, 'Principal: Service: "*" is not a service principal; write the name of one'],
  [{ Ref: 'Role' }, 'Principal: Ref: unknown type of principal; write one of AWS, Service, Federated, CanonicalUser'],
])('fails for the principal %j', (element, message) => {
  expect(() => effectOf({ Principal: element as '*' })).toThrow(`policy 0: statement 0: ${message}`);
});
