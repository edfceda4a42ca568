import type { ComplianceReport } from '../../../lib/report/compliance-report';
import { toCsv } from '../../../lib/report/csv/to-csv';
import { toHtml } from '../../../lib/report/html/to-html';
import { toJUnit } from '../../../lib/report/junit/to-junit';
import { toMarkdown } from '../../../lib/report/markdown/to-markdown';
import { toOscal } from '../../../lib/report/oscal/to-oscal';
import { toOscalComponent } from '../../../lib/report/oscal/to-oscal-component';
import type { Written } from '../../../lib/report/sarif/locations';
import { toSarif } from '../../../lib/report/sarif/to-sarif';
import type { AssemblyCheck } from '../../../lib/rules/check-assembly';
import { PACKS } from '../../../lib/rules/packs/catalogue';
import { table } from '../shared/terminal';
import { toJson } from './json';
import { reportText } from './report-text';
import { toText } from './text';

/** What was found in the templates of a name. */
export interface Checked {
  readonly name: string;
  readonly deploy: AssemblyCheck;
  /** Left out if no pack was named. */
  readonly report: ComplianceReport | undefined;
  readonly skipped: readonly string[];
  /** Reads where templates and constructs are written. */
  readonly written: () => Written;
  /** The time that a document says, where it says one. */
  readonly at: () => Date;
}

/** How a result can be told. */
export const FORMATS = ['text', 'json', 'html', 'markdown', 'csv', 'junit', 'sarif', 'oscal', 'oscal-component'] as const;
export type Format = (typeof FORMATS)[number];
/** These show what packs say, and nothing of the deployment. */
export const OF_PACKS: readonly Format[] = ['html', 'markdown', 'csv', 'junit', 'sarif', 'oscal', 'oscal-component'];

/** Tells a result. */
export const render = {
  text: ({ name, deploy, report, skipped }: Checked) => [toText(name, deploy, skipped), ...(report ? [reportText(report)] : [])].join('\n\n'),
  json: ({ deploy, report, skipped }: Checked) => toJson(deploy, report, skipped),
  html: ({ report }: Checked) => toHtml(report as ComplianceReport),
  markdown: ({ report }: Checked) => toMarkdown(report as ComplianceReport),
  // Whoever prints or writes it ends the last line.
  csv: ({ report }: Checked) => toCsv(report as ComplianceReport).replace(/\n$/, ''),
  junit: ({ report }: Checked) => toJUnit(report as ComplianceReport).trimEnd(),
  sarif: ({ report, written }: Checked) => toSarif(report as ComplianceReport, written()),
  oscal: ({ report, at }: Checked) => toOscal(report as ComplianceReport, at()),
  'oscal-component': ({ report, at }: Checked) => toOscalComponent(report as ComplianceReport, at()),
  packs: () =>
    table(
      ['pack', 'name', 'rules', 'controls'],
      PACKS.map(({ id, name, rules, controls }) => [id, name, rules.length, controls.length]),
      ['rules', 'controls'],
    ),
} satisfies Record<Format, (checked: Checked) => string> & { packs: () => string };
