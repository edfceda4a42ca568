/**
 * A summary of data events that CloudTrail delivers every five minutes beside the events.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/aggregating-data-events.html
 */
export class AggregationTemplate {
  /** How often each API was called. */
  public static readonly API_ACTIVITY = AggregationTemplate.of('API_ACTIVITY');

  /** How often each resource was accessed. */
  public static readonly RESOURCE_ACCESS = AggregationTemplate.of('RESOURCE_ACCESS');

  /** What each user did. */
  public static readonly USER_ACTIONS = AggregationTemplate.of('USER_ACTIONS');

  /**
   * A template that is newer than this library.
   *
   * @param value the name that CloudTrail documents
   */
  public static of(value: string): AggregationTemplate {
    return new AggregationTemplate(value);
  }

  private constructor(
    /** The name as it is written into the trail. */
    public readonly value: string,
  ) {}
}
