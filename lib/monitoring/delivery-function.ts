import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { DIGEST_FILE_KIND, LOG_FILE_KINDS } from '../log-format/log-file-key';
import { bundled, defineHandler, type Handler } from '../private/handler-function';
import type { Expectations } from './delivery-checks';
import { DELIVERY_ENVIRONMENT } from './delivery-monitor.contract';
import type { DeliveryMonitorProps } from './delivery-monitor-props';

const [LOG_FILE_KIND] = LOG_FILE_KINDS;

/** IAM takes 6,144 characters for a policy. Of very many accounts, names of all may be listed. */
const MOST_PREFIXES = 4000;

/** The function that looks, and what it may: list names, ask for the state of the trail, and nothing else. */
export function defineDeliveryFunction(scope: Construct, props: DeliveryMonitorProps, expected: Expectations): Handler {
  const { archive, trail, otherPlaces = true } = props;
  const json = (value: unknown) => Stack.of(scope).toJsonString(value);
  // An archive that is torn down with its stack leaves nothing behind.
  const isTornDown = archive.bucket.node.tryFindChild('AutoDeleteObjectsCustomResource') !== undefined;
  const handler = defineHandler(scope, 'Handler', {
    code: bundled('delivery-monitor'),
    handler: 'index.handler',
    description: `looks whether files are delivered to ${archive.node.path}`,
    environment: {
      [DELIVERY_ENVIRONMENT.archiveBucket]: archive.bucket.bucketName,
      [DELIVERY_ENVIRONMENT.archivePrefix]: archive.keyPrefix ?? '',
      [DELIVERY_ENVIRONMENT.name]: scope.node.path,
      [DELIVERY_ENVIRONMENT.trailArn]: trail?.trailRef.trailArn ?? '',
      [DELIVERY_ENVIRONMENT.trailName]: trail?.trailRef.trailName ?? '',
      [DELIVERY_ENVIRONMENT.accounts]: json(expected.accounts),
      [DELIVERY_ENVIRONMENT.regions]: json(expected.regions),
      [DELIVERY_ENVIRONMENT.busyAccounts]: json(expected.busyAccounts),
      [DELIVERY_ENVIRONMENT.otherPlaces]: String(otherPlaces),
      [DELIVERY_ENVIRONMENT.maxLogFileAge]: String(expected.maxLogFileAge.toSeconds()),
      [DELIVERY_ENVIRONMENT.maxDigestAge]: String(expected.maxDigestAge.toSeconds()),
    },
    memorySize: 512,
    timeout: Duration.minutes(4),
    logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
    removalPolicy: isTornDown ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    // The policy of a key that was made elsewhere may allow to decrypt log files and nothing else.
    encryptionKey: archive.encryptionKey?.node.defaultChild ? archive.encryptionKey : undefined,
  });
  grantLooking(archive, otherPlaces ? ['*'] : expected.accounts, handler.permissions);
  if (trail) Grant.addToPrincipal({ grantee: handler.permissions, actions: ['cloudtrail:GetTrailStatus'], resourceArns: [trail.trailRef.trailArn] });
  return handler;
}

/** The names of log and digest files with management and data events, and of the folders on the way there. */
function grantLooking({ bucket, keyPrefix }: ILogArchive, accounts: readonly string[], grantee: IGrantable): void {
  const root = `${keyPrefix ? `${keyPrefix}/` : ''}AWSLogs/`;
  const below = (owners: readonly string[]) =>
    owners.flatMap((owner) => [LOG_FILE_KIND, DIGEST_FILE_KIND].map((kind) => `${root}${owner}/${kind}/*`));
  const narrow = below(accounts.flatMap((account) => (account === '*' ? ['*'] : [account, `o-*/${account}`])));
  const files = JSON.stringify(narrow).length <= MOST_PREFIXES ? narrow : below(['*']);
  Grant.addToPrincipalOrResource({
    grantee,
    actions: ['s3:ListBucket'],
    resourceArns: [bucket.bucketArn],
    resource: bucket,
    conditions: { StringLike: { 's3:prefix': [root, ...(accounts.includes('*') ? [`${root}o-*/`] : []), ...files] } },
  });
}
