import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Detector } from '../../lib/detection/detector';
import { detectorWith } from '../../lib/detection/detector-with';
import { readRule } from '../../lib/detection/read-rule';
import type { Rule } from '../../lib/detection/rule';
import { readLogFile } from '../../lib/log-format/log-file';
import { fixture, fixtures } from './rules';

type Hits = Record<string, [file: string, index: number, eventID: string | null][]>;
type LogFiles = readonly [file: string, records: readonly unknown[]][];

const sigma = join(fixtures, 'detection/sigma');
const documents = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((file) => ({ file, document: parse(readFileSync(join(folder, file), 'utf8')) as unknown }));

const read = documents(sigma).map(({ file, document }) => readRule(document, { file }));
const rules = read.flatMap(({ rule }) => rule ?? []);

const invictus = (): LogFiles =>
  readdirSync(join(fixtures, 'logs/AWSLogs/218007301253'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => {
      const file = `AWSLogs/218007301253/${name}`;
      return [file, readLogFile(readFileSync(join(fixtures, 'logs', file)), file).map(({ record }) => record)];
    });
const collected = (name: string) => (): LogFiles =>
  Object.entries(fixture<Record<string, { Records: unknown[] }>>(`detection/${name}.json.gz`)).map(([file, { Records }]) => [file, Records]);

function hitsOf(rules: readonly Rule[], files: LogFiles): Hits {
  const [detector, hits]: [Detector, Hits] = [detectorWith(rules), {}];
  for (const [file, records] of files) {
    for (const [index, record] of records.entries()) {
      const eventID = (record as { eventID?: string } | undefined)?.eventID ?? null;
      for (const { id } of detector.match(record)) hits[id] = [...(hits[id] ?? []), [file, index, eventID]];
    }
  }
  return hits;
}

const sorted = (hits: Hits) =>
  Object.entries(hits)
    .flatMap(([rule, found]) => found.map(([file, index, eventID]) => `${rule} ${file} ${index} ${eventID}`))
    .sort();

test('every rule that SigmaHQ has for CloudTrail is read without a word', () => {
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  expect(rules).toHaveLength(57);
});

test.each<[name: string, files: () => LogFiles, records: number, hits: number]>([
  ['invictus-ir', invictus, 2900, 109],
  ['panther-rules', collected('panther-rules'), 294, 211],
  ['traildiscover', collected('traildiscover'), 315, 105],
  ['umccr-parquet-lambda', collected('umccr-parquet-lambda'), 206, 8],
])('they find in the records of %s what two other evaluators found, and nothing else', (name, logFiles, records, hits) => {
  const files = logFiles();
  const expected = sorted(fixture<Hits>(`detection/expected/${name}.json`));

  expect(files.flatMap(([, records]) => records)).toHaveLength(records);
  expect(expected).toHaveLength(hits);
  expect(sorted(hitsOf(rules, files))).toEqual(expected);
});

test('rules that relate events, or want values from elsewhere, are refused and say so', () => {
  const refused = documents(join(sigma, 'unsupported')).map(({ file, document }) => {
    const { rule, problems } = readRule(document, { file });
    return [file, rule, [...new Set(problems.map(({ id, path }) => `${id.split('.')[1]} ${path}`))]];
  });
  const correlation = ['correlation detection > timeframe', 'correlation detection > condition'];
  expect(refused).toEqual([
    [
      'aws_cloudtrail_console_login_success_from_susp_locations.yml',
      undefined,
      ['modifier detection > filter_main_country > src_country|expand', 'modifier detection > filter_main_ip > src_ip|expand'],
    ],
    ['aws_ec2_download_userdata.yml', undefined, correlation],
    ['aws_enum_backup.yml', undefined, correlation],
    ['aws_enum_listing.yml', undefined, correlation],
    ['aws_enum_network.yml', undefined, correlation],
    ['aws_enum_storage.yml', undefined, correlation],
    ['aws_lambda_function_created_or_invoked.yml', undefined, ['correlation detection > condition']],
    ['aws_macic_evasion.yml', undefined, correlation],
    ['aws_ses_messaging_enabled.yml', undefined, ['correlation detection > timeframe']],
  ]);
});
