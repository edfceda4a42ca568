import { type Html, html } from '../../../../lib/report/html/html';
import { code, codes } from '../../../../lib/report/html/marks';
import { BECAME } from '../inputs';
import type { AccessReport } from '../report';

/** So many files are listed; the hash is of all. */
const MOST_FILES = 2000;

/** The files that were read, and what became of their records. */
export function inputsSection({ inputs }: AccessReport): Html {
  const { sources, files, failed, passedOver, records, recordsRead, sha256 } = inputs;
  const became = Object.entries(records).map(
    ([name, count]) => html`<dt>${count.toLocaleString('en-US')}</dt><dd>${BECAME[name as keyof typeof BECAME]}</dd>`,
  );
  return html`<section id="inputs" aria-labelledby="inputs-title">
<h2 id="inputs-title">What it rests on</h2>
<dl><dt>Sources</dt><dd>${codes(sources)}</dd><dt>Log files</dt><dd>${files.length.toLocaleString('en-US')}</dd>
<dt>Records</dt><dd>${recordsRead.toLocaleString('en-US')}</dd><dt>SHA-256</dt><dd>${code(sha256)}, of the lines that <code>sha256sum</code> writes for the files, in the order of their names</dd></dl>
<h3>What became of the records</h3>
<dl>${became}</dl>
${failed.length > 0 && html`<h3>Files that could not be read</h3><ul>${failed.map(({ name, reason }) => html`<li>${code(name)}: ${reason}</li>`)}</ul>`}
${Object.entries(passedOver).map(([reason, count]) => html`<p>Passed over ${count} files: ${reason}.</p>`)}
<details><summary>The files and their hashes</summary>
${files.length > MOST_FILES && html`<p>The first ${MOST_FILES} of ${files.length}; --format json has all.</p>`}
<table class="stack"><caption>SHA-256 of each file as it was read</caption><thead><tr><th scope="col">File</th><th scope="col">Bytes</th><th scope="col">Records</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${files.slice(0, MOST_FILES).map(file)}</tbody></table></details>
</section>`;
}

function file({ name, bytes, records, sha256 }: AccessReport['inputs']['files'][number]): Html {
  return html`<tr><th scope="row">${code(name)}</th><td data-label="Bytes">${bytes}</td><td data-label="Records">${records}</td><td data-label="SHA-256">${code(sha256)}</td></tr>`;
}
