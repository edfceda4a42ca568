import { Stack } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { type CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { readableArn } from '../private/canonical-arn';
import type { ComplianceProfile } from '../profiles/compliance-profile';
import { demands, parametersOf, refuseFor } from '../profiles/demands';
import { fateOf } from '../selection/diff-parts';
import type { AdvancedEventSelector } from '../selection/selector';
import { selectorInWords } from '../selection/words-selector';
import { EventSelector } from '../selectors/event-selector';
import type { AuditTrailProps } from './audit-trail-props';
import { CloudWatchLogs } from './cloud-watch-logs';
import { comparable, isUnresolved } from './explain';
import { Insight, InsightEventCategory } from './insights';

const INSIGHTS = [Insight.apiCallRate(), Insight.apiErrorRate()];

/** What the selectors have to log, all together. */
const WANTED: Readonly<Record<string, AdvancedEventSelector>> = {
  'TRAIL-07': { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  'TRAIL-08': objectEvents('false'),
  'TRAIL-09': objectEvents('true'),
};

function objectEvents(readOnly: string): AdvancedEventSelector {
  return {
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'readOnly', Equals: [readOnly] },
      { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::'] },
    ],
  };
}

/** The options of a trail, with what its profile demands of those that are left out. Delivery to CloudWatch Logs waits for the archive. */
export function withDemanded(scope: IConstruct, props: AuditTrailProps): AuditTrailProps {
  const { profile } = props;
  if (!profile) return props;
  if (props.multiRegion === false && demands(profile, 'TRAIL-02')) refuseFor(scope, profile, 'TRAIL-02', false);
  if (props.logFileValidation === false && demands(profile, 'TRAIL-04')) refuseFor(scope, profile, 'TRAIL-04', false);
  if (props.archive && !props.archive.encryptionKey && demands(profile, 'TRAIL-05')) {
    refuseFor(scope, profile, 'TRAIL-05', props.archive.node.path);
  }
  checkSelectors(scope, profile, props.eventSelectors ?? [EventSelector.managementEvents()]);
  if (!demands(profile, 'TRAIL-10')) return props;
  const { insights = INSIGHTS } = props;
  if (!INSIGHTS.every(({ insightType }) => insights.some((one) => one.insightType === insightType && isOfManagement(one)))) {
    const given = insights.map((one) => [one.insightType, ...one.eventCategories].join(' '));
    refuseFor(scope, profile, 'TRAIL-10', given);
  }
  return { ...props, insights };
}

function isOfManagement({ eventCategories }: Insight): boolean {
  return eventCategories.length === 0 || eventCategories.includes(InsightEventCategory.MANAGEMENT);
}

function checkSelectors(scope: IConstruct, profile: ComplianceProfile, selectors: readonly EventSelector[]): void {
  const given = selectors.map((selector) => comparable(selector._render()));
  for (const [rule, wanted] of Object.entries(WANTED)) {
    if (!demands(profile, rule)) continue;
    const { gone, open } = fateOf(wanted, given, isUnresolved);
    if (gone.length + open.length === 0) continue;
    const words = given.map((selector) => selectorInWords(selector, [], readableArn));
    refuseFor(scope, profile, rule, words);
  }
}

/** Where events are delivered to beside the archive, if nobody says. */
export function demandedLogs(scope: IConstruct, profile: ComplianceProfile | undefined, archive: ILogArchive): CloudWatchLogs | undefined {
  if (!demands(profile, 'TRAIL-06')) return undefined;
  return CloudWatchLogs.toNewLogGroup({
    retention: demands(profile, 'LOG-01') ? atLeast(parametersOf(profile).logGroupRetentionDays) : undefined,
    encryptionKey: demands(profile, 'LOG-02') ? keyOfSameStack(scope, archive) : undefined,
  });
}

/** The stack of a key in another one would wait for the log group, which waits for the key. */
function keyOfSameStack(scope: IConstruct, { encryptionKey }: ILogArchive): ILogArchive['encryptionKey'] {
  const own = encryptionKey?.node.defaultChild;
  return own && CfnKey.isCfnKey(own) && Stack.of(own) === Stack.of(scope) ? encryptionKey : undefined;
}

function atLeast(days: number): RetentionDays {
  const known = Object.values(RetentionDays).filter((value): value is RetentionDays => typeof value === 'number');
  return known.filter((value) => value >= days).sort((one, other) => one - other)[0] ?? RetentionDays.INFINITE;
}

/** How long a log group that the trail defined keeps events is only seen in what was defined. */
export function checkLogGroup(scope: IConstruct, profile: ComplianceProfile | undefined): void {
  const logGroup = scope.node.tryFindChild('CloudWatchLogs')?.node.tryFindChild('LogGroup')?.node.defaultChild as CfnLogGroup | undefined;
  const days = logGroup?.retentionInDays;
  if (days === undefined || !demands(profile, 'LOG-01') || days >= parametersOf(profile).logGroupRetentionDays) return;
  refuseFor(scope, profile, 'LOG-01', days);
}
