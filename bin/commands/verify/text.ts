import { inWords, type Outcome } from '../../../lib/integrity/verdict';
import { count, printable, table } from '../shared/terminal';
import type { FileReport, Findings, IntervalReport } from './report';
import { totalOf } from './tally';

const MOST_LINES = 40;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  valid: 'VALID: every digest and log file is proven, and none is missing',
  invalid: 'INVALID: something is missing, unexpected, or not what CloudTrail delivered',
  undecided: 'UNDECIDED: nothing that was checked is wrong, but not everything could be checked',
};

/** What was found, for a reader. */
export async function inText(findings: Findings, files: AsyncIterable<FileReport>): Promise<string> {
  const { request, regions, intervals, verdict, tally } = findings;
  const rows = regions.map(({ account, region, from, to, verdict: one, tally: { digests, logFiles } }) => [
    ...[account, region, from ?? 'none', to ?? 'none'],
    ...[`${digests.valid} of ${totalOf(digests)}`, `${logFiles.valid} of ${totalOf(logFiles)}`, one],
  ]);
  const bad = intervals.filter((interval) => interval.verdict !== 'valid');
  return [
    `${printable(request.place)}, ${request.from} to ${request.to}`,
    table(['account', 'region', 'digests from', 'to', 'digests valid', 'log files valid', 'verdict'], rows, ['digests valid', 'log files valid']),
    ...listed('Times', bad.length, bad.map(timeInWords)),
    ...(await exceptions(files, totalOf(tally.digests) + totalOf(tally.logFiles) - tally.digests.valid - tally.logFiles.valid)),
    OUTCOMES[verdict],
  ].join('\n\n');
}

async function exceptions(files: AsyncIterable<FileReport>, total: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const file of files) {
    if (file.verdict !== 'valid')
      lines.push(`${file.verdict.padEnd(12)} ${printable(`s3://${file.bucket}/${file.key}`)}: ${printable(inWords(file))}`);
    if (lines.length > MOST_LINES) break;
  }
  return listed('Files', total, lines);
}

function listed(title: string, total: number, lines: readonly string[]): string[] {
  if (total === 0) return [];
  const more = total > MOST_LINES ? [`… and ${count(total - MOST_LINES, 'more')}: --json and --evidence have all`.replace('mores', 'more')] : [];
  return [[`${title} that are not valid:`, ...[...lines.slice(0, MOST_LINES), ...more].map((line) => `  ${line}`)].join('\n')];
}

function timeInWords(interval: IntervalReport): string {
  const { account, region, chain, start, end, verdict, digests, stated } = interval;
  const trail = chain ? `, trail ${chain.trailName}${chain.backfill ? ' (backfill)' : ''}` : '';
  const what = digests > 0 ? `${count(digests, 'digest')} there, ` : '';
  return printable(
    `${verdict.padEnd(12)} ${start} to ${end} in ${account} ${region}${trail}: ${what}${inWords(interval)}${stated ? '; stated as a stop' : ''}`,
  );
}
