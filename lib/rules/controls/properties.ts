import { CIS_AWS } from '../packs/cis-aws';
import { citeShort } from '../packs/cite';
import { NIST_800_53 } from '../packs/nist';
import type { Pack } from '../packs/pack';
import { PCI_DSS } from '../packs/pci-dss';
import { SECURITY_HUB } from '../packs/security-hub';

/** The rules that look at each property of a resource, as the template names it. */
type RulesByProperty = Readonly<Record<string, string>>;

/** By the type of the resource. `DeletionPolicy` and its like stand beside the properties in a template. */
export const RULES_BY_PROPERTY: Readonly<Record<string, RulesByProperty>> = {
  'AWS::CloudTrail::Trail': {
    IsLogging: 'TRAIL-01',
    IsMultiRegionTrail: 'TRAIL-02',
    IncludeGlobalServiceEvents: 'TRAIL-03',
    EnableLogFileValidation: 'TRAIL-04',
    KMSKeyId: 'TRAIL-05',
    CloudWatchLogsLogGroupArn: 'TRAIL-06',
    CloudWatchLogsRoleArn: 'TRAIL-06',
    EventSelectors: 'TRAIL-07 TRAIL-08 TRAIL-09',
    AdvancedEventSelectors: 'TRAIL-07 TRAIL-08 TRAIL-09',
    InsightSelectors: 'TRAIL-10',
    SnsTopicName: 'TRAIL-11',
    IsOrganizationTrail: 'TRAIL-12',
    Tags: 'TRAIL-13',
  },
  'AWS::S3::Bucket': {
    PublicAccessBlockConfiguration: 'BKT-01',
    AccessControl: 'BKT-02 BKT-15',
    LoggingConfiguration: 'BKT-03',
    VersioningConfiguration: 'BKT-05',
    BucketEncryption: 'BKT-06',
    ObjectLockEnabled: 'BKT-07',
    ObjectLockConfiguration: 'BKT-07',
    LifecycleConfiguration: 'BKT-08 BKT-16',
    DeletionPolicy: 'BKT-09',
    UpdateReplacePolicy: 'BKT-09',
    ReplicationConfiguration: 'BKT-13',
    NotificationConfiguration: 'BKT-14',
    OwnershipControls: 'BKT-15',
  },
  'AWS::S3::BucketPolicy': { PolicyDocument: 'BKT-02 BKT-04 BKT-10 BKT-11' },
  'AWS::KMS::Key': {
    EnableKeyRotation: 'KEY-01',
    KeyPolicy: 'KEY-02 KEY-03 KEY-05',
    DeletionPolicy: 'KEY-04',
    PendingWindowInDays: 'KEY-04',
    Enabled: 'KEY-04',
  },
  'AWS::Logs::LogGroup': { RetentionInDays: 'LOG-01', KmsKeyId: 'LOG-02' },
  'AWS::IAM::Role': { AssumeRolePolicyDocument: 'LOG-03', Policies: 'LOG-03 LOG-04' },
  'AWS::IAM::ManagedPolicy': { PolicyDocument: 'LOG-03', Roles: 'LOG-04' },
  'AWS::SNS::Topic': { KmsMasterKeyId: 'SNS-01' },
  'AWS::SNS::TopicPolicy': { PolicyDocument: 'SNS-02 SNS-03' },
  'AWS::CloudWatch::Alarm': { AlarmActions: 'ALM-20', ActionsEnabled: 'ALM-20' },
  'AWS::CloudTrail::EventDataStore': { KmsKeyId: 'LAKE-01', MultiRegionEnabled: 'LAKE-02', TerminationProtectionEnabled: 'LAKE-03' },
};

/** Rules that no single property serves, and why. */
export const OF_NO_PROPERTY: readonly (readonly [rules: RegExp, why: string])[] = [
  [/^ACCT-01$/, 'a trail as a whole passes it'],
  [/^BKT-12$/, 'no template can say it'],
  [/^ALM-(0[1-9]|1[0-5]|21)$/, 'metric filter, alarm and topic pass it together'],
  [/^SUP-/, 'it is about acceptances'],
];

/** Whose controls a template names by itself: with all packs, nobody would read them. */
const NAMED: readonly Pack[] = [...CIS_AWS.slice(-1), SECURITY_HUB, NIST_800_53, PCI_DSS];

/** The controls that each property of a resource serves, rule by rule, in some packs beside those that are always named. */
export function controlsByProperty(type: string, packs: readonly Pack[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const all = [...new Set([...NAMED, ...packs])];
  return Object.fromEntries(
    Object.entries(RULES_BY_PROPERTY[type] ?? {}).flatMap(([property, rules]) => {
      const served = rules.split(' ').flatMap((rule) => {
        const controls = citeShort(rule, all);
        return controls === '' ? [] : [[rule, controls] as const];
      });
      return served.length === 0 ? [] : [[property, Object.fromEntries(served)] as const];
    }),
  );
}
