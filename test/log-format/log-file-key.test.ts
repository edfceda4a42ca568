import * as fc from 'fast-check';
import {
  composeDeliveredFileKey,
  deliveryPath,
  LOG_FILE_KINDS,
  type LogFileKey,
  logFileKeyWildcard,
  parseDeliveredFileKey,
  parseLogFileKey,
} from '../../lib/log-format/log-file-key';
import { deliveredKeys } from '../helpers/delivered-logs';

const folder = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/08/03';
const name = '111122223333_CloudTrail_eu-west-1_20260803T0905Z_Ab12Cd34Ef56Gh78.json.gz';
const plain = { account: '111122223333', kind: 'CloudTrail', region: 'eu-west-1', day: '2026-08-03', time: new Date('2026-08-03T09:05:00Z') };

test('reads the parts of the key of a log file', () => {
  expect(parseDeliveredFileKey(`${folder}/${name}`)).toEqual({ ...plain, uniqueString: 'Ab12Cd34Ef56Gh78' });
});

test.each([
  ['a prefix', `audit/${folder}/${name}`, { prefix: 'audit' }],
  ['a prefix with folders', `a b/c+d/${folder}/${name}`, { prefix: 'a b/c+d' }],
  ['a prefix that looks like a delivery', `AWSLogs/${folder}/${name}`, { prefix: 'AWSLogs' }],
  ['an organization', `AWSLogs/o-exampleorgid/${folder.slice(8)}/${name}`, { organizationId: 'o-exampleorgid' }],
  ['an organization below a prefix', `x/AWSLogs/o-exampleorgid/${folder.slice(8)}/${name}`, { prefix: 'x', organizationId: 'o-exampleorgid' }],
])('reads the key of a log file with %s', (_, key, expected) => {
  expect(parseDeliveredFileKey(key)).toMatchObject({ ...plain, ...expected });
});

test.each(LOG_FILE_KINDS)('reads the key of a log file of the family %s', (kind) => {
  const key = `${folder}/${name}`.replaceAll('CloudTrail', kind);
  expect(parseLogFileKey(key)).toMatchObject({ kind, account: '111122223333' });
});

test.each([
  ['', 'audit', 'eu-west-1', false],
  ['_backfill', 'under_score_us-east-1', 'us-gov-west-1', true],
])('reads the key of a digest file %s', (suffix, trailName, homeRegion, backfill) => {
  const key = `AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/08/03/111122223333_CloudTrail-Digest_us-east-1_${trailName}_${homeRegion}_20260803T090527Z${suffix}.json.gz`;

  const parsed = parseDeliveredFileKey(key);

  expect(parsed).toMatchObject({ kind: 'CloudTrail-Digest', trailName, homeRegion, backfill, time: new Date('2026-08-03T09:05:27Z') });
  expect(parsed && composeDeliveredFileKey(parsed)).toBe(key);
  expect(parseLogFileKey(key)).toBeUndefined();
});

test.each([
  ['an empty key', ''],
  ['a derived object', `access-report/rows/account=111122223333/region=eu-west-1/day=2026-08-03/${name.replace('.json.gz', '')}.ndjson`],
  ['a flow log', folder.replace('CloudTrail', 'vpcflowlogs')],
  ['the folder itself', `${folder}/`],
  ['a family that is not known', `${folder}/${name}`.replaceAll('CloudTrail', 'CloudTrail-Surprise')],
  ['a name of another account', `${folder}/${name.replace('111122223333', '444455556666')}`],
  ['a name of another Region', `${folder}/${name.replace('eu-west-1', 'eu-west-2')}`],
  ['a name of another family', `${folder.replace('CloudTrail', 'CloudTrail-Insight')}/${name}`],
  ['a file that is not compressed', `${folder}/${name.replace('.gz', '')}`],
  ['a day that is on no calendar', `${folder}/${name.replace('20260803', '20260231')}`],
  ['a month that is on no calendar', `${folder}/${name.replace('20260803', '20261303')}`],
  ['a folder below the day', `${folder}/x/${name}`],
  [
    'a digest of another account',
    `AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/08/03/444455556666_CloudTrail-Digest_us-east-1_a_us-east-1_20260803T090527Z.json.gz`,
  ],
  ['a digest with the name of a log file', `${folder.replace('CloudTrail', 'CloudTrail-Digest')}/${name}`],
])('takes %s for nothing that CloudTrail delivered', (_, key) => {
  expect(parseDeliveredFileKey(key)).toBeUndefined();
});

test('composes what it parses, for every file of the fixtures', () => {
  expect(deliveredKeys.length).toBeGreaterThan(80);
  expect(deliveredKeys.map((key) => composeDeliveredFileKey(parseDeliveredFileKey(key) as LogFileKey))).toEqual(deliveredKeys);
});

test('parses what it composes', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const keys = fc.record(
    {
      prefix: fc.stringMatching(/^[A-Za-z0-9+ ._-]{1,20}(\/[A-Za-z0-9=]{1,10})?$/),
      organizationId: fc.stringMatching(/^o-[a-z0-9]{10,32}$/),
      account: digits(12),
      kind: fc.constantFrom(...LOG_FILE_KINDS),
      region: fc.constantFrom('us-east-1', 'cn-north-1', 'us-gov-east-1', 'eusc-de-east-1', 'ap-southeast-12'),
      day: fc.constantFrom('2026-02-28', '2019-12-31'),
      time: fc
        .date({ min: new Date('2013-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
        .map((time) => new Date(time.setUTCSeconds(0, 0))),
      uniqueString: fc.stringMatching(/^[A-Za-z0-9]{16}$/),
    },
    { requiredKeys: ['account', 'kind', 'region', 'day', 'time', 'uniqueString'] },
  );
  fc.assert(fc.property(keys, (key) => expect(parseDeliveredFileKey(composeDeliveredFileKey(key))).toEqual(key)));
});

test('names the folder of an owner, and matches all its log files', () => {
  expect(deliveryPath(undefined, '111122223333')).toBe('AWSLogs/111122223333/');
  expect(deliveryPath('audit', 'o-exampleorgid')).toBe('audit/AWSLogs/o-exampleorgid/');
  expect(logFileKeyWildcard()).toBe('AWSLogs/*/CloudTrail/*.json.gz');
  expect(logFileKeyWildcard('a*b')).toBe('a\\*b/AWSLogs/*/CloudTrail/*.json.gz');
});
