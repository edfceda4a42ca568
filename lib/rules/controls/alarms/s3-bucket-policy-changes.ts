import { controlAlarm } from './control-alarm';

/** ALM-08. */
export const s3BucketPolicyChanges = controlAlarm({
  id: 'ALM-08',
  name: 'AlarmS3BucketPolicyChanges',
  events: 'changes of the policies of buckets',
  rationale: 'One wrong policy opens a bucket to everybody.',
});
