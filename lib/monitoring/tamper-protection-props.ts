import type { ITrailRef } from 'aws-cdk-lib/aws-cloudtrail';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { ILogArchive } from '../archive/log-archive-ref';
import type { TamperRepair } from './tamper-repair';

/** Properties of `TamperProtection`. */
export interface TamperProtectionProps {
  /**
   * Who is told: topics of this Region. Deleting a topic is told as well, so a second one that is not in the same hands pays.
   *
   * The topics, their subscriptions and their keys are watched too; so is the topic that the trail notifies of log files, where the app defines the trail.
   */
  readonly topics: ITopic[];

  /**
   * The trail that is protected: of this account, and of this Region.
   *
   * @default - no trail; for the account of an archive that trails of other accounts deliver to
   */
  readonly trail?: ITrailRef;

  /**
   * Where log files are delivered. Its bucket and its key are watched.
   *
   * @default - the archive of the trail, where the app knows it
   */
  readonly archive?: ILogArchive;

  /**
   * The log group that the trail delivers to.
   *
   * @default - the log group of the trail, where the app knows it
   */
  readonly logGroup?: ILogGroup;

  /**
   * Further keys that are watched, such as that of the log group.
   *
   * @default - those of the archive and of the topics
   */
  readonly keys?: IKey[];

  /**
   * What is put back automatically.
   *
   * @default - nothing is: it is only told
   */
  readonly repair?: TamperRepair;

  /**
   * ARNs of the roles that deploy, in which `*` stands for anything: `arn:aws:iam::*:role/cdk-*-cfn-exec-role-*`. What they change is told as
   * a deployment and not repaired, and policies of the organization exempt them.
   *
   * @default - what CloudFormation does is a deployment, whoever has it do so
   */
  readonly deployRoles?: string[];

  /**
   * What else the alarm on alerts that could not be sent does.
   *
   * @default - it tells `topics`
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * How long the function's log is kept. It says what was repaired.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * Key that encrypts the function's log.
   *
   * @default - a key of CloudWatch Logs
   */
  readonly encryptionKey?: IKey;
}
