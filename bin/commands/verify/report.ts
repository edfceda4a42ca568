import { createHash } from 'node:crypto';
import type { PublicKey } from '../../../lib/integrity/public-key';
import type { FileResult, IntervalResult } from '../../../lib/integrity/result';
import type { Outcome } from '../../../lib/integrity/verdict';
import { merged } from './merge';
import type { Request } from './request';
import { noTally, outcomeOfTally, sumOf, type Tally } from './tally';
import type { ScopeResults } from './work-folder';

/** What was found in one account and Region. */
export interface RegionReport {
  readonly organizationId?: string;
  readonly account: string;
  readonly region: string;
  readonly verdict: Outcome;
  /** From the start of the first digest to the end of the last one. */
  readonly from?: string;
  readonly to?: string;
  readonly tally: Tally;
}

/** A file as reports name it. */
export type FileReport = Omit<FileResult, 'type'>;
export type IntervalReport = Omit<IntervalResult, 'type'>;

/** What was found, but for the files. */
export interface Findings {
  readonly verdict: Outcome;
  readonly request: Request;
  readonly regions: readonly RegionReport[];
  readonly tally: Tally;
  readonly intervals: readonly IntervalReport[];
}

/** Evidence: everything that somebody needs to check it once more. Has no time of its own, so that the same archive gives the same report. */
export interface EvidenceReport extends Findings {
  readonly schemaVersion: '1';
  /** The keys by which digests were proven. */
  readonly keys: readonly PublicKey[];
  /** Every file that is not valid. */
  readonly exceptions: readonly FileReport[];
  /** SHA-256 over the lines `bucket TAB key TAB kind TAB verdict TAB reason` of all files, in the order of the run. */
  readonly files: { readonly count: number; readonly sha256: string };
}

/** Reads what the runs left, but for the files. */
export async function findingsOf(request: Request, results: readonly ScopeResults[]): Promise<Findings> {
  const regions: RegionReport[] = [];
  const intervals: IntervalReport[] = [];
  for (const one of results) {
    const own: IntervalResult[] = [];
    for await (const interval of one.all('interval')) own.push(interval);
    const covered = own.filter(({ digests }) => digests > 0);
    const { prefix: _, ...scope } = one.scope;
    const [from, to] = [
      covered.map(({ start }) => start).sort()[0],
      covered
        .map(({ end }) => end)
        .sort()
        .at(-1),
    ];
    regions.push({ ...scope, verdict: outcomeOfTally(one.tally), ...(from && { from }), ...(to && { to }), tally: one.tally });
    for (const { type: _type, ...interval } of merged(own)) intervals.push(interval);
  }
  const tally = regions.length === 0 ? noTally() : sumOf(regions.map((region) => region.tally));
  return { verdict: worstOf(regions), request, regions, tally, intervals };
}

/** Valid only where every account and Region is. */
function worstOf(regions: readonly RegionReport[]): Outcome {
  const verdicts = regions.map(({ verdict }) => verdict);
  if (verdicts.includes('invalid')) return 'invalid';
  return verdicts.length === 0 || verdicts.includes('undecided') ? 'undecided' : 'valid';
}

/** All files that were kept, in the order of the run. */
export async function* filesOf(results: readonly ScopeResults[]): AsyncGenerator<FileReport> {
  for (const one of results) {
    for await (const { bucket, key, kind, verdict, reason, detail } of one.all('file')) {
      yield { bucket, key, kind, verdict, ...(reason && { reason }), ...(detail !== undefined && { detail }) };
    }
  }
}

/** The report, from runs that kept every file. */
export async function evidenceOf(findings: Findings, results: readonly ScopeResults[], keys: readonly PublicKey[]): Promise<EvidenceReport> {
  const hash = createHash('sha256');
  const exceptions: FileReport[] = [];
  let count = 0;
  for await (const file of filesOf(results)) {
    hash.update(`${file.bucket}\t${file.key}\t${file.kind}\t${file.verdict}\t${file.reason ?? ''}\n`);
    if (file.verdict !== 'valid') exceptions.push(file);
    count++;
  }
  return { schemaVersion: '1', ...findings, keys, exceptions, files: { count, sha256: hash.digest('hex') } };
}
