import type { AdvancedEventSelector } from './selector';

/**
 * Resources whose data events a basic event selector logs.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
 */
export interface DataResource {
  readonly Type: string;
  readonly Values?: readonly string[];
}

/**
 * The older kind of event selector, in the shape of the CloudTrail API and of a template.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export interface BasicEventSelector {
  readonly ReadWriteType?: string;
  readonly IncludeManagementEvents?: boolean;
  readonly DataResources?: readonly DataResource[];
  readonly ExcludeManagementEventSources?: readonly string[];
}

/** The event selectors of a trail, of either kind: a part of the properties of `AWS::CloudTrail::Trail`. */
export interface TrailSelectors {
  readonly EventSelectors?: readonly BasicEventSelector[];
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[];
}
