import { CfnParameter, Duration, type Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AccessLogs, ComplianceModeConsent, ComplianceProfile, LogArchive, type LogArchiveProps, ObjectLock } from '../../lib';
import { newStack } from '../helpers/apps';

const accepted = { reason: 'decided', owner: 'platform', ticket: 'AUD-7', expires: '2027-03-31' };
const { AWS_SECURITY_HUB, CIS_5_0, FEDRAMP_MODERATE, HIPAA_SECURITY, PCI_DSS_4_0_1 } = ComplianceProfile;

function archiveWith(props: LogArchiveProps, stack: Stack = newStack()): Stack {
  new LogArchive(stack, 'Archive', props);
  return stack;
}

/** The log bucket as it is in the template. */
function bucketOf(stack: Stack): any {
  const [bucket] = Object.entries(Template.fromStack(stack).findResources('AWS::S3::Bucket')).flatMap(([id, one]) =>
    id.startsWith('ArchiveBucket') ? [one] : [],
  );
  return bucket;
}

const lockIn = (stack: Stack) => bucketOf(stack).Properties.ObjectLockConfiguration?.Rule.DefaultRetention;

test('without a profile, or with one that the defaults are enough for, nothing is set', () => {
  const plain = Template.fromStack(archiveWith({})).toJSON();
  const strip = (template: any) => JSON.parse(JSON.stringify(template), (key, value) => (key === 'Metadata' ? undefined : value));
  expect(strip(Template.fromStack(archiveWith({ profile: CIS_5_0 })).toJSON())).toEqual(strip(plain));
  expect(lockIn(archiveWith({}))).toBeUndefined();
});

describe('Object Lock, where a framework demands it', () => {
  test('is set for as long as it wants log files kept', () => {
    expect(lockIn(archiveWith({ profile: PCI_DSS_4_0_1 }))).toEqual({ Mode: 'GOVERNANCE', Days: 365 });
    expect(lockIn(archiveWith({ profile: FEDRAMP_MODERATE }))).toEqual({ Mode: 'GOVERNANCE', Days: 913 });
  });

  test('ends with the log files, where the framework lets them go earlier', () => {
    expect(lockIn(archiveWith({ profile: AWS_SECURITY_HUB, expireAfter: Duration.days(90) }))).toEqual({ Mode: 'GOVERNANCE', Days: 90 });
  });

  test('is left as it is given', () => {
    const objectLock = ObjectLock.compliance(Duration.days(7), ComplianceModeConsent.NOBODY_CAN_DELETE_BEFORE_THE_END);
    expect(lockIn(archiveWith({ profile: PCI_DSS_4_0_1, objectLock }))).toEqual({ Mode: 'COMPLIANCE', Days: 7 });
  });

  test('is not set where that is accepted, and the template says so', () => {
    const stack = archiveWith({ profile: PCI_DSS_4_0_1.except({ ...accepted, rule: 'BKT-07' }) });
    expect(lockIn(stack)).toBeUndefined();
    expect(bucketOf(stack).Metadata['cdk-cloudtrail'].accepted).toEqual([{ ...accepted, rule: 'BKT-07', at: 'Stack/Archive' }]);
    expect(JSON.stringify(Template.fromStack(stack).toJSON()).match(/"accepted"/g)).toHaveLength(1);
  });
});

describe('how long log files are kept', () => {
  test('must not be shorter than the framework demands', () => {
    expect(() => archiveWith({ profile: HIPAA_SECURITY, expireAfter: Duration.days(365) })).toThrow(
      /ComplianceProfile.locked\] 'expireAfter' must be at least 2190 days: BKT-08, which serves HIPAA.*, got "365 days"; pass Duration.days\(2190\).*profile.except\({ rule: 'BKT-08', … }\) \(at Stack\/Archive\)/,
    );
    expect(() => archiveWith({ profile: HIPAA_SECURITY, expireAfter: Duration.hours(36) })).toThrow(/BKT-08/);
  });

  test('may be as long, or longer, or shorter where that is accepted or not demanded', () => {
    const expiryIn = (props: LogArchiveProps) => bucketOf(archiveWith(props)).Properties.LifecycleConfiguration.Rules[0].ExpirationInDays;
    expect(expiryIn({ profile: HIPAA_SECURITY, expireAfter: Duration.days(2190) })).toBe(2190);
    expect(expiryIn({ profile: HIPAA_SECURITY })).toBeUndefined();
    expect(expiryIn({ profile: CIS_5_0, expireAfter: Duration.days(1) })).toBe(1);
    expect(expiryIn({ profile: HIPAA_SECURITY.except({ ...accepted, rule: 'BKT-08' }), expireAfter: Duration.days(30) })).toBe(30);
  });

  test('is left to the report where it is only known at deployment', () => {
    const stack = newStack();
    const days = Duration.days(Token.asNumber(new CfnParameter(stack, 'Days', { type: 'Number' }).value));
    expect(() => archiveWith({ profile: PCI_DSS_4_0_1, expireAfter: days }, stack)).not.toThrow();
  });

  test('is still whole days', () => {
    expect(() => archiveWith({ profile: AWS_SECURITY_HUB, expireAfter: Duration.hours(12) })).toThrow(/'expireAfter' must be whole days/);
  });
});

describe('access logs', () => {
  test('must not be left out', () => {
    expect(() => archiveWith({ profile: CIS_5_0, accessLogs: AccessLogs.none('no') })).toThrow(
      /'accessLogs' must not be none: BKT-03, which serves CIS AWS Foundations Benchmark 5.0.0 3.4, got "AccessLogs.none\(\)"; leave 'accessLogs' out/,
    );
  });

  test('may be left out where that is accepted, and may go to another bucket', () => {
    const profile = CIS_5_0.except({ ...accepted, rule: 'BKT-03' });
    expect(bucketOf(archiveWith({ profile, accessLogs: AccessLogs.none('no') })).Properties.LoggingConfiguration).toBeUndefined();
    const stack = newStack();
    const accessLogs = AccessLogs.to(new Bucket(stack, 'Target'));
    expect(bucketOf(archiveWith({ profile: CIS_5_0, accessLogs }, stack)).Properties.LoggingConfiguration).toBeDefined();
  });
});

describe('an archive for development', () => {
  const forDevelopment = (profile: ComplianceProfile) => {
    const stack = newStack();
    LogArchive.forDevelopment(stack, 'Archive', { profile });
    return stack;
  };

  test.each([
    [
      PCI_DSS_4_0_1,
      /'forDevelopment\(\)' deletes log files with its stack, and they must stay: BKT-09, which serves PCI DSS 4.0.1 10.5.1; define it with new LogArchive\(\)/,
    ],
    [AWS_SECURITY_HUB, /'objectLock' must be there, which an archive for development cannot have: BKT-07, which serves AWS Security Hub CSPM S3.15/],
    [
      ['BKT-07', 'BKT-09'].reduce((profile, rule) => profile.except({ ...accepted, rule }), ComplianceProfile.NIST_800_53_R5),
      /'forDevelopment\(\)' deletes the key with its stack, and it must stay: KEY-04/,
    ],
  ])('is refused where something of it must stay', (profile, message) => {
    expect(() => forDevelopment(profile)).toThrow(message);
  });

  test('has access logs and keeps log files where a framework demands that', () => {
    const { Properties } = bucketOf(forDevelopment(HIPAA_SECURITY));
    expect(Properties.LoggingConfiguration).toBeDefined();
    expect(Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(2190);
    expect(bucketOf(forDevelopment(CIS_5_0)).Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(30);
  });
});
