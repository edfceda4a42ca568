/** A category of events in which Insights look for unusual activity. */
export enum InsightEventCategory {
  /** Management events. */
  MANAGEMENT = 'Management',

  /** Data events. */
  DATA = 'Data',
}

/**
 * Unusual activity that CloudTrail looks for. It is charged for by the events that are analysed, for each type.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
 */
export class Insight {
  /**
   * Unusually many calls per minute. Of management events, only writes are analysed.
   *
   * @param eventCategories in which events. Default - management events
   */
  public static apiCallRate(...eventCategories: InsightEventCategory[]): Insight {
    return Insight.of('ApiCallRateInsight', ...eventCategories);
  }

  /**
   * Unusually many calls that end with an error.
   *
   * @param eventCategories in which events. Default - management events
   */
  public static apiErrorRate(...eventCategories: InsightEventCategory[]): Insight {
    return Insight.of('ApiErrorRateInsight', ...eventCategories);
  }

  /**
   * A type that is newer than this library.
   *
   * @param insightType the name that CloudTrail documents
   * @param eventCategories in which events. Default - what CloudTrail defines for the type
   */
  public static of(insightType: string, ...eventCategories: InsightEventCategory[]): Insight {
    return new Insight(insightType, eventCategories);
  }

  private constructor(
    /** The name of the type. */
    public readonly insightType: string,
    /** In which events; none for what CloudTrail defines. */
    public readonly eventCategories: InsightEventCategory[],
  ) {}
}
