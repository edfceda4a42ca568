import { App, CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AuditTrail, LogArchive } from 'cdk-cloudtrail';
import { leaveOut } from '../left-out';

export const app = new App();
const stack = new Stack(app, 'Audit', { env: { account: '111122223333', region: 'eu-west-1' } });

// Bucket and key belong to the platform team, which adds the statements to their policies.
const archive = LogArchive.fromBucket(stack, 'Archive', {
  bucket: Bucket.fromBucketName(stack, 'Logs', 'platform-cloudtrail-logs'),
  encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
  keyPrefix: 'team-a',
  policiesManagedBy: 'platform team, repository landing-zone',
});
const trail = new AuditTrail(stack, 'Trail', { trailName: 'team-a-audit', archive });

// What to send them, once the trail is defined.
new CfnOutput(stack, 'RequiredPolicies', { value: archive.requiredPolicies() });

Tags.of(stack).add('owner', 'team-a');
leaveOut(trail, 'alarms', 'cloudWatchLogs', 'insights', 'objectsOfAllBuckets');
