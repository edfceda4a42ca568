import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownKeys } from '../../lib/integrity/public-key';
import { verifyRegion } from '../../lib/integrity/verify';
import { Archive } from './archive';

export const CHAIN_A = join(__dirname, '../fixtures/digests/chain-a');
const json = (name: string) => JSON.parse(readFileSync(join(CHAIN_A, name), 'utf8'));

type Operation =
  | { readonly op: 'put'; readonly key: string; readonly file: string }
  | { readonly op: 'delete'; readonly key: string }
  | { readonly op: 'copy'; readonly key: string; readonly to: string }
  | { readonly op: 'metadata'; readonly key: string; readonly metadata: Record<string, string> };

export interface Case {
  readonly name: string;
  readonly ops: readonly Operation[];
  readonly intact: boolean;
  readonly beyondAwsCli?: string;
  readonly awsCli: { readonly exitCode: number; readonly invalid: readonly string[]; readonly summary: readonly string[] };
}

export const CASES: readonly Case[] = json('cases.json').cases;
export const BUCKET = 'example-trail-bucket';
export const PUBLIC_KEYS = json('public-keys.json').PublicKeyList.map(({ Value: value, Fingerprint: fingerprint }: Record<string, string>) => ({
  value,
  fingerprint,
}));

/** The archive of the chain, with what a case did to it. */
export function archiveOf(operations: readonly Operation[] = []): Archive {
  const archive = new Archive(BUCKET);
  const metadata = json('object-metadata.json');
  for (const name of readdirSync(join(CHAIN_A, 'bucket'), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.gz')) archive.put({ key: name, content: readFileSync(join(CHAIN_A, 'bucket', name)), metadata: metadata[name] });
  }
  for (const operation of operations) apply(archive, operation);
  return archive;
}

function apply(archive: Archive, operation: Operation): void {
  const { key } = operation;
  const object = archive.objects.get(key) ?? { content: Buffer.alloc(0), metadata: {} };
  if (operation.op === 'delete') archive.objects.delete(key);
  else if (operation.op === 'copy') archive.put({ ...object, key: operation.to });
  else if (operation.op === 'metadata') archive.put({ ...object, key, metadata: operation.metadata });
  else archive.put({ ...object, key, content: readFileSync(join(CHAIN_A, operation.file)) });
}

/** Verifies the ten hours of the chain. */
export function verifyChainA(store: Archive, options: Partial<Parameters<typeof verifyRegion>[0]> = {}) {
  return verifyRegion({
    scope: { account: '218007301253', region: 'us-east-1' },
    bucket: BUCKET,
    from: new Date('2023-07-10T11:00:00Z'),
    to: new Date('2023-07-10T21:00:00Z'),
    now: new Date('2026-01-01T00:00:00Z'),
    store,
    keys: knownKeys(PUBLIC_KEYS),
    ...options,
  });
}
