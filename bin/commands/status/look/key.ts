import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand, type KeyMetadata } from '@aws-sdk/client-kms';
import { flagOf, textOf, Unknown } from '../../../../lib/template/unknown';
import { isPlaceholder } from '../../shared/open-values';
import { ask } from '../ask';
import type { Aws } from '../aws';
import { compared, given, missing } from '../check';
import type { DeclaredResource } from '../declared';
import { comparedPolicies } from '../policy';
import { parsed } from '../same';
import type { Looker } from './looker';

const NO_KEY = ['NotFoundException'];

/** A key: whether it can be used, whether it rotates, and who may use it. */
export const lookAtKey: Looker = async (resource, aws) => {
  const KeyId = resource.arn;
  const client = aws.kms(resource.region);
  const key = await ask('kms:DescribeKey', async () => (await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata ?? {}, NO_KEY);
  if (key.is === 'absent') return [missing(resource)];
  const rotation = await ask('kms:GetKeyRotationStatus', () => client.send(new GetKeyRotationStatusCommand({ KeyId })));
  const policy = await ask('kms:GetKeyPolicy', async () =>
    parsed((await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))).Policy),
  );
  const { properties } = resource;
  const fix = `aws kms put-key-policy --key-id ${KeyId} --policy-name default --policy file://policy.json`;
  return [
    ...given(resource, 'Enabled', key, (live) => [stateOf(resource, live)]),
    ...given(resource, 'EnableKeyRotation', rotation, ({ KeyRotationEnabled, RotationPeriodInDays }) => [
      compared(resource, {
        property: 'EnableKeyRotation',
        declared: properties.EnableKeyRotation ?? false,
        live: KeyRotationEnabled ?? false,
        fix: `aws kms ${KeyRotationEnabled ? 'disable' : 'enable'}-key-rotation --key-id ${KeyId}`,
      }),
      ...(properties.RotationPeriodInDays === undefined || !KeyRotationEnabled
        ? []
        : [
            compared(resource, {
              property: 'RotationPeriodInDays',
              declared: properties.RotationPeriodInDays,
              live: RotationPeriodInDays,
              fix: `aws kms enable-key-rotation --key-id ${KeyId} --rotation-period-in-days ${properties.RotationPeriodInDays}`,
            }),
          ]),
    ]),
    ...given(resource, 'KeyPolicy', policy, (live) => comparedPolicies(resource, 'KeyPolicy', properties.KeyPolicy, live, fix)),
  ];
};

function stateOf(resource: DeclaredResource, { KeyState, DeletionDate }: Partial<KeyMetadata>) {
  const fixes: Readonly<Record<string, string>> = {
    PendingDeletion: `aws kms cancel-key-deletion --key-id ${resource.arn} && aws kms enable-key --key-id ${resource.arn}`,
    Disabled: `aws kms enable-key --key-id ${resource.arn}`,
  };
  const flag = flagOf(resource.properties.Enabled);
  const isOpen = flag === 'unknown' && (KeyState === 'Enabled' || KeyState === 'Disabled');
  const declared = isOpen ? resource.properties.Enabled : flag === false ? 'Disabled' : 'Enabled';
  const date = DeletionDate ? ` It is deleted on ${DeletionDate.toISOString()}; after that nothing that it encrypted can be read.` : '';
  return compared(resource, {
    property: 'Enabled',
    declared,
    live: KeyState,
    because: `the key is ${KeyState}.${date}`.replace(/\.$/, ''),
    fix: fixes[KeyState ?? ''] ?? `aws kms disable-key --key-id ${resource.arn}`,
  });
}

/** The ARN of a key that is named by its id or an alias: that is what CloudTrail tells. */
export async function resolvedKey(declared: unknown, region: string, aws: Aws): Promise<unknown> {
  const KeyId = textOf(declared);
  if (KeyId === undefined || KeyId === '') return undefined;
  if (/:key\//.test(KeyId) || isPlaceholder(KeyId)) return declared;
  const answer = await ask('kms:DescribeKey', () => aws.kms(region).send(new DescribeKeyCommand({ KeyId })), NO_KEY);
  return (answer.is === 'there' && answer.value.KeyMetadata?.Arn) || new Unknown(`what ${KeyId} stands for`);
}
