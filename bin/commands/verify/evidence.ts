import { createPublicKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from '../shared/terminal';
import { write } from '../shared/write';
import { evidencePage } from './evidence-page';
import { keysAsJson } from './keys';
import type { EvidenceReport } from './report';
import { type ReportSignature, sha256Of, signingKey, signWithKey, signWithKms } from './sign';

/** The files of a report. */
export const REPORT = { json: 'report.json', page: 'report.html', keys: 'public-keys.json', signature: 'signature.json' } as const;

/** Who signs a report. */
export interface Signer {
  readonly signKey?: string;
  readonly kmsKey?: string;
}

/** Before the work begins: whether its report can be written and signed. */
export function checkEvidence(folder: string | undefined, { signKey, kmsKey }: Signer): void {
  if ((signKey ?? kmsKey) !== undefined && folder === undefined)
    throw new CannotRun('--sign-key and --kms-key sign the report of --evidence: name its folder');
  if (signKey !== undefined && kmsKey !== undefined) throw new CannotRun('a report has one signature: give --sign-key or --kms-key');
  if (signKey !== undefined) signingKey(signKey);
  if (folder === undefined) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CannotRun(`--evidence ${folder} cannot be made (${(error as Error).message})`);
  }
}

/** The report as text: the same findings give the same bytes. */
export const reportText = (report: EvidenceReport) => `${JSON.stringify(report, null, 2)}\n`;

/** Writes the report with what a second person needs to repeat it, and gives lines that say so. */
export async function writeEvidence(folder: string, report: EvidenceReport, { signKey, kmsKey }: Signer): Promise<string[]> {
  const text = reportText(report);
  const content = Buffer.from(text);
  const signature = await signatureOf(content, signKey, kmsKey);
  write(text, join(folder, REPORT.json));
  write(evidencePage(report, sha256Of(content)), join(folder, REPORT.page));
  write(keysAsJson(report.keys), join(folder, REPORT.keys));
  if (signature) write(JSON.stringify(signature, null, 2), join(folder, REPORT.signature));
  return [
    `report: ${join(folder, REPORT.json)}, SHA-256 ${sha256Of(content)}`,
    ...(signature ? [`signed by the key with the fingerprint SHA-256 ${keyFingerprint(signature)}`] : []),
    `repeat it with: npx cdk-cloudtrail verify --report ${folder}`,
  ];
}

/** SHA-256 over the DER of a public key, as `openssl pkey -pubin -outform DER | sha256sum` prints it. */
export function keyFingerprint({ publicKey }: ReportSignature): string {
  return sha256Of(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }));
}

async function signatureOf(content: Buffer, signKey: string | undefined, kmsKey: string | undefined): Promise<ReportSignature | undefined> {
  if (signKey !== undefined) return signWithKey(REPORT.json, content, signingKey(signKey));
  return kmsKey === undefined ? undefined : signWithKms(REPORT.json, content, kmsKey);
}
