import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from '../shared/terminal';
import { keyFingerprint, REPORT } from './evidence';
import { evidencePage } from './evidence-page';
import type { EvidenceReport } from './report';
import { isSigned, type ReportSignature, sha256Of } from './sign';

/** A report that somebody else wrote. */
export interface GivenReport {
  readonly text: string;
  readonly report: EvidenceReport;
  readonly keys: string;
  /** What is to be said of it, before it is repeated. */
  readonly lines: readonly string[];
  readonly intact: boolean;
}

/** Reads a report, and checks that its files belong together and that its signature is right. */
export function readReport(folder: string): GivenReport {
  const text = contentOf(folder, REPORT.json);
  const report = parsed<EvidenceReport>(text, folder, REPORT.json);
  if (report.schemaVersion !== '1' || !report.request || !report.files) throw new CannotRun(`${join(folder, REPORT.json)} is no report of verify`);
  const sha256 = sha256Of(text);
  const checks: [string, boolean][] = [
    // Written with a line feed at its end.
    [`${REPORT.page} is made of ${REPORT.json}`, contentOf(folder, REPORT.page).trimEnd() === evidencePage(report, sha256).trimEnd()],
    ...signatureChecks(folder, text),
  ];
  return {
    ...{ text, report, keys: join(folder, REPORT.keys) },
    lines: [`report: SHA-256 ${sha256}`, ...checks.map(([what, holds]) => `${what}: ${holds ? 'yes' : 'NO'}`)],
    intact: checks.every(([, holds]) => holds),
  };
}

function signatureChecks(folder: string, text: string): [string, boolean][] {
  let content: string;
  try {
    content = readFileSync(join(folder, REPORT.signature), 'utf8');
  } catch {
    return [];
  }
  const signature = parsed<ReportSignature>(content, folder, REPORT.signature);
  const holds = isSigned(Buffer.from(text), signature);
  return [[holds ? `signed by the key with the fingerprint SHA-256 ${keyFingerprint(signature)}` : 'signed by the key in signature.json', holds]];
}

function contentOf(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    throw new CannotRun(`--report ${folder} has no ${name} (${(error as Error).message}); give the folder that --evidence wrote`);
  }
}

function parsed<T>(text: string, folder: string, name: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new CannotRun(`${join(folder, name)} is no JSON (${(error as Error).message})`);
  }
}
