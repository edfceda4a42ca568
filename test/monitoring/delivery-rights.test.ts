import { evaluate } from '../../lib/policy/evaluate';
import { arnOf, identityPoliciesOf } from '../helpers/policies';
import { deliveryIn, env } from './delivery-stacks';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit';
const AWS_LOGS = 'audit/AWSLogs/';

function rightsOf(template: ReturnType<ReturnType<typeof deliveryIn>['template']>) {
  const policies = identityPoliciesOf(template, 'DeliveryHandlerRole', env);
  const principal = { arn: arnOf(template, 'DeliveryHandlerRole', env) };
  const archive = arnOf(template, 'ArchiveBucket', env);
  const effect = (action: string, resource: string, context = {}) => evaluate(policies, { principal, action, resource, context }).effect;
  const lists = (prefix: string) => effect('s3:ListBucket', archive, { 's3:prefix': prefix });
  return { archive, effect, lists };
}

const { archive, effect, lists } = rightsOf(deliveryIn().template());

test.each([
  AWS_LOGS,
  `${AWS_LOGS}o-abc123/`,
  `${AWS_LOGS}111122223333/CloudTrail-Digest/`,
  `${AWS_LOGS}o-abc123/444455556666/CloudTrail-Digest/`,
  `${AWS_LOGS}111122223333/CloudTrail/eu-west-1/`,
  `${AWS_LOGS}o-abc123/444455556666/CloudTrail-Digest/eu-west-1/`,
])('may list %s', (prefix) => {
  expect(lists(prefix)).toBe('allowed');
});

test.each(['', 'audit/', 'AWSLogs/', 'other/', `${AWS_LOGS}111122223333/`, `${AWS_LOGS}111122223333/CloudTrail-Insight/eu-west-1/`])(
  "may not list '%s'",
  (prefix) => {
    expect(lists(prefix)).toBe('notAllowed');
  },
);

test('may ask for the state of its trail, and of no other', () => {
  expect(effect('cloudtrail:GetTrailStatus', TRAIL)).toBe('allowed');
  expect(effect('cloudtrail:GetTrailStatus', `${TRAIL}2`)).toBe('notAllowed');
  expect(effect('cloudtrail:StopLogging', TRAIL)).toBe('notAllowed');
});

test('may read no file, write none, and delete none', () => {
  const file = `${archive}/${AWS_LOGS}111122223333/CloudTrail/eu-west-1/2026/07/01/x.json.gz`;
  for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject']) expect(effect(action, file)).toBe('notAllowed');
  expect(effect('s3:ListBucket', archive)).toBe('notAllowed');
  expect(effect('kms:Decrypt', arnOf(deliveryIn().template(), 'ArchiveKey', env))).toBe('notAllowed');
});

test('of as many accounts as there may be, the policy is as short as IAM takes it', () => {
  const accounts = Array.from({ length: 50 }, (_, index) => String(444455550000 + index));
  const template = deliveryIn(() => ({ trail: undefined, accounts, otherPlaces: false })).template();
  const lengths = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map(
    ({ Properties }) => JSON.stringify(Properties.PolicyDocument).length,
  );

  expect(lengths.filter((length) => length > 6144)).toEqual([]);
  expect(rightsOf(template).lists(`${AWS_LOGS}o-abc123/444455550049/CloudTrail/eu-west-1/`)).toBe('allowed');
});

test('may list no other accounts where those are left alone', () => {
  const { lists: narrow } = rightsOf(deliveryIn(() => ({ otherPlaces: false })).template());

  expect(narrow(AWS_LOGS)).toBe('allowed');
  expect(narrow(`${AWS_LOGS}111122223333/CloudTrail-Digest/eu-west-1/`)).toBe('allowed');
  expect(narrow(`${AWS_LOGS}o-abc123/111122223333/CloudTrail/eu-west-1/`)).toBe('allowed');
  expect(narrow(`${AWS_LOGS}444455556666/CloudTrail-Digest/eu-west-1/`)).toBe('notAllowed');
  expect(narrow(`${AWS_LOGS}o-abc123/444455556666/CloudTrail/eu-west-1/`)).toBe('notAllowed');
  expect(narrow(`${AWS_LOGS}o-abc123/`)).toBe('notAllowed');
});
