import { Sessions } from '../../handlers/access-report/sessions';
import type { CloudTrailRecord } from '../../lib/log-format/record';

const user = (name: string, accessKeyId = `AKIA${name}`) => ({
  type: 'IAMUser',
  userName: name,
  arn: `arn:aws:iam::111122223333:user/${name}`,
  accessKeyId,
});
const role = (name: string, session: string, accessKeyId: string) => ({
  type: 'AssumedRole',
  arn: arnOf(name, session),
  principalId: `AROA${name}:${session}`,
  accessKeyId,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::111122223333:role/${name}` } },
});
const arnOf = (name: string, session: string) => `arn:aws:sts::111122223333:assumed-role/${name}/${session}`;

function assumed(userIdentity: object, arn: string, accessKeyId: string, eventName = 'AssumeRole'): CloudTrailRecord {
  const responseElements = { credentials: { accessKeyId }, assumedRoleUser: { arn } };
  return { eventSource: 'sts.amazonaws.com', eventName, userIdentity, responseElements } as unknown as CloudTrailRecord;
}

function sessionsOf(...records: CloudTrailRecord[]): Sessions {
  const sessions = new Sessions();
  for (const record of records) sessions.learn(record);
  return sessions;
}

test('follows a chain of roles to who began it, in whatever order the events come', () => {
  const chain = [assumed(role('B', 'two', 'ASIA1'), arnOf('C', 'three'), 'ASIA2'), assumed(user('ana'), arnOf('B', 'two'), 'ASIA1')];

  for (const records of [chain, [...chain].reverse()]) {
    expect(sessionsOf(...records).personOf({ userIdentity: role('C', 'three', 'ASIA2') }, 'ASIA2')).toEqual({ name: 'ana', how: 'chain' });
  }
});

test('says that an identity provider told the name where the role was assumed with SAML', () => {
  const saml = assumed({ type: 'SAMLUser', userName: 'ana@example.com' }, arnOf('B', 'x'), 'ASIA1', 'AssumeRoleWithSAML');

  expect(sessionsOf(saml).personOf({ userIdentity: role('B', 'x', 'ASIA1') }, 'ASIA1')).toEqual({ name: 'ana@example.com', how: 'federated' });
});

test('finds nobody in a session that a service asked for, even if it is called after a user', () => {
  const sessions = sessionsOf(assumed({ type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }, arnOf('B', 'ana'), 'ASIA1'), {
    userIdentity: user('ana'),
  });

  expect(sessions.personOf({ userIdentity: role('B', 'ana', 'ASIA1') }, 'ASIA1')).toBeUndefined();
  expect(sessions.personOf({ userIdentity: role('B', 'ana', 'ASIA9') }, 'ASIA9')).toEqual({ name: 'ana', how: 'sessionName' });
});

test('does not mix sessions up whose keys were replaced by the same text', () => {
  const sessions = sessionsOf(assumed(user('ana'), arnOf('B', 'one'), 'EXAMPLE'), assumed(user('bo'), arnOf('C', 'two'), 'EXAMPLE'));

  expect(sessions.personOf({ userIdentity: role('B', 'one', 'EXAMPLE') }, 'EXAMPLE')).toEqual({ name: 'ana', how: 'chain' });
  expect(sessions.personOf({ userIdentity: role('C', 'two', 'EXAMPLE') }, 'EXAMPLE')).toEqual({ name: 'bo', how: 'chain' });
  expect(sessions.personOf({ userIdentity: role('D', 'three', 'EXAMPLE') }, 'EXAMPLE')).toBeUndefined();
});

test('ends where roles assume each other in a circle', () => {
  const sessions = sessionsOf(assumed(role('B', 'x', 'ASIA1'), arnOf('C', 'y'), 'ASIA2'), assumed(role('C', 'y', 'ASIA2'), arnOf('B', 'x'), 'ASIA1'));

  expect(sessions.personOf({ userIdentity: role('B', 'x', 'ASIA1') }, 'ASIA1')).toBeUndefined();
});

test('calls a user of Identity Center by the name that another event gives to the same id', () => {
  const onBehalfOf = { userId: 'u-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' };
  const named = { ...role('AWSReservedSSO_Admin_1', 'ana', 'ASIA1'), onBehalfOf };
  const sessions = sessionsOf({ eventSource: 's3.amazonaws.com', eventName: 'GetObject', userIdentity: named });

  expect(sessions.personOf({ userIdentity: { ...role('Athena', 'x', 'ASIA2'), onBehalfOf } }, 'ASIA2')).toEqual({
    name: 'ana',
    how: 'identityCenter',
  });
});
