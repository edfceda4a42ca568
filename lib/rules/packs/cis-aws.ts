import type { RuleParameters } from '../controls/rule-parameters';
import { ALARM_TITLES } from './alarms';
import { definePack, full, part } from './define-pack';
import { ACCOUNT, DELIVERY, FOREIGN_BUCKET, KEY_STATE, OTHER_BUCKETS, OTHER_KEYS, PUBLIC_ACCESS, SUBSCRIBER } from './open';
import type { Pack, PackControl } from './pack';

/** The releases of the benchmark, with the section that its controls about alarms are in, and whose patterns they want. */
const RELEASES: readonly [version: string, alarms: number, patterns: RuleParameters['patterns']][] = [
  ['1.2', 3, 'cis-1.4'],
  ['1.4', 4, 'cis-1.4'],
  ['2.0', 4, 'cis-1.4'],
  ['3.0', 4, 'cis-3.0'],
  ['4.0', 4, 'cis-5.0'],
  ['5.0', 4, 'cis-5.0'],
  ['6.0', 5, 'cis-5.0'],
  ['7.0', 5, 'cis-7.0'],
];

/** Number and level of a control in each release, in the order of RELEASES; `-` where it is not among the controls. Release 1.2 had no levels. */
type Row = readonly [numbers: string, control: (id: string) => PackControl];

const ROWS: readonly Row[] = [
  // 1.2 | 1.4   | 2.0    | 3.0     | 4.0     | 5.0     | 6.0     | 7.0
  [
    '2.1 | 3.1 L1 | 3.1 L1 | 3.1 L1 | 3.1 L1 | 3.1 L1 | 4.1 L1 | 4.1 L1',
    (id) => part(id, 'A trail logs management events in all Regions', 'TRAIL-01 TRAIL-02 TRAIL-07', ACCOUNT),
  ],
  ['2.2 | 3.2 L2 | 3.2 L2 | 3.2 L2 | 3.2 L2 | 3.2 L2 | 4.2 L2 | 4.2 L2', (id) => full(id, 'Log files can be validated', 'TRAIL-04')],
  ['2.3 | 3.3 L1 | 3.3 L1 | - | - | - | - | -', (id) => part(id, 'The log bucket is not public', 'BKT-01 BKT-02', PUBLIC_ACCESS)],
  ['2.4 | 3.4 L1 | 3.4 L1 | - | - | - | - | -', (id) => part(id, 'Trails deliver to CloudWatch Logs', 'TRAIL-06', DELIVERY)],
  [
    '2.6 | 3.6 L1 | 3.6 L1 | 3.4 L1 | 3.4 L1 | 3.4 L1 | 4.4 L1 | 4.4 L1',
    (id) => full(id, 'Access to the log bucket is logged', 'BKT-03', FOREIGN_BUCKET),
  ],
  [
    '2.7 | 3.7 L2 | 3.7 L2 | 3.5 L2 | 3.5 L2 | 3.5 L2 | 4.5 L2 | 4.5 L2',
    (id) => full(id, 'A customer key encrypts log files', 'TRAIL-05', KEY_STATE),
  ],
  ['2.8 | 3.8 L2 | 3.8 L2 | 3.6 L2 | 3.6 L2 | 3.6 L2 | 4.6 L2 | 4.6 L2', (id) => full(id, 'Customer keys are rotated', 'KEY-01', OTHER_KEYS)],
  ['- | 3.10 L2 | 3.10 L2 | 3.8 L2 | 3.8 L2 | 3.8 L2 | 4.8 L2 | 4.8 L2', (id) => full(id, 'Writes of objects are logged', 'TRAIL-08')],
  ['- | 3.11 L2 | 3.11 L2 | 3.9 L2 | 3.9 L2 | 3.9 L2 | 4.9 L2 | 4.9 L2', (id) => full(id, 'Reads of objects are logged', 'TRAIL-09')],
  [
    '- | 2.1.2 L2 | 2.1.1 L2 | 2.1.1 L2 | 2.1.1 L2 | 2.1.1 L2 | 3.1.1 L2 | 3.1.1 L2',
    (id) => full(id, 'Buckets refuse plain HTTP', 'BKT-04', OTHER_BUCKETS),
  ],
  [
    '- | 2.1.3 L1 | 2.1.2 L1 | 2.1.2 L1 | 2.1.2 L2 | 2.1.2 L2 | 3.1.2 L2 | 3.1.2 L2',
    (id) => part(id, 'Deleting a version takes MFA', 'BKT-12', 'All of it: no template can say it, so its rule never passes.'),
  ],
  [
    '- | 2.1.5 L1 | 2.1.4 L1 | 2.1.4 L1 | 2.1.4 L1 | 2.1.4 L1 | 3.1.4 L1 | 3.1.4 L1',
    (id) => full(id, 'Buckets block public access', 'BKT-01', OTHER_BUCKETS),
  ],
];

const LEVEL_2 = ['ALM-06', 'ALM-07', 'ALM-09', 'ALM-10', 'ALM-11'];

/** From 4.0 on the benchmark only wants that it is monitored, however that is done. */
const OTHER_MEANS = `${SUBSCRIBER} Other means than alarms, which count as well.`;

/** The benchmark of the Center for Internet Security, a pack for each release: they differ in numbers, levels and patterns. */
export const CIS_AWS: readonly Pack[] = RELEASES.map(([version, alarms, patterns], release) =>
  definePack(
    {
      id: `cis-aws-${version}`,
      name: `CIS AWS Foundations ${version}`,
      framework: 'CIS AWS Foundations Benchmark',
      version: `${version}.0`,
      parameters: { patterns },
    },
    [...ROWS.flatMap((row) => inRelease(row, release)), ...alarmControls(version, alarms)],
  ),
);

function inRelease([numbers, control]: Row, release: number): PackControl[] {
  const [id = '-', level] = (numbers.split(' | ')[release] ?? '-').split(' ');
  return id === '-' ? [] : [{ ...control(id), ...(level && { level }) }];
}

function alarmControls(version: string, section: number): PackControl[] {
  const since4 = Number(version) >= 4;
  return Object.entries(ALARM_TITLES)
    .filter(([rule]) => rule !== 'ALM-15' || version !== '1.2')
    .map(([rule, title]) => {
      const level = LEVEL_2.includes(rule) || (rule === 'ALM-01' && since4) ? 'L2' : 'L1';
      const control = part(`${section}.${Number(rule.slice(-2))}`, title, `${rule} ALM-20 ALM-21`, since4 ? OTHER_MEANS : SUBSCRIBER);
      return version === '1.2' ? control : { ...control, level };
    });
}
