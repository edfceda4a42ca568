import { packOf } from '../../../lib/rules/packs/catalogue';
import { rowsOf } from './tables';

/** Baseline, id, coverage and rules. */
const LOW_AND_MODERATE = [
  'low AU-2 partial BKT-03 TRAIL-07 TRAIL-08 TRAIL-09',
  'low AU-3 partial',
  'low AU-4 partial',
  'low AU-5 partial ALM-05 ALM-20',
  'low AU-6 partial ALM-01 ALM-03 ALM-20 TRAIL-06',
  'moderate AU-7 partial TRAIL-06',
  'low AU-8 partial',
  'low AU-9 partial BKT-01 BKT-02 BKT-05 BKT-07 BKT-10 BKT-13 KEY-02 TRAIL-04',
  'moderate AU-9(4) partial BKT-02 KEY-02 LOG-03',
  'low AU-11 full BKT-08 BKT-09 LOG-01',
  'low AU-12 partial BKT-03 TRAIL-01 TRAIL-02 TRAIL-03 TRAIL-07',
  'moderate SC-8 partial BKT-04',
  'low SC-12 partial KEY-01 KEY-03 KEY-04',
  'low SC-13 partial BKT-06 TRAIL-05',
  'moderate SC-28(1) full BKT-06 LOG-02 TRAIL-05',
  'low SI-4 partial ALM-01 ALM-02 ALM-03 ALM-04 ALM-06 ALM-07 ALM-08 ALM-09 ALM-10 TRAIL-06 TRAIL-10',
  'moderate SI-7 full TRAIL-04',
];

const HIGH_AND_NONE = [
  'high AU-9(2) partial BKT-05 BKT-13',
  'high AU-9(3) full BKT-06 LOG-02 TRAIL-04 TRAIL-05',
  'high AU-10 partial TRAIL-04',
  'undefined AU-14 partial',
];

test('NIST SP 800-53 has these controls in its baselines', () => {
  const pack = packOf('nist-800-53-r5');
  const rows = pack.controls.map(({ level }, index) => `${level} ${rowsOf(pack)[index]}`);

  expect([...rows].sort()).toEqual([...LOW_AND_MODERATE, ...HIGH_AND_NONE].sort());
  expect(pack.controls.slice(6, 13).map(({ id }) => id)).toEqual(['AU-8', 'AU-9', 'AU-9(2)', 'AU-9(3)', 'AU-9(4)', 'AU-10', 'AU-11']);
  expect([pack.framework, pack.version]).toEqual(['NIST SP 800-53', 'Rev. 5']);
});

test('FedRAMP has the controls of the moderate baseline of NIST, and key security indicators', () => {
  const pack = packOf('fedramp-moderate');

  expect(rowsOf(pack)).toEqual([
    ...LOW_AND_MODERATE.slice(0, 11).map((row) => row.slice(row.indexOf(' ') + 1)),
    'KSI-CMT partial TRAIL-01 TRAIL-04 TRAIL-08',
    'KSI-MLA partial TRAIL-01 TRAIL-04 TRAIL-05 TRAIL-06 TRAIL-08',
    'KSI-SVC partial KEY-01 TRAIL-05',
    ...LOW_AND_MODERATE.slice(11).map((row) => row.slice(row.indexOf(' ') + 1)),
  ]);
  expect(pack.controls.filter(({ level }) => level === '20x').map(({ id }) => id)).toEqual(['KSI-CMT', 'KSI-MLA', 'KSI-SVC']);
  expect(pack.controls.find(({ id }) => id === 'AU-11')?.open).toBe('That the last 12 months are at hand.');
});

