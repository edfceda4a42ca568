import type { AggregationConfiguration } from '../selection/aggregation';
import type { TrailSelectors } from '../selection/basic-selector';
import type { InsightSelector } from '../selection/insights';
import type { TemplateResource } from './resource';
import type { Flag } from './unknown';

/**
 * A trail of a template, in one of the ways to deploy it.
 *
 * Texts have parts in place of what is not known: ask `isUnresolved()` of them, and show them with `display()`.
 */
export interface TrailModel {
  readonly resource: TemplateResource;
  /** The name, or what stands for the one that CloudFormation makes up. */
  readonly name: string;
  /** Whether the template gives the name. */
  readonly named: boolean;
  /** With the account and the Region of its stack. */
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly bucketName?: string;
  /** The bucket, where the assembly defines it. */
  readonly bucket?: TemplateResource;
  readonly keyPrefix?: string;
  readonly kmsKeyId?: string;
  /** The key, where the assembly defines it. */
  readonly key?: TemplateResource;
  /** The name or the ARN of the topic, as it is written. */
  readonly topicName?: string;
  readonly topic?: TemplateResource;
  readonly logGroupArn?: string;
  readonly logGroup?: TemplateResource;
  readonly roleArn?: string;
  readonly role?: TemplateResource;
  /** The event selectors; those that are not known are left out, and are among `unknowns`. */
  readonly selectors: TrailSelectors;
  readonly insights: readonly InsightSelector[];
  readonly aggregations: readonly AggregationConfiguration[];
  readonly isMultiRegion: Flag;
  readonly isOrganization: Flag;
  /** `undefined` where it is left out, which CloudFormation hands on to CloudTrail as it is. */
  readonly includesGlobalServiceEvents: Flag | undefined;
  readonly isLogging: Flag;
  readonly validatesLogFiles: Flag;
  /** Properties that are not known, wholly or in parts that matter, with what they depend on. */
  readonly unknowns: readonly { readonly property: string; readonly dependsOn: string }[];
}
