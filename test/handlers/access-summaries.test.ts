import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type PrincipalSummary, Principals } from '../../handlers/access-report/core';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { deliveredFile, deliveredKeys } from '../helpers/delivered-logs';

const fixtures = join(__dirname, '../fixtures');
type Summaries = Record<string, PrincipalSummary>;

/** What a second program, written without this one, added up: see the note in each file. */
function expected(name: string): Summaries {
  return JSON.parse(readFileSync(join(fixtures, 'access/expected', `${name}.json`), 'utf8')).principals;
}

function summariesOf(records: readonly CloudTrailRecord[]): Summaries {
  const principals = new Principals();
  for (const record of records) principals.add(record);
  return JSON.parse(JSON.stringify(principals.all()));
}

const recordsOf: Record<string, () => CloudTrailRecord[]> = {
  'invictus-ir': () =>
    deliveredKeys
      .filter((key) => key.includes('/218007301253/'))
      .flatMap((key) => JSON.parse(gunzipSync(deliveredFile(key)).toString('utf8')).Records),
  traildiscover: () => collected('traildiscover'),
  'umccr-parquet-lambda': () => collected('umccr-parquet-lambda'),
  trailscraper: () => filesOf('trailscraper'),
  'plaso-lookup-events': () => filesOf('plaso-lookup-events'),
};

function collected(name: string): CloudTrailRecord[] {
  const files: Record<string, { Records: CloudTrailRecord[] }> = JSON.parse(
    gunzipSync(readFileSync(join(fixtures, 'detection', `${name}.json.gz`))).toString('utf8'),
  );
  return Object.values(files).flatMap(({ Records }) => Records);
}

function filesOf(name: string): CloudTrailRecord[] {
  const folder = join(fixtures, 'access/logs', name);
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).Records);
}

/** What the other program calls otherwise, principal by principal. */
const RENAMED: Record<string, Record<string, string>> = {
  // It knows no user names: the identity of this console event has neither an ARN nor an issuer, and has a name.
  'invictus-ir': { IAMUser: 'bert-jan' },
};

/** Where the other program counts as writing what does not say `readOnly`, since it is of an event version before there was that field: these calls read. */
const READING: Record<string, Record<string, number>> = {
  'umccr-parquet-lambda': {},
  trailscraper: {},
};

test.each(Object.keys(recordsOf))('adds up what each principal did in %s as another program does', (name) => {
  const ours = summariesOf(recordsOf[name]?.() ?? []);
  const theirs = Object.fromEntries(Object.entries(expected(name)).map(([principal, summary]) => [RENAMED[name]?.[principal] ?? principal, summary]));
  const comparable = Object.entries(ours).map(([principal, { failedActions, deniedActions, readOnly, ...same }]) => [
    principal,
    // It calls denied whatever failed. What we call denied is among it.
    { ...same, deniedActions: failedActions, readOnly: READING[name] ? expect.any(Number) : readOnly },
  ]);

  expect(theirs).toEqual(Object.fromEntries(comparable));
  for (const { failedActions, deniedActions } of Object.values(ours)) {
    for (const [action, count] of Object.entries(deniedActions)) expect(failedActions[action]).toBeGreaterThanOrEqual(count);
  }
});

test.each(Object.keys(READING))('counts more calls as reading than the other program in %s, and only where records do not say it', (name) => {
  const records = recordsOf[name]?.() ?? [];
  const saying = records.filter((record) => record.readOnly !== undefined);

  const sum = (summaries: Summaries) => Object.values(summaries).reduce((total, { readOnly }) => total + readOnly, 0);
  expect(sum(summariesOf(saying))).toBe(sum(expected(name)));
  expect(sum(summariesOf(records))).toBeGreaterThan(sum(expected(name)));
});