test.each([
  [
    'pci-dss-4.0.1',
    [
      '3.5.1 partial TRAIL-05',
      '3.7.4 partial KEY-01',
      '4.2.1 partial BKT-04',
      '10.2.1 partial TRAIL-01 TRAIL-02',
      '10.2.1.1 partial TRAIL-08 TRAIL-09',
      '10.2.1.2 partial TRAIL-07',
      '10.2.1.3 partial BKT-03 TRAIL-09',
      '10.2.1.4 partial TRAIL-07',
      '10.2.1.5 partial TRAIL-07',
      '10.2.1.6 partial TRAIL-07',
      '10.2.1.7 partial TRAIL-07 TRAIL-08',
      '10.2.2 partial',
      '10.3.1 partial BKT-01 BKT-02 KEY-02',
      '10.3.2 full BKT-05 BKT-07 TRAIL-04',
      '10.3.3 partial BKT-13 TRAIL-06',
      '10.3.4 partial TRAIL-04',
      '10.4.1 partial TRAIL-06',
      '10.5.1 full BKT-08 BKT-09 LOG-01',
      '10.6 partial',
      '10.7.2 partial ALM-05 ALM-20 ALM-21',
    ],
  ],
  [
    'hipaa-security',
    [
      '164.308(a)(1)(ii)(D) partial TRAIL-06',
      '164.308(a)(5)(ii)(C) partial ALM-02 ALM-03 ALM-06',
      '164.312(a)(1) partial BKT-01 BKT-02',
      '164.312(a)(2)(iv) full BKT-04 BKT-06 KEY-01 LOG-02 TRAIL-05',
      '164.312(b) partial BKT-03 LOG-01 TRAIL-01 TRAIL-02 TRAIL-06 TRAIL-07 TRAIL-08 TRAIL-09',
      '164.312(c)(1) full BKT-05 TRAIL-04',
      '164.312(c)(2) full BKT-05 TRAIL-04',
      '164.312(e)(2)(ii) full BKT-04 BKT-06 KEY-01 LOG-02 TRAIL-05',
      '164.316(b)(2)(i) full BKT-08',
    ],
  ],
  [
    'soc2-security',
    [
      'C1.2 partial',
      'CC6.1 partial BKT-01 KEY-01 TRAIL-05',
      'CC7.1 partial ALM-04 ALM-05 ALM-09 ALM-10',
      'CC7.2 partial BKT-03 TRAIL-01 TRAIL-02 TRAIL-06 TRAIL-07 TRAIL-08',
      'CC7.3 partial BKT-05 TRAIL-04 TRAIL-06',
      'CC7.4 partial ALM-20',
      'PI1.4 partial',
    ],
  ],
  [
    'iso-27001-2022',
    [
      'A.5.28 partial BKT-07 BKT-09 TRAIL-04',
      'A.5.33 partial BKT-05 BKT-07 BKT-09 TRAIL-04',
      'A.8.15 partial BKT-01 BKT-03 BKT-07 BKT-08 LOG-01 TRAIL-01 TRAIL-02 TRAIL-04 TRAIL-05 TRAIL-06 TRAIL-07',
      'A.8.16 partial ALM-01 ALM-03 ALM-04 ALM-05 ALM-20',
      'A.8.17 partial',
      'A.8.24 partial KEY-01 LOG-02 TRAIL-05',
    ],
  ],
  [
    'ct-core',
    [
      'accountability full SUP-01',
      'completeness partial ACCT-01 BKT-11 TRAIL-01 TRAIL-02 TRAIL-03 TRAIL-07',
      'confidentiality partial BKT-01 BKT-02 BKT-04 KEY-01 KEY-02 KEY-03 TRAIL-05',
      'detection full TRAIL-06',
      'integrity full BKT-05 BKT-10 TRAIL-04',
      'retention full BKT-09',
    ],
  ],
  ['organization', ['completeness partial BKT-11 TRAIL-12', 'confidentiality full KEY-03', 'integrity full BKT-10']],
  ['lake', ['completeness full LAKE-02', 'confidentiality full LAKE-01', 'retention full LAKE-03']],
])('%s has these controls', (id, rows) => {
  expect(rowsOf(packOf(id))).toEqual(rows);
});
