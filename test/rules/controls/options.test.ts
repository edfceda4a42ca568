import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import { DEMANDED_OPTIONS } from '../../../lib/rules/controls/options';
import { DEFAULT_PARAMETERS } from '../../../lib/rules/controls/rule-parameters';
import { PACKS, packOf } from '../../../lib/rules/packs/catalogue';
import { cite, citeShort } from '../../../lib/rules/packs/cite';

const parameters = { ...DEFAULT_PARAMETERS, retentionDays: 2190, logGroupRetentionDays: 400 };

test('every rule with an option is one of a framework, and either sets or demands something', () => {
  for (const [rule, { sets, demands }] of Object.entries(DEMANDED_OPTIONS)) {
    expect(CONTROL_RULES.map(({ id }) => id)).toContain(rule);
    expect(PACKS.some(({ rules }) => rules.includes(rule))).toBe(true);
    expect(sets ?? demands).toBeDefined();
  }
});

test('the days of a pack are in what is set, demanded and to be written', () => {
  const textsOf = (rule: string) => [DEMANDED_OPTIONS[rule]?.sets, DEMANDED_OPTIONS[rule]?.demands, DEMANDED_OPTIONS[rule]?.fix];
  for (const text of textsOf('BKT-08')) expect(text?.(parameters)).toContain('2190');
  for (const text of textsOf('LOG-01')) expect(text?.(parameters)).toContain('400');
});

test('the guide has a row for each of them', () => {
  const guide = readFileSync(join(__dirname, '../../../docs/compliance.md'), 'utf8');
  const days = { ...DEFAULT_PARAMETERS, retentionDays: 'n', logGroupRetentionDays: 'n' } as unknown as typeof DEFAULT_PARAMETERS;
  for (const [rule, { of, option, sets, demands, fix }] of Object.entries(DEMANDED_OPTIONS)) {
    expect(fix(days)).not.toBe('');
    expect(guide).toContain(`| ${rule} | ${of} | \`${option}\` | ${sets?.(days) ?? '–'} | ${demands?.(days) ?? '–'} |`);
  }
});

test('controls are cited as readers of the framework find them', () => {
  expect(cite('TRAIL-04', packOf('cis-aws-5.0'))).toBe('CIS AWS Foundations Benchmark 5.0.0 3.2');
  expect(cite('TRAIL-08', packOf('pci-dss-4.0.1'))).toBe('PCI DSS 4.0.1 10.2.1.1, 10.2.1.7');
  expect(cite('TRAIL-04', packOf('aws-security-hub'))).toBe('AWS Security Hub CSPM CloudTrail.4');
});

test('where there is little room, in few words, and only the packs that have the rule', () => {
  const packs = ['cis-aws-7.0', 'aws-security-hub', 'nist-800-53-r5', 'pci-dss-4.0.1', 'hipaa-security'].map(packOf);
  expect(citeShort('BKT-03', packs.slice(0, 4))).toBe('CIS 7.0: 4.4; Security Hub: CloudTrail.7, S3.9; NIST 800-53: AU-2, AU-12; PCI DSS: 10.2.1.3');
  expect(citeShort('TRAIL-10', packs)).toBe('NIST 800-53: SI-4');
  expect(citeShort('TRAIL-12', packs)).toBe('');
  expect(citeShort('KEY-01', packs.slice(4))).toMatch(/^HIPAA/);
});
