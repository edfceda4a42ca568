import { type PERSON_SOURCES, type PersonRecord, personOf, sessionNameOf } from '../../lib/log-format/person';

const account = '111122223333';
const session = (name: string, identity: object = {}, context: object = {}, role = 'role/Analyst'): PersonRecord => ({
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/${name}`,
    principalId: `AROAEXAMPLE:${name}`,
    sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:${role}` }, ...context },
    ...identity,
  },
});
const identity = (userIdentity: unknown): PersonRecord => ({ userIdentity });

test.each<[what: string, record: PersonRecord, name: string, how: keyof typeof PERSON_SOURCES]>([
  ['an IAM user', identity({ type: 'IAMUser', userName: 'ana', arn: `arn:aws:iam::${account}:user/ana` }), 'ana', 'iamUser'],
  ['an IAM user of whom there is the ARN alone', identity({ type: 'IAMUser', arn: `arn:aws:iam::${account}:user/staff/ana` }), 'ana', 'iamUser'],
  ['an IAM user for whom a service calls', identity({ type: 'IAMUser', userName: 'ana', invokedBy: 'athena.amazonaws.com' }), 'ana', 'iamUser'],
  ['the root user', identity({ type: 'Root', arn: `arn:aws:iam::${account}:root` }), 'root', 'root'],
  ['a session of Identity Center', session('ana', {}, {}, 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123'), 'ana', 'identityCenter'],
  [
    'such a session without an issuer',
    identity({ type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_A_1/ana` }),
    'ana',
    'identityCenter',
  ],
  [
    'an event of Identity Center',
    { userIdentity: { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } }, additionalEventData: { UserName: 'ana' } },
    'ana',
    'identityCenter',
  ],
  ['an event of Identity Center without a name', identity({ type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } }), 'u-1', 'identityCenterId'],
  ['a session in the name of a user of Identity Center', session('athena', { onBehalfOf: { userId: 'u-1' } }), 'u-1', 'identityCenterId'],
  ['a SAML user', identity({ type: 'SAMLUser', userName: 'ana@example.com', principalId: 'x:y' }), 'ana@example.com', 'federated'],
  [
    'a web user of whom there is the principal alone',
    identity({ type: 'WebIdentityUser', principalId: 'accounts.google.com:app:12' }),
    '12',
    'federated',
  ],
  ['a federated user', identity({ type: 'FederatedUser', arn: `arn:aws:sts::${account}:federated-user/ana` }), 'ana', 'federated'],
  ['a federated user without an ARN', identity({ type: 'FederatedUser', principalId: `${account}:ana` }), 'ana', 'federated'],
  ['a session with a source identity', session('app', {}, { sourceIdentity: 'ana' }), 'ana', 'sourceIdentity'],
  ['a session that is called after a mail address', session('ana@example.com'), 'ana@example.com', 'sessionMail'],
  ['a session of another account', identity({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:ana@example.com' }), 'ana@example.com', 'sessionMail'],
  ['a session that began with MFA', session('ana', {}, { attributes: { mfaAuthenticated: 'true' } }), 'ana', 'sessionName'],
  ['a session of the console', session('ana', { sessionCredentialFromConsole: 'true' }), 'ana', 'sessionName'],
])('finds who acted: %s', (_, record, name, how) => {
  expect(personOf(record)).toEqual({ name, how });
});

test.each<[what: string, record: PersonRecord]>([
  ['a service', identity({ type: 'AWSService', invokedBy: 'athena.amazonaws.com' })],
  ['an anonymous caller', identity({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' })],
  ['a user of another account, of whom there is an id', identity({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' })],
  ['a session of an instance', session('i-0123456789abcdef0', {}, { ec2RoleDelivery: '2.0' })],
  ['a session of code that AWS runs', session('ana@example.com', { inScopeOf: { issuerType: 'AWS::Lambda::Function' } })],
  ['a session of a program that says where it runs', { ...session('ana@example.com'), userAgent: 'aws-sdk-js exec-env/AWS_Lambda_nodejs22.x' }],
  ['a session of a service', { ...session('ana@example.com'), userAgent: 'glue.amazonaws.com' }],
  ['a session of a role of a service', session('ana@example.com', {}, {}, 'role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX')],
  ['a session that may be called after a program', session('nightly')],
  ['an identity that says nothing', identity({})],
  ['no identity', {}],
  ['an IAM user without a name', identity({ type: 'IAMUser' })],
])('does not guess: %s', (_, record) => {
  expect(personOf(record)).toBeUndefined();
});

test('believes the name of a session where it is that of a user, unless a service assumed the role', () => {
  const isUser = (name: string) => name === 'ana';

  expect(personOf(session('ana'), { isUser })).toEqual({ name: 'ana', how: 'sessionName' });
  expect(personOf(session('bo'), { isUser })).toBeUndefined();
  expect(personOf(session('ana'), { isUser, caller: null })).toBeUndefined();
});

test('takes who assumed the role before the name of the session, and what was stated before both', () => {
  const caller = { name: 'ana', how: 'chain' } as const;

  expect(personOf(session('bo@example.com'), { caller })).toEqual(caller);
  expect(personOf(session('x', {}, { sourceIdentity: 'cy' }), { caller })).toEqual({ name: 'cy', how: 'sourceIdentity' });
});

test('reads the name of a session from the ARN, or from the id of a principal', () => {
  expect(sessionNameOf({ arn: `arn:aws:sts::${account}:assumed-role/A/b` })).toBe('b');
  expect(sessionNameOf({ principalId: 'AROAEXAMPLE:b' })).toBe('b');
  expect(sessionNameOf({ principalId: 'AIDAEXAMPLE' })).toBeUndefined();
});
