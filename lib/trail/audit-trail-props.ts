import type { ILogArchive } from '../archive/log-archive-ref';
import type { ComplianceProfile } from '../profiles/compliance-profile';
import type { EventSelector } from '../selectors/event-selector';
import type { AggregationTemplate } from './aggregation-template';
import type { CloudWatchLogs } from './cloud-watch-logs';
import type { Insight } from './insights';
import type { Notifications } from './notifications';
import type { SelectorKind } from './selector-kind';

/** Properties of `AuditTrail`. */
export interface AuditTrailProps {
  /**
   * The name of the trail: 3 to 128 letters, digits, periods, hyphens and underscores.
   *
   * It is known before the trail exists, since the policies of bucket and key are bound to it. A new name replaces the
   * trail, and starts a new chain of digest files.
   *
   * @default - made from the path of the construct and, where the stack has one, its Region: a stack that gets another `env` gets another trail
   */
  readonly trailName?: string;

  /**
   * Where the log files are delivered.
   *
   * @default - an archive of its own is defined
   */
  readonly archive?: ILogArchive;

  /**
   * Which events are logged: those that any of the selectors matches.
   *
   * @default - all management events, no data events
   */
  readonly eventSelectors?: EventSelector[];

  /**
   * How the selectors are written.
   *
   * @default SelectorKind.ADVANCED
   */
  readonly selectorKind?: SelectorKind;

  /**
   * Whether events of all Regions are logged, with those of global services such as IAM.
   *
   * @default true
   */
  readonly multiRegion?: boolean;

  /**
   * Whether CloudTrail delivers signed digest files, which prove that no log file was changed or deleted.
   *
   * @default true
   */
  readonly logFileValidation?: boolean;

  /**
   * Unusual activity that CloudTrail looks for.
   *
   * @default - none
   */
  readonly insights?: Insight[];

  /**
   * Summaries of data events that CloudTrail delivers beside the events.
   *
   * @default - none
   */
  readonly aggregation?: AggregationTemplate[];

  /**
   * Delivery to CloudWatch Logs, beside the log files.
   *
   * @default - events are delivered to the archive only
   */
  readonly cloudWatchLogs?: CloudWatchLogs;

  /**
   * Who is told of each delivered log file.
   *
   * @default - nobody
   */
  readonly notifications?: Notifications;

  /**
   * A framework that sets and locks the options that it demands, also those of the archive that the trail defines.
   *
   * Event selectors that it demands have to be among `eventSelectors`: those that are added later come too late.
   *
   * @default - no framework: nothing is set, and nothing is locked
   */
  readonly profile?: ComplianceProfile;
}
