import type { ComplianceReport } from '../compliance-report';
import { inLine } from '../value';
import { placeOf } from '../wording';
import { type Html, html } from './html';
import { code, codes } from './marks';

const LONGEST_PARAMETER = 400;

/** Whatever somebody took responsibility for, whether or not it has an effect. */
export function acceptances({ suppressions }: ComplianceReport): Html {
  const rows = suppressions.map(
    ({ rule, at, reason, owner, ticket, expires, matched, problems }) => html`<tr><th scope="row" data-label="Rule">${code(rule)}</th>
<td data-label="Where">${code(at)}</td><td data-label="Reason">${reason}</td><td data-label="Owner">${owner ?? 'none'}</td>
<td data-label="Ticket">${ticket ?? 'none'}</td><td data-label="Expires">${expires ?? 'never'}</td><td data-label="Results">${matched}</td>
<td data-label="Problems">${problemList(problems)}</td></tr>`,
  );
  const heads = ['Rule', 'Where', 'Reason', 'Owner', 'Ticket', 'Expires', 'Results', 'Problems'].map((head) => html`<th scope="col">${head}</th>`);
  const table = html`<table class="stack wide acceptances">
<caption>Somebody takes responsibility for these. No verdict changes because of it.</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section id="acceptances" aria-labelledby="acceptances-title">
<h2 id="acceptances-title">Acceptances</h2>
${rows.length > 0 ? table : html`<p>Nothing was accepted.</p>`}
</section>`;
}

function problemList(problems: readonly string[]): Html {
  if (problems.length === 0) return html`none`;
  return html`<ul class="problems">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
}

/** What was not looked at. */
export function limits(report: ComplianceReport): Html {
  const all = report.limits.map((limit) => html`<li>${limit}</li>`);
  return html`<section id="limits" aria-labelledby="limits-title">
<h2 id="limits-title">Limits</h2>
${all.length > 0 ? html`<ul>${all}</ul>` : html`<p>None beyond those of all templates.</p>`}
</section>`;
}

/** What was taken for granted. */
export function assumptions({ assumptions: { parameters, packs } }: ComplianceReport): Html {
  const given = Object.entries(parameters);
  return html`<section id="assumptions" aria-labelledby="assumptions-title">
<h2 id="assumptions-title">Assumptions</h2>
<h3>Parameters of the templates</h3>
${
  given.length > 0
    ? pairs('Parameter', 'These values were assumed. With others, verdicts may differ.', given)
    : html`<p>No value was assumed: a verdict holds for every value that a parameter can have.</p>`
}
<h3>Packs</h3>
${packTable(packs)}
</section>`;
}

function packTable(packs: ComplianceReport['assumptions']['packs']): Html {
  const rows = packs.map(({ id, name, parameters }) => {
    const set = Object.entries(parameters).map(([setting, value]) => `${setting} = ${inLine(value, LONGEST_PARAMETER)}`);
    return html`<tr><th scope="row" data-label="Pack">${name} ${code(id)}</th><td data-label="Settings">${codes(set)}</td></tr>`;
  });
  return html`<table class="stack wide settings-of-packs"><caption>What each pack sets for its rules</caption>
<thead><tr><th scope="col">Pack</th><th scope="col">Settings</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function pairs(head: string, caption: string, values: readonly (readonly [string, string])[]): Html {
  const rows = values.map(
    ([name, value]) => html`<tr><th scope="row" data-label="${head}">${code(name)}</th><td data-label="Value">${code(value)}</td></tr>`,
  );
  return html`<table class="stack"><caption>${caption}</caption>
<thead><tr><th scope="col">${head}</th><th scope="col">Value</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Which templates were read, to the byte. */
export function subject({ subject: { assemblyVersion, stacks } }: ComplianceReport): Html {
  const rows = stacks.map(
    ({
      name,
      template,
      sha256,
      account,
      region,
    }) => html`<tr><th scope="row" data-label="Stack">${name}</th><td data-label="Template">${code(template)}</td>
<td data-label="Account">${placeOf(account)}</td><td data-label="Region">${placeOf(region)}</td><td data-label="SHA-256">${code(sha256)}</td></tr>`,
  );
  const heads = ['Stack', 'Template', 'Account', 'Region', 'SHA-256'].map((head) => html`<th scope="col">${head}</th>`);
  return html`<section id="subject" aria-labelledby="subject-title">
<h2 id="subject-title">Subject</h2>
<table class="stack wide subject"><caption>The templates that were read. Cloud assembly version: ${assemblyVersion ?? 'none'}.</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>
</section>`;
}

/** What made the report. */
export function tool({ tool: { name, version, rulesetDigest }, schemaVersion, $schema }: ComplianceReport): Html {
  return html`<section id="tool" aria-labelledby="tool-title">
<h2 id="tool-title">How this report was made</h2>
<dl><dt>Tool</dt><dd>${name} ${version}</dd><dt>Digest of the rules</dt><dd>${code(rulesetDigest)}</dd>
<dt>Version of the form</dt><dd>${schemaVersion} (${code($schema)})</dd></dl>
</section>`;
}
