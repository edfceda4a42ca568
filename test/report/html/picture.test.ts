import { picturesOf } from '../../../lib/report/html/picture/boxes';
import { lineOf, SLOTS } from '../../../lib/report/html/picture/slots';
import { toHtml } from '../../../lib/report/html/to-html';
import { sampleReport } from '../sample';
import { absent, at, leadsTo, reportOf, resource, result } from '../sample-parts';
import { textOf } from './tags';

const trailOf = (stack: string) => resource(stack, 'Trail', 'AWS::CloudTrail::Trail');
const bucketOf = (stack: string) => resource(stack, 'Bucket', 'AWS::S3::Bucket');
const stacks = (...names: string[]) => ({
  subject: {
    assemblyVersion: null,
    stacks: names.map((name) => ({ name, template: `${name}.template.json`, sha256: '0', account: null, region: null })),
  },
});

/** What is drawn, in a line for each box. */
function drawn(report = sampleReport()): string[][] {
  return picturesOf(report).map(({ name, boxes }) => [
    name,
    ...boxes.map((box) => `${box.slot} ${box.name} ${box.where}: ${box.lines.map(({ label }) => label).join(', ')}`),
  ]);
}

test('a trail is drawn with what its evidence leads to, in the order of the slots', () => {
  expect(drawn()[0]).toEqual([
    'AuditStack/Audit/Trail',
    'trail AuditStack/Audit/Trail here: logging, all Regions, digest files, management events, data events',
    'bucket LogArchiveStack/Archive/Bucket here: not public, access logs, policy, versioning, object lock, retention, other checks',
    'key AuditStack/Audit/Archive/Key here: used by the trail, rotation, policy',
    'logGroup AuditStack/Audit/LogGroup here: fed by the trail, retention',
    'logRole AuditStack/Audit/LogRole here: least privilege',
    'alarms metric filters and alarms here: patterns',
  ]);
});

test('a bucket of other templates has the name that the trail writes, a key that is missing has none', () => {
  expect(drawn()[1]?.slice(2)).toEqual([
    'bucket central-payment-logs-111122223333 elsewhere: not public, policy, versioning, object lock',
    'key none in these templates nowhere: used by the trail',
  ]);
});

test('an event data store has a picture of its own', () => {
  expect(drawn()).toContainEqual(['AuditStack/Lake', 'eventDataStore AuditStack/Lake here: protection']);
});

test('the guards of the only trail are its own, whether or not the evidence says so', () => {
  const report = reportOf([result('TRAIL-01', trailOf('A'), 'pass', 'so'), result('BKT-05', bucketOf('A'), 'pass', 'so')], stacks('A'));

  expect(drawn(report)).toEqual([['A/Trail', 'trail A/Trail here: logging', 'bucket A/Bucket here: versioning']]);
});

test('of several trails, a guard that the evidence ties to none is drawn apart', () => {
  const [a, b] = [trailOf('A'), trailOf('B')];
  const report = reportOf(
    [a, b].map((trail) => result('TRAIL-01', trail, 'pass', 'so')).concat(result('BKT-05', bucketOf('A'), 'fail', 'so')),
    stacks('A', 'B'),
  );

  expect(drawn(report)[2]).toEqual(['Guards that the evidence ties to no single trail', 'bucket A/Bucket here: versioning']);
  expect(toHtml(report).match(/<svg class="picture"[\s\S]*?<\/svg>\s*<details>/g)?.[2]).not.toContain('class="tie"');
});

test('a trail leads to its bucket, the bucket to its key, and none of them to another trail', () => {
  const [a, b, bucket, key] = [trailOf('A'), trailOf('B'), bucketOf('A'), resource('A', 'Key', 'AWS::KMS::Key')];
  const report = reportOf(
    [
      ...[a, b].map((trail) => result('TRAIL-01', trail, 'pass', 'so')),
      result('BKT-01', bucket, 'pass', 'so', [leadsTo(a, 'S3BucketName', { Ref: 'Bucket' }, bucket)]),
      result('BKT-06', bucket, 'pass', 'so', [
        leadsTo(bucket, 'BucketEncryption', { Ref: 'Key' }, key),
        leadsTo(bucket, 'Policy', { Ref: 'Trail' }, b),
      ]),
      result('KEY-01', key, 'pass', 'so', [leadsTo(key, 'Policy', { Ref: 'Bucket' }, bucket)]),
    ],
    stacks('A', 'B'),
  );

  expect(drawn(report).map(([name, ...boxes]) => [name, boxes.length])).toEqual([
    ['A/Trail', 3],
    ['B/Trail', 1],
  ]);
});

test('a name that is known at the deployment only says so', () => {
  const trail = trailOf('A');
  const report = reportOf([result('TRAIL-05', trail, 'unknown', 'so', [at(trail, 'KMSKeyId', { Ref: 'Key' })])], stacks('A'));

  expect(drawn(report)[0]?.[2]).toBe('key known at the deployment elsewhere: used by the trail');
});

test('a guard without a name in the evidence is not in these templates', () => {
  const report = reportOf([result('BKT-01', trailOf('A'), 'unknown', 'so')], stacks('A'));

  expect(drawn(report)[0]?.[2]).toBe('bucket not in these templates elsewhere: not public');
});

test('a second guard of a kind has a box of its own', () => {
  const keys = ['One', 'Two'].map((name) => resource('A', name, 'AWS::KMS::Key'));
  const rows = [result('TRAIL-05', trailOf('A'), 'pass', 'so'), ...keys.map((key) => result('KEY-01', key, 'pass', 'so'))];

  expect(drawn(reportOf(rows, stacks('A')))[0]?.slice(2)).toEqual(['key A/One here: used by the trail, rotation', 'key A/Two here: rotation']);
});

test('a rule that is not known has no slot, or is among the other checks of its slot', () => {
  expect(lineOf('SUP-01')).toBeUndefined();
  expect(lineOf('BKT-99')).toEqual({ slot: 'bucket', line: 'other checks' });
});

test('every resource with a slot has a label', () => {
  expect(Object.values(SLOTS).every(({ label, types }) => label !== '' && types.length > 0)).toBe(true);
});

test('a picture has a name, the same in words, and verdicts that are more than a colour', () => {
  const page = toHtml(sampleReport());
  const [svg = ''] = page.match(/<svg class="picture"[\s\S]*?<\/svg>\s*<details>/) ?? [];

  expect(svg).toContain('role="img" aria-labelledby="picture-1-name picture-1-words"');
  expect(svg).toContain('<title id="picture-1-name">AuditStack/Audit/Trail</title>');
  expect(svg).toContain('Log bucket, LogArchiveStack/Archive/Bucket: fail. Key, AuditStack/Audit/Archive/Key: pass.');
  expect(textOf(svg)).toContain('✗ object lock ⚑');
  expect(svg).toContain('>✗ Fail</text>');
});

test('a result that names nothing is drawn nowhere', () => {
  expect(
    drawn(reportOf([result('SUP-01', { stack: null, logicalId: null, type: 'any', path: 'A/Trail' }, 'pass', 'so', [absent(trailOf('A'), 'Tags')])])),
  ).toEqual([]);
});
