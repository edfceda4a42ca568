import { App, Duration, Stack } from 'aws-cdk-lib';
import { AllBucketsConsent, AuditTrail, ComplianceChecks, CompliancePack, ComplianceProfile, EventSelector, LogArchive, S3Objects } from '../../lib';
import { fails, pluginReport, quiet } from './synthesis';

quiet();

/** What a user of a profile writes who does what its errors say. */
function appWith(profile: ComplianceProfile): App {
  const app = new App();
  const stack = new Stack(app, 'Audit');
  const archive = new LogArchive(stack, 'Archive', { profile, expireAfter: Duration.days(2557) });
  const eventSelectors = [
    EventSelector.managementEvents(),
    EventSelector.s3Objects([S3Objects.ofAllBuckets(AllBucketsConsent.EVERY_OBJECT_EVENT_IS_CHARGED)]),
  ];
  new AuditTrail(stack, 'Trail', { trailName: 'audit', archive, profile, eventSelectors });
  return app;
}

test.each([
  ['CIS', ComplianceProfile.CIS_5_0],
  ['PCI DSS', ComplianceProfile.PCI_DSS_4_0_1],
  ['HIPAA', ComplianceProfile.HIPAA_SECURITY],
  ['NIST 800-53', ComplianceProfile.NIST_800_53_R5],
])('an app that does what the profile of %s says synthesizes, and is warned of what the library has no construct for', (_, profile) => {
  const app = appWith(profile);

  expect(fails(app)).toBe(false);
  const told = pluginReport(app)?.violations.filter(({ severity }) => severity !== 'info') ?? [];
  const rules = [...new Set(told.map(({ ruleName }) => ruleName))];
  expect(rules.filter((rule) => !/^(ALM-\d\d|TRAIL-0[89]|BKT-13)$/.test(rule))).toEqual([]);
  expect(rules).toEqual(expect.arrayContaining(['TRAIL-08', 'TRAIL-09']));
  expect(new Set(told.map(({ severity }) => severity))).toEqual(new Set(['warning']));
});

test('who registers the pack wants errors of everything that fails', () => {
  const app = appWith(ComplianceProfile.CIS_5_0);
  ComplianceChecks.register(app, { packs: [CompliancePack.CIS_AWS_5_0] });

  expect(fails(app)).toBe(true);
});
