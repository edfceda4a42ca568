import { controlsServedBy, PACKS, packOf } from '../../../lib/rules/packs/catalogue';
import { UnknownPackError } from '../../../lib/rules/packs/unknown-pack-error';
import { RULES, selection } from './tables';

const CIS = 'TRAIL-01, 02, 04, 05, 07..09, BKT-01, 03, 04, 12, KEY-01, ALM-01..15, 20, 21';
const NIST = 'TRAIL-01..10, BKT-01..10, 13, KEY-01..04, LOG-01..03, ALM-01..10, 20';

/** Each pack: its rules, how many controls it has, and what it sets. */
const SELECTIONS: [id: string, rules: string, controls: number, parameters: object][] = [
  ['ct-core', 'TRAIL-01..07, BKT-01, 02, 04, 05, 09, 10, 11, KEY-01..03, ACCT-01, SUP-01', 6, {}],
  ['cis-aws-1.2', 'TRAIL-01, 02, 04..07, BKT-01..03, KEY-01, ALM-01..14, 20, 21', 21, { patterns: 'cis-1.4' }],
  ['cis-aws-1.4', `${CIS}, TRAIL-06, BKT-02`, 27, { patterns: 'cis-1.4' }],
  ['cis-aws-2.0', `${CIS}, TRAIL-06, BKT-02`, 27, { patterns: 'cis-1.4' }],
  ['cis-aws-3.0', CIS, 25, { patterns: 'cis-3.0' }],
  ['cis-aws-4.0', CIS, 25, { patterns: 'cis-5.0' }],
  ['cis-aws-5.0', CIS, 25, { patterns: 'cis-5.0' }],
  ['cis-aws-6.0', CIS, 25, { patterns: 'cis-5.0' }],
  ['cis-aws-7.0', CIS, 25, { patterns: 'cis-7.0' }],
  [
    'aws-security-hub',
    'TRAIL-01, 02, 04, 05, 06, 07, 13, BKT-01..07, 13..16, KEY-01, 02, LOG-01, ALM-01..14, 20, SNS-01, 03, LAKE-01, ACCT-01',
    49,
    { patterns: 'securityHub', logGroupRetentionDays: 365 },
  ],
  ['aws-config-cloudtrail', 'TRAIL-01..08, BKT-03, 01, 02, ACCT-01', 17, {}],
  ['control-tower', 'TRAIL-04..06, LAKE-01, BKT-01, 03..07, 14..16, KEY-01, 05, LOG-01, 02, ALM-20', 20, { logGroupRetentionDays: 365 }],
  ['nist-800-53-r5', NIST, 21, {}],
  [
    'pci-dss-4.0.1',
    'TRAIL-01, 02, 04..09, BKT-01..05, 07..09, 13, KEY-01, 02, LOG-01, ALM-05, 20, 21',
    20,
    { retentionDays: 365, logGroupRetentionDays: 365 },
  ],
  ['hipaa-security', 'TRAIL-01, 02, 04..09, BKT-01..06, 08, KEY-01, LOG-01, 02, ALM-02, 03, 06', 9, { retentionDays: 2190 }],
  ['fedramp-moderate', NIST, 20, { retentionDays: 913, logGroupRetentionDays: 365 }],
  ['soc2-security', 'TRAIL-01, 02, 04..08, BKT-01, 03, 05, KEY-01, ALM-04, 05, 09, 10, 20', 7, {}],
  ['iso-27001-2022', 'TRAIL-01, 02, 04..07, BKT-01, 03, 05, 07..09, KEY-01, LOG-01, 02, ALM-01, 03..05, 20', 6, {}],
  ['organization', 'TRAIL-12, BKT-11, 10, KEY-03', 3, { organization: true }],
  ['lake', 'LAKE-01..03', 3, {}],
];

test('there are these packs, in this order', () => {
  expect(PACKS.map(({ id }) => id)).toEqual(SELECTIONS.map(([id]) => id));
});

test.each(SELECTIONS)('%s selects the rules of its table', (id, rules, controls, parameters) => {
  const pack = packOf(id);

  expect(pack.rules).toEqual(selection(rules));
  expect(pack.controls).toHaveLength(controls);
  expect(pack.parameters).toEqual(parameters);
});

test('there are 64 rules, and the packs ask for no others', () => {
  expect(RULES).toHaveLength(64);
  expect(PACKS.flatMap(({ rules }) => rules).filter((rule) => !RULES.includes(rule) || !/^[A-Z]+-\d\d$/.test(rule))).toEqual([]);
});

