import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AuditTrail, EventSelector, Noise, S3Objects } from '../../lib';
import { checkSelectors } from '../../lib/selection/check';
import { evaluate } from '../../lib/selection/evaluate';
import { newStack } from '../helpers/apps';
import { selectorsOf } from '../helpers/selectors';

const object = { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::reports/q2.xlsx' };
const event = {
  eventCategory: 'Data',
  eventType: 'AwsApiCall',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  readOnly: true,
  resources: [object],
};

function trailWithout(...withoutNoise: Noise[]) {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const eventSelectors = [EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(stack, 'Reports', 'reports'))], { withoutNoise })];
  new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors });
  return { AdvancedEventSelectors: selectorsOf(stack) };
}

test.each([
  ['lifecycle rules', Noise.S3_LIFECYCLE, { eventSource: 's3lifecycle.amazonaws.com', eventName: 'ExpireObject' }],
  ['failed authentication', Noise.S3_FAILED_AUTHENTICATION, { eventSource: 's3-authn-errors.amazonaws.com', eventName: 'AuthenticateGetObject' }],
  ['single objects of DeleteObjects', Noise.S3_OBJECTS_OF_DELETE_OBJECTS, { eventType: 'AwsServiceEvent', eventName: 'DeleteObject' }],
])('a trail may leave out %s, and logs everything else', (_, noise, change) => {
  const trail = trailWithout(noise);
  expect(evaluate({ ...event, ...change }, trail).logged).toBe('no');
  expect(evaluate(event, trail).logged).toBe('yes');
  expect(evaluate({ ...event, ...change }, trailWithout()).logged).toBe('yes');
  expect(noise.reason.length).toBeGreaterThan(20);
});

test('several kinds of noise of one field are one row, since CloudTrail takes a field once', () => {
  const trail = trailWithout(Noise.S3_LIFECYCLE, Noise.S3_FAILED_AUTHENTICATION, Noise.S3_OBJECTS_OF_DELETE_OBJECTS);
  expect(checkSelectors(trail)).toEqual([]);
  expect(evaluate({ ...event, eventSource: 's3lifecycle.amazonaws.com' }, trail).logged).toBe('no');
  expect(evaluate({ ...event, eventSource: 's3-authn-errors.amazonaws.com' }, trail).logged).toBe('no');
});

test('noise joins the conditions of a field that the user has given', () => {
  const stack = newStack();
  const selector = EventSelector.s3Objects([S3Objects.of(new Bucket(stack, 'Reports'))], {
    where: [{ field: 'eventSource', startsWith: ['s3'] }],
    withoutNoise: [Noise.S3_LIFECYCLE],
  });
  expect(selector._render().FieldSelectors).toContainEqual({ Field: 'eventSource', StartsWith: ['s3'], NotEquals: ['s3lifecycle.amazonaws.com'] });
});

test('what a pipeline of your own does may be left out by its role, whatever the session is called', () => {
  const stack = newStack({ env: { account: '111122223333', region: 'eu-west-1' } });
  const role = new Role(stack, 'Copier', { roleName: 'copier', assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const selector = EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(stack, 'Reports', 'reports'))], {
    withoutNoise: [Noise.ofRole(role, 'it copies every object')],
  });
  new AuditTrail(stack, 'Audit', { trailName: 'audit', eventSelectors: [selector] });
  const trail = { AdvancedEventSelectors: selectorsOf(stack) };
  const [row] = trail.AdvancedEventSelectors[0]?.FieldSelectors.filter(({ Field }) => Field === 'userIdentity.arn') ?? [];
  const by = (arn: string) => evaluate({ ...event, userIdentity: { type: 'AssumedRole', arn } }, trail).logged;
  expect(by(`${row?.NotStartsWith?.[0]}session`)).toBe('no');
  expect(by('arn:aws:sts::111122223333:assumed-role/copier-of-somebody/session')).toBe('yes');
});

test('management events without the reads of KMS are everything else, its writes included', () => {
  const trail = { AdvancedEventSelectors: EventSelector.managementEventsWithoutKmsReads().map((one) => one._render()) };
  const management = { eventCategory: 'Management', eventType: 'AwsApiCall', eventName: 'Any' };
  const logged = (eventSource: string, readOnly: boolean) => evaluate({ ...management, eventSource, readOnly }, trail).logged;
  expect([
    logged('kms.amazonaws.com', true),
    logged('kms.amazonaws.com', false),
    logged('iam.amazonaws.com', true),
    logged('iam.amazonaws.com', false),
  ]).toEqual(['no', 'yes', 'yes', 'yes']);
  expect(checkSelectors(trail)).toEqual([]);
});
