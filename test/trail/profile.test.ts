import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  AllBucketsConsent,
  AuditTrail,
  type AuditTrailProps,
  CloudWatchLogs,
  ComplianceChecks,
  CompliancePack,
  ComplianceProfile,
  ComplianceSeverity,
  EventSelector,
  Insight,
  InsightEventCategory,
  LogArchive,
  ReadWrite,
  ResourceType,
  S3Objects,
  SelectorKind,
} from '../../lib';
import { newStack, propertiesOf } from '../helpers/apps';

const TRAIL = 'AWS::CloudTrail::Trail';
const LOG_GROUP = 'AWS::Logs::LogGroup';
const accepted = { reason: 'decided', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };
const { AWS_SECURITY_HUB, CIS_5_0, CONTROL_TOWER, ISO_27001_2022, NIST_800_53_R5, PCI_DSS_4_0_1 } = ComplianceProfile;

const consent = AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED;
const allObjects = (readWrite?: ReadWrite) => EventSelector.s3Objects([S3Objects.ofAllBuckets(consent)], { readWrite });
const all = [EventSelector.managementEvents(), allObjects()];

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

function trailWith(props: AuditTrailProps, stack: Stack = relaxed(newStack())): Stack {
  new AuditTrail(stack, 'Audit', props);
  return stack;
}

/** What a framework demands besides options, such as alarms, is not in these stacks. */
function relaxed(stack: Stack): Stack {
  ComplianceChecks.register(stack, { packs: [CompliancePack.LAKE], failuresAre: ComplianceSeverity.INFO });
  return stack;
}

const logicalIds = (stack: Stack) => Object.keys(Template.fromStack(stack).toJSON().Resources);

test('a profile sets what is left out, and no more', () => {
  const stack = trailWith({ profile: NIST_800_53_R5, eventSelectors: all });
  expect(propertiesOf(stack, TRAIL)).toMatchObject({
    InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
    CloudWatchLogsLogGroupArn: expect.anything(),
  });
  expect(propertiesOf(stack, LOG_GROUP)).toMatchObject({ RetentionInDays: 365 });
  const cis = propertiesOf(trailWith({ profile: CIS_5_0, eventSelectors: all }), TRAIL);
  expect(cis.InsightSelectors).toBeUndefined();
  expect(cis.CloudWatchLogsLogGroupArn).toBeUndefined();
});

test('a profile changes no logical id', () => {
  const plain = logicalIds(trailWith({ eventSelectors: all }));
  expect(logicalIds(trailWith({ profile: PCI_DSS_4_0_1, eventSelectors: all }))).toEqual(expect.arrayContaining(plain));
  expect(logicalIds(trailWith({ profile: CIS_5_0, eventSelectors: all }))).toEqual(plain);
});

test('the archive that the trail defines has its profile, too', () => {
  const stack = trailWith({ profile: PCI_DSS_4_0_1, eventSelectors: all });
  const locked = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket')).filter(
    ({ Properties }) => Properties.ObjectLockConfiguration,
  );
  expect(locked).toHaveLength(1);
});

describe('a log group that the profile sets', () => {
  const keysIn = (stack: Stack) => logicalIds(stack).filter((id) => /Key[0-9A-F]{8}$/.test(id));

  test('is under the key of the archive where it has to be encrypted', () => {
    expect(keysIn(trailWith({ profile: ISO_27001_2022 }))).toHaveLength(1);
  });

  test('is under a key of its own where nobody asks, or the key of the archive cannot wait for it', () => {
    expect(keysIn(trailWith({ profile: AWS_SECURITY_HUB }))).toHaveLength(2);
    const app = new App();
    const archive = new LogArchive(new Stack(app, 'Logs'), 'Archive');
    const stack = trailWith({ profile: ISO_27001_2022, archive }, relaxed(new Stack(app, 'Stack')));
    expect(keysIn(stack)).toHaveLength(1);
    Template.fromStack(stack);
    expect(app.node.findAll().some((one) => CfnLogGroup.isCfnLogGroup(one))).toBe(true);
  });
});

