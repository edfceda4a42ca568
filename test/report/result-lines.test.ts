import { problemLines, resultLines } from '../../lib/report/text/result-lines';
import { ACCEPTANCE, reportOn, rowsOf, withTrail } from './reports';

const OFF = { EnableLogFileValidation: false };

test('a result that fails says what is wanted, where it stands and what mends it', () => {
  const [row] = rowsOf(reportOn(withTrail(OFF), ['ct-core']), 'TRAIL-04');

  expect(row && resultLines(row)).toEqual([
    'TRAIL-04 (medium) Audit/Trail: no digest files are delivered',
    '  wanted: The trail delivers digest files',
    '  evidence: Audit.template.json /Resources/Trail/Properties/EnableLogFileValidation is false',
    '  fix: set EnableLogFileValidation to true',
  ]);
});

test('a result that somebody accepts says who, why and until when, and no longer what mends it', () => {
  const [row] = rowsOf(reportOn(withTrail(OFF, { 'cdk-cloudtrail': { accepted: [ACCEPTANCE] } }), ['ct-core']), 'TRAIL-04');
  const lines = row ? resultLines(row) : [];

  expect(lines).toContain('  accepted: a test (security, SEC-1, until 2027-03-31)');
  expect(lines.join()).not.toContain('fix:');
});

test('a result that nobody knows says on what it depends, and what it is with the defaults', () => {
  const template = { ...withTrail({ EnableLogFileValidation: { Ref: 'Validate' } }), Parameters: { Validate: { Type: 'String', Default: 'true' } } };
  const [row] = rowsOf(reportOn(template, ['ct-core']), 'TRAIL-04');

  expect(row && resultLines(row).slice(2, 5)).toEqual([
    '  depends on: parameter Validate',
    '  settled by: cloudtrail:GetTrail LogFileValidationEnabled',
    '  with the defaults of all parameters: pass',
  ]);
});

test('what is missing is said to be, and a long value is cut', () => {
  const [missing] = rowsOf(reportOn(withTrail({ Tags: undefined }), ['aws-security-hub']), 'TRAIL-13');
  const [long] = rowsOf(reportOn(withTrail({ KMSKeyId: `alias/aws/${'x'.repeat(300)}` }), ['ct-core']), 'TRAIL-05');

  expect(missing && resultLines(missing).join()).toContain('/Resources/Trail/Type without Properties.Tags');
  expect(long && resultLines(long).join()).toContain(' and so on');
});

test('acceptances tell their problems, each with where it was said', () => {
  const acceptances = [
    { ...ACCEPTANCE, rule: 'TRAIL-01', at: '' },
    { ...ACCEPTANCE, at: 'Audit/Trail' },
  ];

  expect(problemLines(reportOn(withTrail(OFF), ['ct-core'], { acceptances }).suppressions)).toEqual([
    'TRAIL-01 at the app: it matches no result that did not pass, it is for the whole app',
  ]);
});
