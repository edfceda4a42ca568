import type { FieldSelector } from './field-selector';
import type { ManagementEventSource } from './management-event-source';
import type { Noise } from './noise';
import type { ReadWrite } from './read-write';

/** Options that every event selector has. */
export interface EventSelectorOptions {
  /**
   * A name for people, shown in the console; 1 to 1,000 characters.
   *
   * @default - the selector has no name
   */
  readonly name?: string;
}

/** Options of `EventSelector.managementEvents()`. */
export interface ManagementEventsOptions extends EventSelectorOptions {
  /**
   * Whether reads, writes or both are logged.
   *
   * `Encrypt`, `Decrypt` and `GenerateDataKey` of KMS are reads, and most of its volume.
   *
   * @default - reads and writes
   */
  readonly readWrite?: ReadWrite;

  /**
   * Event sources whose management events are not logged. CloudTrail can leave out those of KMS and of the RDS Data API.
   *
   * @default - the management events of every event source are logged
   */
  readonly exclude?: ManagementEventSource[];
}

/** Options of selectors of data events on resources that are named. */
export interface DataEventsOfOptions extends EventSelectorOptions {
  /**
   * Whether reads, writes or both are logged.
   *
   * @default - reads and writes
   */
  readonly readWrite?: ReadWrite;

  /**
   * Only events with one of these names, for example `GetObject`.
   *
   * @default - events of any name
   */
  readonly eventNames?: string[];

  /**
   * No events with one of these names.
   *
   * @default - no name is excluded
   */
  readonly excludeEventNames?: string[];

  /**
   * Events that are many and say little, and are not logged.
   *
   * @default - nothing is left out as noise
   */
  readonly withoutNoise?: Noise[];

  /**
   * Further fields that an event must match, such as `userIdentity.arn`.
   *
   * @default - no further field decides
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
   */
  readonly where?: FieldSelector[];
}

/** Options of `EventSelector.dataEvents()`. */
export interface DataEventsOptions extends DataEventsOfOptions {
  /**
   * Only events on resources with one of these ARNs.
   *
   * @default - resources with any ARN, unless `resourceArnPrefixes` is given
   */
  readonly resourceArns?: string[];

  /**
   * Only events on resources whose ARN starts with one of these.
   *
   * @default - resources with any ARN, unless `resourceArns` is given
   */
  readonly resourceArnPrefixes?: string[];

  /**
   * No events on resources whose ARN starts with one of these.
   *
   * @default - no resource is excluded
   */
  readonly excludeResourceArnPrefixes?: string[];
}

/** Options of `EventSelector.networkActivity()`. */
export interface NetworkActivityOptions extends EventSelectorOptions {
  /**
   * Only calls that the policy of a VPC endpoint denied.
   *
   * @default - false: denied calls, and those that were let through
   */
  readonly deniedOnly?: boolean;

  /**
   * Only calls through these VPC endpoints, by their ids.
   *
   * @default - calls through any VPC endpoint
   */
  readonly vpcEndpointIds?: string[];

  /**
   * Only events with one of these names, for example `GetObject`.
   *
   * @default - events of any name
   */
  readonly eventNames?: string[];

  /**
   * Further fields that an event must match, such as `userIdentity.arn`.
   *
   * @default - no further field decides
   */
  readonly where?: FieldSelector[];
}
