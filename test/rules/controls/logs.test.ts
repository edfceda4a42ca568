import { type Fixture, resultsOf, testFixtures } from './fixture';
import { logGroupEncrypted } from './fixtures/log-group-encrypted';
import { logGroupRetention } from './fixtures/log-group-retention';
import { logsRoleLeastPrivilege } from './fixtures/logs-role-least-privilege';
import { noInlinePolicy } from './fixtures/no-inline-policy';

testFixtures([...logGroupRetention, ...logGroupEncrypted, ...logsRoleLeastPrivilege, ...noInlinePolicy]);

const DOCUMENT = '/Resources/RolePolicy/Properties/PolicyDocument';
const TRUST = '/Resources/Role/Properties/AssumeRolePolicyDocument/Statement';

test.each<[fixtures: readonly Fixture[], name: string, pointers: string[]]>([
  [logGroupRetention, 'a day too few', ['/Resources/Group/Properties/RetentionInDays']],
  [logGroupEncrypted, 'no key', ['/Resources/Group/Type']],
  [logsRoleLeastPrivilege, 'another action', [`${DOCUMENT}/Statement/0/Action/2`]],
  [
    logsRoleLeastPrivilege,
    'one action that is in no list',
    [`${DOCUMENT}/Statement/0/Action`, `${DOCUMENT}/Statement/0/Resource`, `${TRUST}/0/Principal/Service`],
  ],
  [logsRoleLeastPrivilege, 'another log group beside it', [`${DOCUMENT}/Statement/0/Resource/1`]],
  [logsRoleLeastPrivilege, 'all actions but one', [`${DOCUMENT}/Statement/0/NotAction`]],
  [logsRoleLeastPrivilege, 'a policy as text', [DOCUMENT]],
  [logsRoleLeastPrivilege, 'a policy with one statement that is in no list', [`${DOCUMENT}/Statement/Action`, `${DOCUMENT}/Statement/Resource`]],
  [logsRoleLeastPrivilege, 'a broad statement after one that is left out', [`${DOCUMENT}/Statement`]],
  [logsRoleLeastPrivilege, 'broad Policies after some that are left out', ['/Resources/Role/Properties/Policies']],
  [
    logsRoleLeastPrivilege,
    'broad Policies',
    ['Action', 'Resource'].map((element) => `/Resources/Role/Properties/Policies/0/PolicyDocument/Statement/0/${element}`),
  ],
  [logsRoleLeastPrivilege, 'two services in one statement', [`${TRUST}/0/Principal/Service/1`]],
  [logsRoleLeastPrivilege, 'everyone but one', [`${TRUST}/0/NotPrincipal`]],
  [logsRoleLeastPrivilege, 'an administrator', ['/Resources/Role/Properties/ManagedPolicyArns/0']],
  [noInlinePolicy, 'a managed policy', ['/Resources/Role/Type', '/Resources/RolePolicy/Properties/Roles']],
  [noInlinePolicy, 'a managed policy that the role names', ['/Resources/Role/Type', '/Resources/Role/Properties/ManagedPolicyArns/0']],
  [noInlinePolicy, 'a resource for one inline policy', ['/Resources/RolePolicy/Properties/RoleName']],
  [noInlinePolicy, 'Policies', ['/Resources/Role/Properties/Policies/0']],
])('the evidence is the place that decides, %#', (fixtures, name, pointers) => {
  const [result] = resultsOf(fixtures.find((fixture) => fixture.name === name) as Fixture);

  // The last one says why the resource is asked about.
  expect(result?.evidence.map(({ pointer }) => pointer).slice(0, -1)).toEqual(pointers);
  expect(result?.evidence.at(-1)?.pointer).toMatch(/^\/Resources\/\w+\/Properties\/(KMSKeyId|BucketEncryption|KmsKeyId|CloudWatchLogs\w+Arn)$/);
});
