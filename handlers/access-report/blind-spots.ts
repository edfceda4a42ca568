/** What a report on access cannot know, and why. Whoever hands it on hands these on with it. */
export interface BlindSpot {
  readonly title: string;
  readonly text: string;
}

/** All of them, the widest first. */
export const BLIND_SPOTS: readonly BlindSpot[] = [
  {
    title: 'What no trail logs',
    text: 'Data events are logged only where the selectors of a trail ask for them. Access to other buckets, functions and tables, of other kinds (read or write), in other accounts or Regions, or before the selectors were there, is not in this report. That nothing is reported does not mean that nothing happened.',
  },
  {
    title: 'Presigned URLs',
    text: 'A request through a presigned URL is that of whoever signed it. Who used the URL is not recorded; the source address is that of the user of the URL.',
  },
  {
    title: 'Names of sessions',
    text: 'Whoever assumes a role chooses the name of the session, unless the trust policy of the role demands one. Each person is shown with how the name was found; the later in the list of ways, the less it proves. Without the events of AssumeRole in the same logs, chains of roles end at the last role.',
  },
  {
    title: 'Services that act for somebody',
    text: 'Where a service works with its own role, such as Athena, Glue, Redshift or a function, the role is reported, and not the user who asked the service. Replication, lifecycle rules and inventories of S3 act as services. What a service reads through an internal way may not be an event at all.',
  },
  {
    title: 'Content',
    text: 'Events tell which object, function or table, and not which bytes, columns or rows. S3 Select, ranges of bytes and scans of tables are one event each, however much they read. A call that deletes many objects names the bucket alone. Items of DynamoDB are known by their keys only, and values are redacted (HIDDEN_DUE_TO_SECURITY_REASONS).',
  },
  {
    title: 'Copies elsewhere',
    text: 'Replicas, backups, exports, snapshots and S3 inventories contain the same data under other names. Access to them is reported as theirs, if it is logged.',
  },
  {
    title: 'Management events',
    text: 'Only access to objects, functions and items is reported. Calls on the buckets, functions and tables themselves, such as DeleteBucket, PutBucketPolicy, UpdateFunctionCode or DeleteTable, change who has access or destroy data, and are management events: they are not in this report.',
  },
  {
    title: 'Other accounts',
    text: 'The account of a resource is told the account and the principal id of a caller of another account, and often no name. The name is reported where the logs of that account are among those that were read.',
  },
  {
    title: 'Late files',
    text: 'CloudTrail delivers most events within 5 minutes and promises none; files may come hours later. The last hours of a report may be incomplete, and a rollup is computed again for some days.',
  },
  {
    title: 'Integrity',
    text: 'The report says what the files say. Whether files were changed or are missing is told by validating their digests, which this report does not do.',
  },
];
