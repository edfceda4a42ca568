import { ArnFormat, CfnOutput, Lazy, Resource } from 'aws-cdk-lib';
import { CfnTrail, type ITrailRef, type TrailReference } from 'aws-cdk-lib/aws-cloudtrail';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { type Construct, Dependable, type IConstruct } from 'constructs';
import { LogArchive } from '../archive/log-archive';
import type { ILogArchive } from '../archive/log-archive-ref';
import type { Problem } from '../findings/finding';
import { comparing } from '../private/canonical-arn';
import { registerCompliance } from '../private/compliance-checks';
import { describeControls } from '../private/control-metadata';
import { registerDeployChecks } from '../private/deploy-checks';
import { reportAtSynthesis } from '../private/report';
import { acceptExceptions } from '../profiles/demands';
import type { AggregationConfiguration } from '../selection/aggregation';
import type { InsightSelector } from '../selection/insights';
import type { AdvancedEventSelector } from '../selection/selector';
import { EventSelector } from '../selectors/event-selector';
import type { AuditTrailProps } from './audit-trail-props';
import { checkEnvironment, checkLogFileValidation } from './checks';
import type { Contribution } from './contributions';
import { type Requirement, uncovered } from './coverage';
import { checkLogGroup, demandedLogs, withDemanded } from './demanded-options';
import { ImportedTrail } from './imported-trail';
import type { LogDataEventsOptions } from './log-data-events-options';
import { advancedOf, basicOf, problemsOfBasic } from './rendered-selectors';
import { SelectorKind } from './selector-kind';
import { type Derived, SelectorList } from './selector-list';
import { registerTrail } from './stack-order';
import type { TrailAttributes } from './trail-attributes';
import { checkTrailName, defaultTrailName } from './trail-name';
import { UncoveredResources } from './uncovered-resources';

/**
 * A trail that deploys at the first try, logs what its selectors say and never its own deliveries.
 *
 * Multi-Region, with digest files, encrypted with a customer managed key; created after the policies that it needs.
 */
@propertyInjectable
export class AuditTrail extends Resource implements ITrailRef {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cloudtrail.trail.AuditTrail';

  /**
   * A trail that exists.
   *
   * Its selectors cannot be added to: CloudTrail sets all selectors of a trail at once.
   */
  public static fromTrailAttributes(scope: Construct, id: string, attributes: TrailAttributes): ITrailRef {
    return new ImportedTrail(scope, id, attributes);
  }

  /** The name of the trail. */
  public readonly trailName: string;

  /** The ARN of the trail, written out from its name: policies that the trail needs may use it. */
  public readonly trailArn: string;

  /** Where the log files are delivered. */
  public readonly archive: ILogArchive;

  /** The log group that events are delivered to beside the archive, if there is one. */
  public readonly logGroup?: ILogGroup;

  /** Name and ARN. */
  public readonly trailRef: TrailReference;

  private readonly selectors: SelectorList;
  private readonly selectorKind: SelectorKind;
  private readonly contributions: Contribution[] = [];
  private readonly requirements: Requirement[] = [];

  private readonly insights: InsightSelector[];
  private readonly aggregations: AggregationConfiguration[];

  constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id, { physicalName: props.trailName });
    const options = withDemanded(this, props);
    if (props.trailName !== undefined) checkTrailName(this, props.trailName);
    checkLogFileValidation(this, props.logFileValidation ?? true);

    this.trailName = props.trailName ?? defaultTrailName(this);
    this.trailArn = this.stack.formatArn({
      service: 'cloudtrail',
      resource: 'trail',
      resourceName: this.trailName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.trailRef = { trailName: this.trailName, trailArn: this.trailArn };
    this.selectorKind = props.selectorKind ?? SelectorKind.ADVANCED;
    this.selectors = new SelectorList(this, () => this._contributions());
    for (const selector of props.eventSelectors ?? [EventSelector.managementEvents()]) this.addEventSelector(selector);

    this.insights = (options.insights ?? []).map(({ insightType, eventCategories }) => ({
      InsightType: insightType,
      ...(eventCategories.length > 0 && { EventCategories: eventCategories }),
    }));
    this.aggregations = props.aggregation?.length ? [{ EventCategory: 'Data', Templates: props.aggregation.map(({ value }) => value) }] : [];

    this.archive = props.archive ?? new LogArchive(this, 'Archive', { profile: props.profile });
    checkEnvironment(this, this.archive);
    this.archive.addTrail({ trailArn: this.trailArn, trailAccount: this.stack.account, owners: [this.stack.account] });
    this.logGroup = this.define(props);
    registerTrail({ scope: this, archive: this.archive.bucket, selectors: () => this.selectors.asked() });
    reportAtSynthesis(this, () => comparing(() => this.problems()));
    registerDeployChecks(this);
    acceptExceptions(this, props.profile, [this, this.archive, this.archive.bucket, this.archive.encryptionKey]);
    if (props.profile) registerCompliance(this, [props.profile.packId]);
  }

  /**
   * Log further events.
   *
   * @param selector which ones
   */
  public addEventSelector(selector: EventSelector): void {
    this.selectors.add(selector);
  }

  /**
   * Log data events of a part of the app: of every bucket, function and table in it, also of those defined later.
   *
   * Log buckets, and what processes log files, are passed over.
   *
   * @param scope a bucket, function or table, or a construct around some, such as a stack
   * @param options which resources and events
   */
  public logDataEventsOf(scope: IConstruct, options: LogDataEventsOptions = {}): void {
    this.contributions.push({ scope, options });
  }

  /**
   * Demand that every read and write of resources with certain tags is logged, and report those of which it is not.
   *
   * @param tags all of them, as on the resource, for example `{ 'data-class': 'restricted' }`
   * @param uncoveredResources what becomes of the others. Default - a warning for each
   */
  public requireDataEventsOf(tags: { [key: string]: string }, uncoveredResources: UncoveredResources = UncoveredResources.WARN): void {
    this.requirements.push({ tags, uncovered: uncoveredResources });
  }

  /** @internal */
  public _contributions(): readonly Contribution[] {
    return this.contributions;
  }

  /** @internal */
  public _selectors(): readonly AdvancedEventSelector[] {
    return this.selectors.effective();
  }

  /**
   * What the trail logs and what it does not log, in plain words.
   *
   * Resources without a name of their own stand by their place in the app, as `<Stack/Reports>`.
   */
  public explain(): string {
    return this.selectors.explain(this.derived());
  }

  /** Define outputs of the stack that tell operators where to look: the trail, and where it delivers. */
  public addOutputs(): void {
    new CfnOutput(this, 'TrailName', { value: this.trailName, description: 'name of the CloudTrail trail' });
    new CfnOutput(this, 'TrailArn', { value: this.trailArn, description: 'ARN of the CloudTrail trail' });
    new CfnOutput(this, 'LogBucketName', { value: this.archive.bucket.bucketName, description: 'bucket that the trail delivers its log files to' });
  }

  private define(props: AuditTrailProps): ILogGroup | undefined {
    const { archive } = this;
    const cloudWatchLogs = props.cloudWatchLogs ?? demandedLogs(this, props.profile, archive);
    const logs = cloudWatchLogs?._bind(this, this.stack.account);
    checkLogGroup(this, props.profile);
    const notifications = props.notifications?._bind(this, this.trailArn);
    const multiRegion = props.multiRegion ?? true;
    const trail = new CfnTrail(this, 'Resource', {
      trailName: this.trailName,
      isLogging: true,
      s3BucketName: archive.bucket.bucketName,
      s3KeyPrefix: archive.keyPrefix,
      kmsKeyId: archive.encryptionKey?.keyArn,
      isMultiRegionTrail: multiRegion,
      // CloudTrail refuses a multi-Region trail without them; elsewhere they only have an effect in the Region that records them.
      includeGlobalServiceEvents: true,
      enableLogFileValidation: props.logFileValidation ?? true,
      advancedEventSelectors: Lazy.any({ produce: () => advancedOf(() => this.selectors.effective(), this.selectorKind) }),
      eventSelectors: Lazy.any({ produce: () => basicOf(() => this.selectors.effective(), this.selectorKind) }),
      insightSelectors:
        this.insights.length === 0
          ? undefined
          : this.insights.map((row) => ({ insightType: row.InsightType, eventCategories: row.EventCategories && [...row.EventCategories] })),
      aggregationConfigurations:
        this.aggregations.length === 0
          ? undefined
          : this.aggregations.map((row) => ({ eventCategory: row.EventCategory ?? 'Data', templates: [...(row.Templates ?? [])] })),
      cloudWatchLogsLogGroupArn: logs?.logGroupArn,
      cloudWatchLogsRoleArn: logs?.roleArn,
      snsTopicName: notifications?.topicArn,
    });
    // CloudTrail tries all of them when the trail is created.
    trail.node.addDependency(archive.deliveryPolicies, ...(logs ? [logs.dependency] : []), ...(notifications ? [notifications.dependency] : []));
    const topicPolicies = notifications ? Dependable.of(notifications.dependency).dependencyRoots : [];
    describeControls([...this.node.children.filter((child) => child !== archive), ...topicPolicies], props.profile?.packId);
    return logs?.logGroup;
  }

  private problems(): Problem[] {
    const selectors = () => this.selectors.effective();
    return [
      ...this.selectors.problems(this.derived()),
      ...problemsOfBasic(selectors, this.selectorKind),
      ...uncovered(this, this.requirements, selectors),
    ];
  }

  private derived(): Derived {
    return { insights: this.insights, aggregations: this.aggregations };
  }
}
