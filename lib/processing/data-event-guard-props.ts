import type { ProcessorProps } from './processor-props';

/** Properties of `DataEventGuard`. What it counts is in the derived bucket, below `data-event-guard/`. */
export interface DataEventGuardProps extends ProcessorProps {
  /** How many data events are expected in 24 hours, of all types together: CloudTrail charges for each. */
  readonly expectedDataEventsPerDay: number;

  /**
   * How many of them are expected on some types of resources, by the type, such as `{ 'AWS::S3::Object': 500_000 }`: a type for each event selector.
   *
   * @default - only all of them together are watched
   */
  readonly expectedOfType?: { [resourceType: string]: number };
}
