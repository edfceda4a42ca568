import { inWords } from '../../../lib/integrity/verdict';
import { html, type Part } from '../../../lib/report/html/html';
import type { EvidenceReport } from './report';
import { totalOf } from './tally';

const MOST_ROWS = 5000;
/** Columns whose words may be longer than there is room for. In the others an account or a fingerprint stays whole. */
const LONG: readonly string[] = ['File', 'Trail', 'Why'];

/** The report as a page without scripts, which a browser prints. */
export function evidencePage(report: EvidenceReport, sha256: string): string {
  const { request, verdict, regions, intervals, exceptions, keys, files } = report;
  const bad = intervals.filter((interval) => interval.verdict !== 'valid');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Log file integrity: ${verdict}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .85em } th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top }
th { background: #f0f0f0 } code, .long { overflow-wrap: anywhere } .long { min-width: 5rem }
@media print { body { font-size: 12px; max-width: none } }
</style>
</head>
<body>
<main>
<h1>Log file integrity: ${verdict}</h1>
<p>Archive <code>${request.place}</code>, ${request.from} to ${request.to}, by the clock of ${request.now}.
SHA-256 of <code>report.json</code>: <code>${sha256}</code>. ${files.count} files were looked at; SHA-256 of their list: <code>${files.sha256}</code>.</p>
<p>Repeat it with <code>npx cdk-cloudtrail verify --report .</code> in this folder.</p>
${request.stopped ? html`<p>Stated as stops of logging, not proven: ${request.stopped.map(({ start, end }) => `${start} to ${end}`).join(', ')}.</p>` : ''}
<h2>Accounts and Regions</h2>
${rows(
  ['Account', 'Region', 'Digests from', 'to', 'Digests valid', 'Log files valid', 'Verdict'],
  regions.map(({ account, region, from, to, tally: { digests, logFiles }, verdict: one }) => [
    ...[account, region, from, to, `${digests.valid} of ${totalOf(digests)}`, `${logFiles.valid} of ${totalOf(logFiles)}`, one],
  ]),
)}
<h2>Times that are not valid</h2>
${rows(
  ['Account', 'Region', 'Trail', 'From', 'To', 'Verdict', 'Why'],
  bad.map((one) => [
    one.account,
    one.region,
    one.chain?.trailName,
    one.start,
    one.end,
    one.verdict,
    `${inWords(one)}${one.stated ? '; stated as a stop' : ''}`,
  ]),
)}
<h2>Files that are not valid</h2>
${rows(
  ['File', 'Kind', 'Verdict', 'Why'],
  exceptions.map((file) => [`s3://${file.bucket}/${file.key}`, file.kind, file.verdict, inWords(file)]),
)}
<h2>Keys that proved the digests</h2>
${rows(
  ['Region', 'Fingerprint', 'Valid from', 'to'],
  keys.map(({ region, fingerprint, validFrom, validTo }) => [region, fingerprint, validFrom, validTo]),
)}
</main>
</body>
</html>`.toString();
}

function rows(columns: readonly string[], lines: readonly Part[][]): Part {
  if (lines.length === 0) return html`<p>None.</p>`;
  const more = lines.length > MOST_ROWS ? html`<p>${lines.length - MOST_ROWS} more are in report.json.</p>` : '';
  return html`<table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${lines.slice(0, MOST_ROWS).map(
    (
      line,
    ) => html`<tr>${line.map((cell, index) => (LONG.includes(columns[index] ?? '') ? html`<td class="long">${cell}</td>` : html`<td>${cell}</td>`))}</tr>
`,
  )}</tbody></table>${more}`;
}
