import {
  CloudTrailClient,
  CloudTrailServiceException,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
} from '@aws-sdk/client-cloudtrail';
import type { DeployedStack } from './deployed-stack';
import { account, region } from './environment';
import type { Report } from './report';

/** Asks CloudTrail for the trail of a stack, and compares it with what the template says. */
export async function readTrail(report: Report, stack: DeployedStack): Promise<void> {
  const properties = stack.propertiesOf('AWS::CloudTrail::Trail');
  const Name = String(properties.TrailName);
  const cloudtrail = new CloudTrailClient({});
  try {
    await readSettings(report, cloudtrail, Name, properties);
    await readSelectors(report, cloudtrail, Name, properties);
    const { IsLogging } = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
    report.equal('GetTrailStatus: it is logging', IsLogging, true);
    const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf(Name)] }));
    report.equal('ListTags: those of the template', ResourceTagList?.[0]?.TagsList ?? [], properties.Tags ?? []);
  } finally {
    cloudtrail.destroy();
  }
}

export function arnOf(trailName: string): string {
  return `arn:aws:cloudtrail:${region}:${account}:trail/${trailName}`;
}

/** Whether CloudTrail knows no trail of this name. */
export async function trailIsGone(trailName: string): Promise<boolean> {
  const cloudtrail = new CloudTrailClient({});
  try {
    await cloudtrail.send(new GetTrailCommand({ Name: trailName }));
    return false;
  } catch (error) {
    if (error instanceof CloudTrailServiceException && error.name === 'TrailNotFoundException') return true;
    throw error;
  } finally {
    cloudtrail.destroy();
  }
}

async function readSettings(report: Report, cloudtrail: CloudTrailClient, Name: string, properties: Record<string, unknown>): Promise<void> {
  const { Trail } = await cloudtrail.send(new GetTrailCommand({ Name }));
  const settings = {
    TrailARN: Trail?.TrailARN,
    S3BucketName: Trail?.S3BucketName,
    S3KeyPrefix: Trail?.S3KeyPrefix || undefined,
    KmsKeyId: Trail?.KmsKeyId,
    IsMultiRegionTrail: Trail?.IsMultiRegionTrail,
    IncludeGlobalServiceEvents: Trail?.IncludeGlobalServiceEvents,
    LogFileValidationEnabled: Trail?.LogFileValidationEnabled,
    SnsTopicARN: Trail?.SnsTopicARN || undefined,
    CloudWatchLogsLogGroupArn: Trail?.CloudWatchLogsLogGroupArn || undefined,
    CloudWatchLogsRoleArn: Trail?.CloudWatchLogsRoleArn || undefined,
  };
  report.equal('GetTrail: every setting as declared', settings, {
    TrailARN: arnOf(Name),
    S3BucketName: properties.S3BucketName,
    S3KeyPrefix: properties.S3KeyPrefix,
    KmsKeyId: properties.KMSKeyId,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    LogFileValidationEnabled: true,
    SnsTopicARN: properties.SnsTopicName,
    CloudWatchLogsLogGroupArn: properties.CloudWatchLogsLogGroupArn,
    CloudWatchLogsRoleArn: properties.CloudWatchLogsRoleArn,
  });
}

async function readSelectors(report: Report, cloudtrail: CloudTrailClient, TrailName: string, properties: Record<string, unknown>): Promise<void> {
  const { AdvancedEventSelectors = [], EventSelectors = [] } = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName }));
  const what = `GetEventSelectors: ${AdvancedEventSelectors.length} advanced selectors as synthesized, no basic ones`;
  report.equal(what, { AdvancedEventSelectors, EventSelectors }, { AdvancedEventSelectors: properties.AdvancedEventSelectors, EventSelectors: [] });
  const insights = await insightsOf(cloudtrail, TrailName);
  report.equal(`GetInsightSelectors: ${insights.length || 'none'}, as declared`, insights, properties.InsightSelectors ?? []);
}

async function insightsOf(cloudtrail: CloudTrailClient, TrailName: string) {
  try {
    return (await cloudtrail.send(new GetInsightSelectorsCommand({ TrailName }))).InsightSelectors ?? [];
  } catch (error) {
    // The answer of CloudTrail for a trail without; moto has an empty list.
    if (error instanceof CloudTrailServiceException && error.name === 'InsightNotEnabledException') return [];
    throw error;
  }
}