describe('a profile refuses', () => {
  const refusalOf = (props: AuditTrailProps) => () => trailWith(props);

  test.each([
    [
      'multiRegion',
      'TRAIL-02',
      /'multiRegion' must be true: TRAIL-02, which serves CIS AWS Foundations Benchmark 5.0.0 3.1, got false; leave 'multiRegion' out/,
    ],
    ['logFileValidation', 'TRAIL-04', /'logFileValidation' must be true: TRAIL-04, .* 3.2, got false; leave 'logFileValidation' out/],
  ])('%s that is switched off, unless that is accepted', (option, rule, message) => {
    expect(refusalOf({ profile: CIS_5_0, eventSelectors: all, [option]: false })).toThrow(message);
    expect(refusalOf({ profile: CIS_5_0.except({ ...accepted, rule }), eventSelectors: all, [option]: false })).not.toThrow();
    expect(refusalOf({ profile: ComplianceProfile.of('lake'), [option]: false })).not.toThrow();
  });

  test('an archive without a customer managed key', () => {
    const stack = newStack();
    const archive = LogArchive.fromBucket(stack, 'Archive', { bucket: new Bucket(stack, 'Logs') });
    expect(() => trailWith({ profile: CONTROL_TOWER, archive }, stack)).toThrow(
      /'archive' must have a customer managed key: TRAIL-05, which serves AWS Control Tower.* got "Stack\/Archive"; pass an archive with an 'encryptionKey'/,
    );
  });

  test.each([
    ['data events alone', [EventSelector.dataEvents(ResourceType.LAMBDA_FUNCTION)]],
    ['writes alone', [EventSelector.managementEvents({ readWrite: ReadWrite.WRITE_ONLY })]],
    ['all but some reads', EventSelector.managementEventsWithoutKmsReads()],
    ['nothing', []],
  ])('selectors that leave out management events: %s', (_, eventSelectors) => {
    expect(refusalOf({ profile: AWS_SECURITY_HUB, eventSelectors })).toThrow(
      /'eventSelectors' must log all management events: TRAIL-07, .* CloudTrail.1/,
    );
  });

  test('selectors that leave out objects, also by default: what is charged for is not set', () => {
    expect(refusalOf({ profile: CIS_5_0 })).toThrow(
      /'eventSelectors' must log writes to the objects of all buckets: TRAIL-08, .* 3.8, got \["Logs .*management events.*"\]; add EventSelector.s3Objects\(\[S3Objects.ofAllBuckets\(.*\)\]\): .*profile.except\({ rule: 'TRAIL-08', … }\)/,
    );
    const writes = [EventSelector.managementEvents(), allObjects(ReadWrite.WRITE_ONLY)];
    expect(refusalOf({ profile: CIS_5_0, eventSelectors: writes })).toThrow(/reads of the objects of all buckets: TRAIL-09/);
    const one = EventSelector.s3Objects([S3Objects.of(Bucket.fromBucketName(newStack(), 'One', 'one'))]);
    expect(refusalOf({ profile: CIS_5_0, eventSelectors: [EventSelector.managementEvents(), one] })).toThrow(/TRAIL-08/);
  });

  test('Insights that are not both', () => {
    const profile = ['TRAIL-08', 'TRAIL-09'].reduce((less, rule) => less.except({ ...accepted, rule }), NIST_800_53_R5);
    expect(refusalOf({ profile, insights: [Insight.apiCallRate()] })).toThrow(
      /'insights' must have both types, for management events: TRAIL-10, which serves NIST SP 800-53 Rev. 5 SI-4, got \["ApiCallRateInsight"\]/,
    );
    expect(refusalOf({ profile, insights: [] })).toThrow(/TRAIL-10/);
    expect(refusalOf({ profile, insights: [Insight.apiCallRate(), Insight.apiErrorRate(InsightEventCategory.DATA)] })).toThrow(
      /ApiErrorRateInsight Data/,
    );
    expect(refusalOf({ profile, insights: [Insight.apiCallRate(InsightEventCategory.MANAGEMENT), Insight.apiErrorRate()] })).not.toThrow();
  });

  test('a log group that keeps events too short', () => {
    const cloudWatchLogs = CloudWatchLogs.toNewLogGroup({ retention: RetentionDays.SIX_MONTHS });
    expect(refusalOf({ profile: AWS_SECURITY_HUB, cloudWatchLogs })).toThrow(
      /'cloudWatchLogs' must keep events for at least 365 days: LOG-01, which serves AWS Security Hub CSPM CloudWatch.16, got 180; pass a 'retention' of 365 days/,
    );
    for (const retention of [RetentionDays.INFINITE, RetentionDays.TWO_YEARS]) {
      expect(refusalOf({ profile: AWS_SECURITY_HUB, cloudWatchLogs: CloudWatchLogs.toNewLogGroup({ retention }) })).not.toThrow();
    }
    expect(refusalOf({ profile: ComplianceProfile.SOC2_SECURITY.except({ ...accepted, rule: 'TRAIL-08' }), cloudWatchLogs })).not.toThrow();
  });
});

test('what is given in another way than the profile would set it is left as it is', () => {
  const stack = relaxed(newStack());
  const logGroup = new LogGroup(stack, 'Mine', { retention: RetentionDays.TWO_YEARS });
  trailWith({ profile: AWS_SECURITY_HUB, cloudWatchLogs: CloudWatchLogs.to(logGroup) }, stack);
  expect(propertiesOf(stack, LOG_GROUP)).toMatchObject({ RetentionInDays: 731 });
});

