import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComplianceReport } from '../report/compliance-report';
import { toCsv } from '../report/csv/to-csv';
import { toHtml } from '../report/html/to-html';
import { toJUnit } from '../report/junit/to-junit';
import { toMarkdown } from '../report/markdown/to-markdown';
import { toOscal } from '../report/oscal/to-oscal';
import { toOscalComponent } from '../report/oscal/to-oscal-component';
import { writtenAt } from '../report/oscal/written-at';
import { sourceFiles } from '../report/sarif/source-files';
import { sourceLines } from '../report/sarif/source-lines';
import { toSarif } from '../report/sarif/to-sarif';
import type { Assembly } from '../template/assembly';

const JSON_FILE = 'compliance-report.json';

/** A report, with the templates that it is about and the folder of their assembly. */
export interface Written {
  readonly report: ComplianceReport;
  readonly assembly: Assembly;
  readonly directory: string;
}

/** What a report can be written as besides JSON: the name of the file, and its text. */
const FORMATS = {
  html: ['compliance-report.html', ({ report }: Written) => toHtml(report)],
  markdown: ['compliance-report.md', ({ report }: Written) => toMarkdown(report)],
  csv: ['compliance-report.csv', ({ report }: Written) => toCsv(report)],
  junit: ['compliance-report.junit.xml', ({ report }: Written) => toJUnit(report)],
  sarif: [
    'compliance-report.sarif',
    ({ report, assembly, directory }: Written) => toSarif(report, { files: sourceFiles(assembly), lines: sourceLines([directory]) }),
  ],
  oscal: ['compliance-report.oscal.json', ({ report }: Written) => toOscal(report, writtenAt())],
  'oscal-component': ['compliance-component.oscal.json', ({ report }: Written) => toOscalComponent(report, writtenAt())],
} as const satisfies Record<string, readonly [name: string, of: (written: Written) => string]>;

/** What a report can be written as, besides JSON. */
export type FileFormat = keyof typeof FORMATS;

/** Writes a report, each file whole or not at all. */
export function writeReport(written: Written, formats: readonly FileFormat[]): void {
  const texts: [name: string, text: string][] = [[JSON_FILE, `${JSON.stringify(written.report, undefined, 2)}\n`]];
  for (const format of new Set(formats)) texts.push([FORMATS[format][0], FORMATS[format][1](written)]);
  const place = (name: string) => join(written.directory, name);
  const files = texts.map(([name, text]) => ({ text, file: place(name), unfinished: place(`.${name}.${process.pid}`) }));
  try {
    for (const { text, unfinished } of files) writeFileSync(unfinished, text);
    for (const { file, unfinished } of files) renameSync(unfinished, file);
  } finally {
    for (const { unfinished } of files) rmSync(unfinished, { force: true });
  }
}

/** Takes the report of an earlier synthesis away, so that it never lies beside templates that it does not speak of. */
export function removeReport(directory: string): void {
  for (const name of [JSON_FILE, ...Object.values(FORMATS).map(([file]) => file)]) rmSync(join(directory, name), { force: true });
}
