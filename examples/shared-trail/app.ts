import { App, Stack, Tags } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { EventSelector, Noise, SharedTrail, UncoveredResources } from 'cdk-cloudtrail';
import { Construct } from 'constructs';
import { leaveOut } from '../left-out';

/** What a team deploys. It need not know where the trail is. */
class Team extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const data = new Construct(this, 'Data');
    new Bucket(data, 'Documents', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, versioned: true });
    new Table(data, 'Customers', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    Tags.of(data).add('data-class', 'restricted');
    SharedTrail.contribute(data, { withoutNoise: [Noise.S3_LIFECYCLE] });
  }
}

export const app = new App();
new Team(app, 'Claims');
new Team(app, 'Payments');

const trail = new SharedTrail(new Stack(app, 'Audit'), 'Trail', {
  trailName: 'shared',
  eventSelectors: EventSelector.managementEventsWithoutKmsReads(),
});
// Nobody can add restricted data and forget the trail.
trail.requireDataEventsOf({ 'data-class': 'restricted' }, UncoveredResources.FAIL);

Tags.of(trail).add('owner', 'platform');
leaveOut(trail, 'alarms', 'cloudWatchLogs', 'insights', 'kmsEvents', 'objectLock', 'objectsOfAllBuckets', 'replica');