test('basic selectors are looked at as well', () => {
  const profile = CIS_5_0.except({ ...accepted, rule: 'TRAIL-08' }).except({ ...accepted, rule: 'TRAIL-09' });
  expect(propertiesOf(trailWith({ profile, selectorKind: SelectorKind.BASIC }), TRAIL).EventSelectors).toHaveLength(1);
  const eventSelectors = [EventSelector.managementEvents({ readWrite: ReadWrite.READ_ONLY })];
  expect(() => trailWith({ profile, selectorKind: SelectorKind.BASIC, eventSelectors })).toThrow(/TRAIL-07/);
});

describe('what a profile accepts', () => {
  const acceptedIn = (stack: Stack) =>
    Object.values<any>(Template.fromStack(stack).toJSON().Resources).flatMap(({ Type, Metadata }) =>
      (Metadata?.['cdk-cloudtrail']?.accepted ?? []).map(({ rule, at }: { rule: string; at: string }) => `${Type} ${rule} ${at}`),
    );

  const profile = ['TRAIL-08', 'TRAIL-09', 'BKT-13', 'ALM-05'].reduce((less, rule) => less.except({ ...accepted, rule }), PCI_DSS_4_0_1);

  test('is written into trail and bucket, once', () => {
    expect(acceptedIn(trailWith({ profile }))).toEqual([
      'AWS::S3::Bucket BKT-13 Stack/Audit',
      ...['TRAIL-08', 'TRAIL-09', 'ALM-05'].map((rule) => `${TRAIL} ${rule} Stack/Audit`),
    ]);
  });

  test('is written into the bucket of an archive that is given, of whatever kind', () => {
    const stack = relaxed(newStack());
    const archive = LogArchive.fromBucket(stack, 'Archive', { bucket: new LogArchive(stack, 'Other').bucket });
    expect(acceptedIn(trailWith({ profile, archive }, stack))).toContain('AWS::S3::Bucket BKT-13 Stack/Audit');
  });

  test('may be of something that is not there', () => {
    const without = AWS_SECURITY_HUB.except({ ...accepted, rule: 'SNS-01' });
    expect(acceptedIn(trailWith({ profile: without }))).toEqual([]);
  });
});

describe('each synthesis', () => {
  /** Whether it went well, what was asked, and which rules failed. */
  function synthesisOf(app: App): { error: string; packs?: string[]; failed?: string[] } {
    let error = '';
    try {
      app.synth();
    } catch (thrown) {
      error = String(thrown);
    }
    const file = join(app.outdir, 'compliance-report.json');
    if (!existsSync(file)) return { error };
    const { assumptions, results } = JSON.parse(readFileSync(file, 'utf8'));
    const failed = results.filter((row: any) => row.verdict === 'fail' && row.accepted === null).map(({ rule }: any) => rule);
    return { error, packs: assumptions.packs.map(({ id }: any) => id), failed };
  }

  test('asks the rules of the profiles of all trails, each framework once', () => {
    const app = new App();
    trailWith({ profile: ISO_27001_2022 }, new Stack(app, 'One'));
    trailWith({ profile: ComplianceProfile.of('ct-core') }, new Stack(app, 'Other'));
    trailWith({ profile: ISO_27001_2022.except({ ...accepted, rule: 'ALM-05' }) }, new Stack(app, 'Third'));
    const { error, packs } = synthesisOf(app);
    expect(packs).toEqual(['iso-27001-2022', 'ct-core']);
    expect(error).toContain('An alarm tells of changes of trails');
  });

  test('finds nothing to say of options that a profile sets', () => {
    const app = new App();
    trailWith({ profile: ISO_27001_2022 }, new Stack(app, 'Stack'));
    const { failed = [] } = synthesisOf(app);
    expect(failed.filter((rule) => !rule.startsWith('ALM-'))).toEqual([]);
    expect(failed).toContain('ALM-05');
  });

  test('finds nothing to say of what is accepted', () => {
    const app = new App();
    const profile = ['BKT-09', 'TRAIL-06'].reduce((less, rule) => less.except({ ...accepted, rule }), ComplianceProfile.of('ct-core'));
    const stack = new Stack(app, 'Stack');
    trailWith({ profile, archive: LogArchive.forDevelopment(stack, 'Archive') }, stack);
    expect(synthesisOf(app)).toEqual({ error: '', packs: ['ct-core'], failed: [] });
  });

  test('asks nothing without a profile', () => {
    const app = new App();
    trailWith({}, new Stack(app, 'Stack'));
    expect(synthesisOf(app)).toEqual({ error: '' });
  });
});