test('no pack asks whether exceptions are narrow, for a secure topic, or for what no framework wants', () => {
  const asked = PACKS.flatMap(({ rules }) => rules);

  expect(RULES.filter((rule) => !asked.includes(rule))).toEqual(['TRAIL-11', 'LOG-04', 'SNS-02', 'SUP-02']);
});

describe.each(PACKS)('$id', ({ rules, controls, severities, name, framework }) => {
  const served = controls.flatMap((control) => control.rules);

  test('has its rules and controls once, and each rule serves a control', () => {
    expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
    expect(new Set(rules).size).toBe(rules.length);
    expect([...new Set(served)].sort()).toEqual(rules);
    expect(controls.filter((control) => new Set(control.rules).size < control.rules.length)).toEqual([]);
  });

  test('lists the rules of a control in the order of their ids', () => {
    expect(controls.map((control) => control.rules)).toEqual(controls.map((control) => [...control.rules].sort()));
  });

  test('weighs only rules that it has', () => {
    expect(Object.keys(severities).filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  test('says what stays open wherever its rules are not all of a control', () => {
    expect(controls.filter(({ coverage, open }) => coverage === 'partial' && open === null)).toEqual([]);
    expect(controls.filter(({ coverage, rules: own }) => coverage === 'full' && own.length === 0)).toEqual([]);
  });

  test('promises nobody that they comply, and names only rules of others as missing', () => {
    expect(JSON.stringify(controls)).not.toMatch(/complian/i);
    expect([name, framework].filter((text) => text === '')).toEqual([]);

    const missing = controls.flatMap(({ open }) => [...(open ?? '').matchAll(/[A-Z]+-\d\d(?= is not| and| would)/g)].map(([rule]) => rule));
    expect(missing.filter((rule) => rules.includes(rule) || !RULES.includes(rule))).toEqual([]);
  });

  test('has titles of a few words, and sentences for what stays open', () => {
    expect(controls.filter(({ title }) => title.length < 8 || title.length > 80 || title.endsWith('.'))).toEqual([]);
    expect(controls.filter(({ open }) => open !== null && !/^[A-Z].*\.$/.test(open))).toEqual([]);
  });
});

test('an unknown pack is an error that names it and the packs that there are', () => {
  expect(() => packOf('cis-aws-9.9')).toThrow(UnknownPackError);
  expect(() => packOf('cis-aws-9.9')).toThrow(/"cis-aws-9\.9".*ct-core, .*pci-dss-4\.0\.1, .*lake$/);
});

test('the controls that a rule serves are told framework by framework, numbers in the order of numbers', () => {
  const packs = ['aws-security-hub', 'cis-aws-5.0', 'cis-aws-1.4', 'lake', 'pci-dss-4.0.1'].map(packOf);

  expect(controlsServedBy('BKT-05', packs)).toEqual([
    { framework: 'AWS Security Hub CSPM', version: null, id: 'S3.10', coverage: 'full' },
    { framework: 'AWS Security Hub CSPM', version: null, id: 'S3.14', coverage: 'full' },
    { framework: 'PCI DSS', version: '4.0.1', id: '10.3.2', coverage: 'full' },
  ]);
  expect(controlsServedBy('TRAIL-05', packs)).toEqual([
    { framework: 'AWS Security Hub CSPM', version: null, id: 'CloudTrail.2', coverage: 'full' },
    { framework: 'CIS AWS Foundations Benchmark', version: '1.4.0', id: '3.7', coverage: 'full' },
    { framework: 'CIS AWS Foundations Benchmark', version: '5.0.0', id: '3.5', coverage: 'full' },
    { framework: 'PCI DSS', version: '4.0.1', id: '3.5.1', coverage: 'partial' },
  ]);
  expect(controlsServedBy('TRAIL-07', packs.slice(4)).map(({ id }) => id)).toEqual(['10.2.1.2', '10.2.1.4', '10.2.1.5', '10.2.1.6', '10.2.1.7']);
  expect(controlsServedBy('TRAIL-05', [])).toEqual([]);
});

test('the controls of a pack that is in no order are told in the order of their ids', () => {
  const hub = packOf('aws-security-hub');

  expect(controlsServedBy('BKT-05', [{ ...hub, controls: [...hub.controls].reverse() }]).map(({ id }) => id)).toEqual(['S3.10', 'S3.14']);
});
