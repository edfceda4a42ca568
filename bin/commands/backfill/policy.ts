import type { Request } from './options';

/** What whoever runs the command has to be allowed, and no more. */
export function policyOf({ place, queue, accounts }: Request): object {
  const region = queue?.region;
  const partition = region?.startsWith('cn-') ? 'aws-cn' : region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const top = `${place.prefix}AWSLogs/`;
  // The folder of an organization stands before that of its accounts, and is listed to find them.
  const prefixes = accounts.length === 0 ? [`${top}*`] : [top, `${top}o-*`, ...accounts.map((account) => `${top}${account}/*`)];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ListLogFiles',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:${partition}:s3:::${place.bucket}`,
        Condition: { StringLike: { 's3:prefix': prefixes } },
      },
      ...(queue
        ? [
            {
              Sid: 'AnnounceLogFiles',
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: `arn:${partition}:sqs:${queue.region ?? '*'}:${queue.account}:${queue.name}`,
            },
          ]
        : []),
    ],
  };
}
