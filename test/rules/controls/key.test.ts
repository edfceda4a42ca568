import { type Fixture, resultsOf, testFixtures } from './fixture';
import { keyAllowsCloudTrail } from './fixtures/key-allows-cloudtrail';
import { keyGrantsLimited } from './fixtures/key-grants-limited';
import { keyKept } from './fixtures/key-kept';
import { keyPolicyNotPublic } from './fixtures/key-policy-not-public';
import { keyRotation } from './fixtures/key-rotation';

testFixtures([...keyRotation, ...keyPolicyNotPublic, ...keyAllowsCloudTrail, ...keyKept, ...keyGrantsLimited]);

const STATEMENTS = '/Resources/Key/Properties/KeyPolicy/Statement';

test.each<[fixtures: readonly Fixture[], name: string, pointers: string[]]>([
  [keyRotation, 'true', ['/Resources/Key/Properties/EnableKeyRotation']],
  [keyRotation, 'nothing said', ['/Resources/Key/Type']],
  [keyRotation, 'a replica of a key without rotation', ['/Resources/Primary/Type']],
  [keyPolicyNotPublic, 'an Allow for everyone', [`${STATEMENTS}/4`]],
  [keyAllowsCloudTrail, 'both the source and the encryption context', [`${STATEMENTS}/1`]],
  [keyAllowsCloudTrail, 'an Allow without conditions beside the limited one', [`${STATEMENTS}/4`]],
  [keyAllowsCloudTrail, 'the trail of another account', [`${STATEMENTS}/1`]],
  [keyAllowsCloudTrail, 'a Deny against every trail', [`${STATEMENTS}/4`]],
  [keyAllowsCloudTrail, 'no statement for CloudTrail', [STATEMENTS]],
  [keyAllowsCloudTrail, 'a source that a parameter gives, beside the trail', [`${STATEMENTS}/1`, `${STATEMENTS}/4`]],
  [keyAllowsCloudTrail, 'a policy as text', ['/Resources/Key/Properties/KeyPolicy']],
  [keyKept, 'Retain', ['/Resources/Key/DeletionPolicy', '/Resources/Key/Type']],
  [keyKept, 'the longest time to save it', ['/Resources/Key/Properties/PendingWindowInDays', '/Resources/Key/Type']],
  [keyGrantsLimited, 'a Deny unless it is for an AWS service', [`${STATEMENTS}/3`]],
  [keyGrantsLimited, 'a condition that spares an administrator', [`${STATEMENTS}/3`]],
  [keyGrantsLimited, 'no Deny', [STATEMENTS]],
])('the evidence is the place that decides, %#', (fixtures, name, pointers) => {
  const [result] = resultsOf(fixtures.find((fixture) => fixture.name === name) as Fixture);

  // The last one says why the resource is asked about.
  expect(result?.evidence.map(({ pointer }) => pointer).slice(0, -1)).toEqual(pointers);
  expect(result?.evidence.at(-1)?.pointer).toMatch(/^\/Resources\/\w+\/Properties\/(KMSKeyId|BucketEncryption|KmsKeyId|CloudWatchLogs\w+Arn)$/);
});
