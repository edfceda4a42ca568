import type { AlarmRuleId } from './demands';

const PEOPLE = '$.sourceIPAddress!="*.amazonaws.com"';

/** What of a control is told by others than services only: wider than its low-noise pattern, and shorter. */
const BY_PEOPLE: Readonly<Partial<Record<AlarmRuleId, string>>> = {
  'ALM-01': '($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")',
  'ALM-04': '($.eventSource=iam.amazonaws.com && $.eventName="*Policy*")',
  'ALM-05': '($.eventSource=cloudtrail.amazonaws.com && ($.eventName="*Trail" || $.eventName="*Logging" || $.eventName=PutEventSelectors))',
  'ALM-07': '($.eventSource=kms.amazonaws.com && ($.eventName=DisableKey || $.eventName=ScheduleKeyDeletion))',
  'ALM-08': '($.eventSource=s3.amazonaws.com && ($.eventName="PutBucket*" || $.eventName="DeleteBucket*"))',
  'ALM-09': '($.eventSource=config.amazonaws.com && ($.eventName="*ConfigurationRecorder" || $.eventName="*DeliveryChannel"))',
  'ALM-15': '($.eventSource=organizations.amazonaws.com && $.eventName!="Describe*" && $.eventName!="List*")',
};

/** The words in the names of calls of EC2. */
const EC2: Readonly<Partial<Record<AlarmRuleId, readonly string[]>>> = {
  'ALM-10': ['*SecurityGroup*'],
  'ALM-11': ['*NetworkAcl*'],
  'ALM-12': ['*Gateway'],
  'ALM-13': ['*Route*'],
  'ALM-14': ['*Vpc*'],
};

/**
 * A pattern that matches whatever the low-noise patterns of some controls match, and not much more. All of them together are longer than CloudWatch Logs
 * takes, and a log group has two subscriptions at the most: who gets what this one lets through has to ask the patterns themselves.
 */
export function sieveFor(ids: readonly AlarmRuleId[]): string {
  const ec2 = ids.flatMap((id) => EC2[id] ?? []).map((name) => `$.eventName="${name}"`);
  const byPeople = [
    ...ids.flatMap((id) => BY_PEOPLE[id] ?? []),
    ...(ec2.length > 0 ? [`($.eventSource=ec2.amazonaws.com && $.eventName!="Describe*" && (${ec2.join(' || ')}))`] : []),
  ];
  const any = [
    ...(ids.some((id) => id === 'ALM-02' || id === 'ALM-06') ? ['($.eventName=ConsoleLogin)'] : []),
    ...(ids.includes('ALM-03') ? ['($.userIdentity.type=Root)'] : []),
    ...(byPeople.length > 0 ? [`(${PEOPLE} && (${byPeople.join(' || ')}))`] : []),
  ];
  return `{${any.join(' || ')}}`;
}
