import { collect } from './archive';
import { archiveOf, CASES, type Case, verifyChainA } from './chain-a';

/** From the last digest before logging was off to the first one after it. */
const STOP = [{ start: new Date('2023-07-10T15:01:31Z'), end: new Date('2023-07-10T18:01:31Z') }];
const LOG = '218007301253_CloudTrail_us-east-1_20230710T1205Z_1dM7GQM67kudSyGD.json.gz';
const DIGEST = '218007301253_CloudTrail-Digest_us-east-1_stratus-trail_us-east-1_20230710T130131Z.json.gz';
const HOUR = '2023-07-10T12:01:31Z to 2023-07-10T13:01:31Z';

/** Each case: the file and the time that are named, beside what `aws cloudtrail validate-logs` said. */
const EXPECTED: Record<string, { files: string[]; times: string[]; becauseOfIt?: number }> = {
  intact: { files: [], times: [] },
  'log-regzipped': { files: [], times: [] },
  'log-record-removed': { files: [`${LOG}: invalid (hash-mismatch)`], times: [`${HOUR}: invalid (hash-mismatch) of a digest`] },
  'log-deleted': { files: [`${LOG}: missing (not-found)`], times: [`${HOUR}: missing (not-found) of a digest`] },
  'log-not-gzip': { files: [`${LOG}: invalid (not-gzip)`], times: [`${HOUR}: invalid (not-gzip) of a digest`] },
  'digest-logfile-entry-removed': ofDigest('signature-mismatch'),
  'digest-reserialised': ofDigest('signature-mismatch'),
  'digest-signed-by-other-key': ofDigest('signature-mismatch'),
  // Its key is not known; its successor, which is proven, names another content.
  'digest-unknown-fingerprint': ofDigest('contradicted'),
  // The successor proves the content, so that its log files can be checked all the same.
  'digest-metadata-missing': { ...ofDigest('signature-missing'), becauseOfIt: 0 },
  'digest-deleted': { files: [`${DIGEST}: missing (not-found)`], times: [`${HOUR}: missing (digest-missing)`], becauseOfIt: 17 },
  'digest-key-mismatch': ofDigest('moved'),
  'digest-truncated': ofDigest('damaged-gzip'),
  'newest-digest-deleted': { files: [], times: ['2023-07-10T19:01:31Z to 2023-07-10T20:01:31Z: missing (tail-missing)'] },
  'unreferenced-log-added': { files: [`${LOG.replace('.json', 'AAAA.json')}: unreferenced (not-mentioned)`], times: [] },
  'backfill-timestamp-missing': {
    files: [`${DIGEST.replace('.json', '_backfill.json')}: invalid (backfill-timestamp)`],
    times: [`${HOUR}: invalid (backfill-timestamp) of a digest`],
  },
  'backfill-log-deleted': {
    files: ['218007301253_CloudTrail_us-east-1_20230710T1220Z_sM25jC0Ku0QcGkDa.json.gz: missing (not-found)'],
    times: [`${HOUR}: missing (not-found) of a digest`],
  },
};

/** The digest is not valid, and nothing can be said of the 17 log files that it lists. */
function ofDigest(reason: string) {
  return { files: [`${DIGEST}: invalid (${reason})`], times: [`${HOUR}: invalid (${reason}) of a digest`], becauseOfIt: 17 };
}

describe('each case of the chain gives its verdict', () => {
  test.each(CASES)('$name', async ({ name, ops, intact }: Case) => {
    const { badFiles, badTimes, outcome } = await collect(verifyChainA(archiveOf(ops), { stops: STOP }));
    const { files, times, becauseOfIt = 0 } = EXPECTED[name] as (typeof EXPECTED)[string];
    const because = badFiles.filter((file) => file.endsWith('cannot-tell (digest-not-proven)'));
    expect(because).toHaveLength(becauseOfIt);
    expect(badFiles.filter((file) => !because.includes(file))).toEqual(files);
    expect(badTimes.filter((time) => !time.endsWith('(restarted)'))).toEqual(times);
    expect(outcome).toBe(intact ? 'valid' : 'invalid');
  });

  test('all cases are expected', () => expect(CASES.map(({ name }) => name).sort()).toEqual(Object.keys(EXPECTED).sort()));
});

describe('beside the AWS CLI', () => {
  test.each(CASES)('the outcome of $name is the same, except where the CLI cannot know', async ({ ops, awsCli, beyondAwsCli }: Case) => {
    const { outcome, badFiles } = await collect(verifyChainA(archiveOf(ops), { stops: STOP }));
    expect(outcome === 'valid' ? 0 : 1).toBe(beyondAwsCli ? 1 : awsCli.exitCode);
    // What the CLI names is named here.
    for (const line of awsCli.invalid) expect(badFiles.some((file) => line.includes(file.split(':')[0] as string))).toBe(true);
  });

  test('time between two chains is not proven: the CLI says that nothing was delivered then, and calls all valid', async () => {
    const { outcome, badTimes } = await collect(verifyChainA(archiveOf()));
    expect(CASES[0]?.awsCli.summary).toContain('No log files were delivered by CloudTrail between 2023-07-10T15:01:31Z and 2023-07-10T18:01:31Z');
    expect(badTimes).toEqual(['2023-07-10T15:01:31Z to 2023-07-10T18:01:31Z: cannot-tell (restarted)']);
    expect(outcome).toBe('undecided');
  });
});
