/**
 * What an event selector demands of one field of an event.
 *
 * A field matches if it satisfies any of `equalTo`, `startsWith` and `endsWith` (or if none of these is given) and none
 * of the values of the three others. There are no wildcards.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export interface FieldSelector {
  /** The field, for example `userIdentity.arn`. Which fields there are depends on the category of the event. */
  readonly field: string;

  /**
   * The field is one of these.
   *
   * @default - the field may have any value
   */
  readonly equalTo?: string[];

  /**
   * The field starts with one of these.
   *
   * @default - the field may start with anything
   */
  readonly startsWith?: string[];

  /**
   * The field ends with one of these.
   *
   * @default - the field may end with anything
   */
  readonly endsWith?: string[];

  /**
   * The field is none of these.
   *
   * @default - no value is excluded
   */
  readonly notEquals?: string[];

  /**
   * The field starts with none of these.
   *
   * @default - no beginning is excluded
   */
  readonly notStartsWith?: string[];

  /**
   * The field ends with none of these.
   *
   * @default - no ending is excluded
   */
  readonly notEndsWith?: string[];
}
