import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail, ReadWriteType, Trail, type TrailProps } from 'aws-cdk-lib/aws-cloudtrail';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { readAssembly } from '../../lib/template/read-assembly';

const ENV = { account: '111122223333', region: 'eu-west-1' };

const NOTHING = () => undefined;

/** The findings in an app with an L2 trail. */
function findingsWith(props: (stack: Stack) => TrailProps, further: (trail: Trail, stack: Stack) => void = NOTHING): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: ENV });
  further(new Trail(stack, 'Trail', props(stack)), stack);
  return checkAssembly(readAssembly(app.synth().directory)).findings.map(({ id }) => id.replace('cdk-cloudtrail:', ''));
}

test.each<[what: string, id: string, props: (stack: Stack) => TrailProps, further: (trail: Trail, stack: Stack) => void]>([
  ['the policy of a key is not written', 'KeyPolicy.missing', (stack) => ({ encryptionKey: new Key(stack, 'Key') }), NOTHING],
  [
    'the path of the organization lacks the prefix',
    'BucketPolicy.keyPrefix',
    () => ({ trailName: 'audit', isOrganizationTrail: true, orgId: 'o-exampleorgid', s3KeyPrefix: 'audit' }),
    NOTHING,
  ],
  ['a multi-Region trail may leave out global service events', 'Trail.globalServiceEvents', () => ({ includeGlobalServiceEvents: false }), NOTHING],
  [
    'a selector for data events brings all management events back',
    'Selector.basicImplicitManagement',
    () => ({ managementEvents: ReadWriteType.WRITE_ONLY }),
    (trail, stack) => trail.addS3EventSelector([{ bucket: new Bucket(stack, 'Reports') }]),
  ],
  [
    'Insights may look at events that are not logged',
    'Selector.insightWithoutEvents',
    () => ({ trailName: 'audit' }),
    (trail) => {
      const resource = trail.node.defaultChild as CfnTrail;
      resource.addPropertyOverride('AdvancedEventSelectors', [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            { Field: 'readOnly', Equals: ['true'] },
          ],
        },
      ]);
      resource.addPropertyOverride('InsightSelectors', [{ InsightType: 'ApiCallRateInsight' }]);
    },
  ],
  ['the name is not checked', 'Trail.name', () => ({ trailName: 'a--b' }), NOTHING],
])('an L2 trail is checked: %s', (_, id, props, further) => {
  expect(findingsWith(props, further)).toEqual([id]);
});

test('an L2 trail for all data events logs its own deliveries, and events of other accounts', () => {
  expect(
    findingsWith(
      () => ({}),
      (trail) => trail.logAllS3DataEvents({ includeManagementEvents: true }),
    ),
  ).toEqual(['Selector.basicAllResources', 'Trail.logsOwnDeliveries']);
});

test('a bucket in the archive account makes the L2 write the account of the bucket into the ARN of the trail', () => {
  const app = new App();
  const archive = new Stack(app, 'Archive', { env: { account: '444455556666', region: 'eu-west-1' } });
  const bucket = new Bucket(archive, 'Logs', { bucketName: 'central-logs' });
  new Trail(new Stack(app, 'Trail', { env: ENV }), 'Trail', { trailName: 'audit', bucket, isOrganizationTrail: true, orgId: 'o-exampleorgid' });

  const findings = checkAssembly(readAssembly(app.synth().directory)).findings;

  expect(findings.map(({ id }) => id)).toEqual(['cdk-cloudtrail:BucketPolicy.sourceArn']);
});

test('references between Regions are followed to the bucket and its policy', () => {
  const app = new App();
  const archive = new Stack(app, 'Archive', { env: { ...ENV, region: 'us-east-1' }, crossRegionReferences: true });
  const bucket = new Bucket(archive, 'Logs');
  const stack = new Stack(app, 'Trail', { env: ENV, crossRegionReferences: true });
  new CfnTrail(stack, 'Trail', { s3BucketName: bucket.bucketName, isLogging: true, enableLogFileValidation: true });

  const findings = checkAssembly(readAssembly(app.synth().directory)).findings;

  expect(findings.map(({ id }) => id)).toEqual(['cdk-cloudtrail:BucketPolicy.missing']);
});
