import { packOf } from '../../../lib/rules/packs/catalogue';
import { rowsOf } from './tables';

const REGIONS = 'partial TRAIL-01 TRAIL-02 TRAIL-07';

/** From the number of the first alarm on, which is 3 to 5: the section. */
const alarms = (section: number, last = 15) =>
  Array.from({ length: last }, (_, index) => `${section}.${index + 1} partial ALM-${String(index + 1).padStart(2, '0')} ALM-20 ALM-21`);

const TABLES: [version: string, rows: string[]][] = [
  [
    '1.2',
    [
      `2.1 ${REGIONS}`,
      '2.2 full TRAIL-04',
      '2.3 partial BKT-01 BKT-02',
      '2.4 partial TRAIL-06',
      '2.6 full BKT-03',
      '2.7 full TRAIL-05',
      '2.8 full KEY-01',
      ...alarms(3, 14),
    ],
  ],
  ['1.4', ['2.1.2 full BKT-04', '2.1.3 partial BKT-12', '2.1.5 full BKT-01', ...old()]],
  ['2.0', ['2.1.1 full BKT-04', '2.1.2 partial BKT-12', '2.1.4 full BKT-01', ...old()]],
  ...['3.0', '4.0', '5.0'].map((version): [string, string[]] => [
    version,
    [
      '2.1.1 full BKT-04',
      '2.1.2 partial BKT-12',
      '2.1.4 full BKT-01',
      `3.1 ${REGIONS}`,
      '3.2 full TRAIL-04',
      '3.4 full BKT-03',
      '3.5 full TRAIL-05',
      '3.6 full KEY-01',
      '3.8 full TRAIL-08',
      '3.9 full TRAIL-09',
      ...alarms(4),
    ],
  ]),
  ...['6.0', '7.0'].map((version): [string, string[]] => [
    version,
    [
      '3.1.1 full BKT-04',
      '3.1.2 partial BKT-12',
      '3.1.4 full BKT-01',
      `4.1 ${REGIONS}`,
      '4.2 full TRAIL-04',
      '4.4 full BKT-03',
      '4.5 full TRAIL-05',
      '4.6 full KEY-01',
      '4.8 full TRAIL-08',
      '4.9 full TRAIL-09',
      ...alarms(5),
    ],
  ]),
];

function old(): string[] {
  return [
    `3.1 ${REGIONS}`,
    '3.2 full TRAIL-04',
    '3.3 partial BKT-01 BKT-02',
    '3.4 partial TRAIL-06',
    '3.6 full BKT-03',
    '3.7 full TRAIL-05',
    '3.8 full KEY-01',
    '3.10 full TRAIL-08',
    '3.11 full TRAIL-09',
    ...alarms(4),
  ];
}

test.each(TABLES)('release %s of the CIS benchmark has these controls', (version, rows) => {
  const pack = packOf(`cis-aws-${version}`);

  expect(rowsOf(pack)).toEqual(rows);
  expect([pack.framework, pack.version, pack.severities]).toEqual(['CIS AWS Foundations Benchmark', `${version}.0`, {}]);
});

/** The controls of level 2. All others are of level 1. */
test.each([
  ['1.4', '2.1.2 3.2 3.7 3.8 3.10 3.11 4.6 4.7 4.9 4.10 4.11'],
  ['2.0', '2.1.1 3.2 3.7 3.8 3.10 3.11 4.6 4.7 4.9 4.10 4.11'],
  ['3.0', '2.1.1 3.2 3.5 3.6 3.8 3.9 4.6 4.7 4.9 4.10 4.11'],
  ['4.0', '2.1.1 2.1.2 3.2 3.5 3.6 3.8 3.9 4.1 4.6 4.7 4.9 4.10 4.11'],
  ['5.0', '2.1.1 2.1.2 3.2 3.5 3.6 3.8 3.9 4.1 4.6 4.7 4.9 4.10 4.11'],
  ['6.0', '3.1.1 3.1.2 4.2 4.5 4.6 4.8 4.9 5.1 5.6 5.7 5.9 5.10 5.11'],
  ['7.0', '3.1.1 3.1.2 4.2 4.5 4.6 4.8 4.9 5.1 5.6 5.7 5.9 5.10 5.11'],
])('release %s of the CIS benchmark has these controls on level 2', (version, level2) => {
  const { controls } = packOf(`cis-aws-${version}`);

  expect(controls.map(({ id, level }) => `${id} ${level}`)).toEqual(
    controls.map(({ id }) => `${id} ${level2.split(' ').includes(id) ? 'L2' : 'L1'}`),
  );
});

test('release 1.2 of the CIS benchmark has no levels', () => {
  expect(packOf('cis-aws-1.2').controls.filter((control) => 'level' in control)).toEqual([]);
});

test.each([
  ['3.0', false],
  ['4.0', true],
])('in release %s of the CIS benchmark other means than alarms count: %s', (version, count) => {
  expect(
    packOf(`cis-aws-${version}`)
      .controls.find(({ id }) => id === '4.5')
      ?.open?.includes('Other means'),
  ).toBe(count);
});

test('what raises an alarm is the same in all releases', () => {
  const title = (version: string, wanted: string) => packOf(`cis-aws-${version}`).controls.find(({ id }) => id === wanted)?.title;

  expect([title('1.2', '3.3'), title('5.0', '4.3'), title('7.0', '5.3')]).toEqual(Array(3).fill('Use of the root user raises an alarm'));
});
