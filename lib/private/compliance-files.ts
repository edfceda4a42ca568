import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComplianceReport } from '../report/compliance-report';
import { toHtml } from '../report/html/to-html';
import { toMarkdown } from '../report/markdown/to-markdown';

const JSON_FILE = 'compliance-report.json';
const FILES = { html: 'compliance-report.html', markdown: 'compliance-report.md' } as const;

/** What a report can be written as, besides JSON. */
export type FileFormat = keyof typeof FILES;

/** Writes a report, each file whole or not at all. */
export function writeReport(directory: string, report: ComplianceReport, formats: readonly FileFormat[]): void {
  const texts: [name: string, text: string][] = [[JSON_FILE, `${JSON.stringify(report, undefined, 2)}\n`]];
  for (const format of formats) texts.push([FILES[format], format === 'html' ? toHtml(report) : toMarkdown(report)]);
  const files = texts.map(([name, text]) => ({ text, file: join(directory, name), unfinished: join(directory, `.${name}.${process.pid}`) }));
  try {
    for (const { text, unfinished } of files) writeFileSync(unfinished, text);
    for (const { file, unfinished } of files) renameSync(unfinished, file);
  } finally {
    for (const { unfinished } of files) rmSync(unfinished, { force: true });
  }
}

/** Takes the report of an earlier synthesis away, so that it never lies beside templates that it does not speak of. */
export function removeReport(directory: string): void {
  for (const name of [JSON_FILE, ...Object.values(FILES)]) rmSync(join(directory, name), { force: true });
}
