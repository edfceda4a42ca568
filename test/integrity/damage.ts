import { gunzipSync, gzipSync } from 'node:zlib';
import { composeDigest } from '../../lib/integrity/compose';
import type { StoredObject } from '../../lib/integrity/store';
import type { Archive } from './archive';
import { type Branch, HOUR, logKey, newKey, PHASE, START, TREE_BUCKET } from './tree';

/** What somebody did to one hour of an archive, and what a verifier has to say of it. */
export interface Damage {
  readonly name: string;
  /** Digests that are deleted, from the hour on. */
  readonly hours?: number;
  apply(archive: Archive, branch: Branch, hour: number): void;
  /** The verdict of the digest or of the first log file of the hour, with its reason. */
  readonly digest?: string;
  readonly log?: string;
  /** Of the time of the hour: as the file, where nothing else is said. */
  readonly time?: string;
}

const other = newKey();

export const DAMAGES: readonly Damage[] = [
  ...[1, 2, 5].map((hours) => ({
    name: `${hours === 1 ? 'a digest' : `${hours} consecutive digests`} deleted`,
    hours,
    apply: (archive: Archive, { digests }: Branch, hour: number) => {
      for (const { key } of digests.slice(hour, hour + hours)) archive.objects.delete(key);
    },
    digest: 'missing (not-found)',
    time: 'missing (digest-missing)',
  })),
  digest(
    'a bit of a digest flipped',
    'invalid (signature-mismatch)',
    rewritten((json) => json.replace(/(previousDigestHashValue":")(.)/, (_, start, digit) => start + (digit === '0' ? '1' : '0'))),
  ),
  digest('a digest cut off', 'invalid (damaged-gzip)', ({ content }) => content.subarray(0, content.length - 20)),
  digest('a digest stored as plain JSON', 'invalid (not-gzip)', ({ content }) => gunzipSync(content)),
  digest('a digest emptied', 'invalid (not-gzip)', () => Buffer.alloc(0)),
  digest('a digest that is no JSON', 'invalid (not-a-digest)', () => gzipSync('{')),
  digest('a digest with something appended', 'invalid (trailing-data)', ({ content }) =>
    Buffer.concat([content, Buffer.from([0]), Buffer.from('more')]),
  ),
  digest(
    'an entry removed from a digest',
    'invalid (signature-mismatch)',
    rewritten((json) => json.replace(/"logFiles":\[\{[^}]*\},/, '"logFiles":[')),
  ),
  digest(
    'the hash of an entry changed',
    'invalid (signature-mismatch)',
    rewritten((json) => json.replace(/"hashValue":"../, '"hashValue":"00')),
  ),
  digest(
    'a digest written anew with the same meaning',
    'invalid (signature-mismatch)',
    rewritten((json) => json.replaceAll('\\/', '/')),
  ),
  digest(
    'the fingerprint of a digest changed',
    'invalid (contradicted)',
    rewritten((json) => json.replace(/(Fingerprint":")[^"]*/, `$1${'0'.repeat(32)}`)),
  ),
  {
    name: 'a digest replaced by its predecessor',
    digest: 'invalid (moved)',
    apply: (archive, { digests }, hour) => archive.put({ ...(digests[hour - 1] as StoredObject), key: digests[hour]?.key as string }),
  },
  {
    name: 'a digest written and signed by somebody else',
    digest: 'invalid (contradicted)',
    apply: (archive, { scope, digests }, hour) => {
      const [start, end] = [new Date(START + PHASE + hour * HOUR), new Date(START + PHASE + (hour + 1) * HOUR)];
      const name = { ...scope, trailName: 'audit_trail', homeRegion: 'us-east-1', bucket: TREE_BUCKET };
      const previous = digests[hour - 1];
      archive.put(composeDigest({ ...name, start, end, logFiles: [], ...(previous && { previous }) }, other));
    },
  },
  metadata('the signature of a digest lost', 'invalid (signature-missing)', ({ signature: _, ...rest }) => rest),
  metadata('the signature of a digest changed', 'invalid (signature-mismatch)', ({ signature = '', ...rest }) => ({
    ...rest,
    signature: `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`,
  })),
  metadata('the signature of a digest unreadable', 'invalid (signature-malformed)', (all) => ({ ...all, signature: 'xyz' })),
  metadata('the signature of a digest said to be of another method', 'cannot-tell (unknown-algorithm)', (all) => ({
    ...all,
    'signature-algorithm': 'SHA1withRSA',
  })),
  log('a log file deleted', 'missing (not-found)', (archive, key) => archive.objects.delete(key)),
  log(
    'a record removed from a log file',
    'invalid (hash-mismatch)',
    replaced(({ content }) => {
      const { Records } = JSON.parse(gunzipSync(content).toString());
      return gzipSync(JSON.stringify({ Records: Records.slice(1) }));
    }),
  ),
  log(
    'a bit of a log file flipped',
    'invalid (hash-mismatch)',
    replaced(({ content }) => {
      const json = gunzipSync(content);
      json[20] = (json[20] as number) ^ 1;
      return gzipSync(json);
    }),
  ),
  log(
    'a log file cut off',
    'invalid (damaged-gzip)',
    replaced(({ content }) => content.subarray(0, content.length - 5)),
  ),
  log(
    'a log file stored as plain JSON',
    'invalid (not-gzip)',
    replaced(({ content }) => gunzipSync(content)),
  ),
  log(
    'a log file emptied',
    'invalid (not-gzip)',
    replaced(() => Buffer.alloc(0)),
  ),
  log(
    'a second gzip member appended to a log file',
    'invalid (hash-mismatch)',
    replaced(({ content }) => Buffer.concat([content, gzipSync('{"Records":[]}')])),
  ),
  log(
    'something appended to a log file',
    'invalid (trailing-data)',
    replaced(({ content }) => Buffer.concat([content, Buffer.alloc(8), Buffer.from('x')])),
  ),
  {
    name: 'a log file replaced by another one of its hour',
    log: 'invalid (hash-mismatch)',
    apply: (archive, { logs }, hour) => {
      const [one, two] = logs[hour] as [string, string];
      archive.put({ ...(archive.objects.get(two) as StoredObject), key: one });
    },
  },
  {
    name: 'a log file added',
    time: 'none',
    apply: (archive, branch, hour) => archive.put({ key: addedKey(branch, hour), content: gzipSync('{"Records":[]}') }),
  },
];

/** The key of the file that is added in an hour. */
export const addedKey = ({ scope }: Branch, hour: number) => logKey(scope, START + PHASE + hour * HOUR + 120_000, 'ADDED');

function digest(name: string, verdict: string, change: (object: StoredObject) => Uint8Array): Damage {
  return {
    name,
    digest: verdict,
    apply: (archive, { digests }, hour) => {
      const { key } = digests[hour] as { key: string };
      const object = archive.objects.get(key) as StoredObject;
      archive.put({ ...object, key, content: change(object) });
    },
  };
}

function metadata(name: string, verdict: string, change: (all: Record<string, string>) => Record<string, string>): Damage {
  return {
    name,
    digest: verdict,
    apply: (archive, { digests }, hour) => {
      const { key } = digests[hour] as { key: string };
      const object = archive.objects.get(key) as StoredObject;
      archive.put({ ...object, key, metadata: change({ ...object.metadata }) });
    },
  };
}

function log(name: string, verdict: string, change: (archive: Archive, key: string) => void): Damage {
  return { name, log: verdict, apply: (archive, { logs }, hour) => change(archive, logs[hour]?.[0] as string) };
}

function rewritten(change: (json: string) => string) {
  return ({ content }: StoredObject) => gzipSync(change(gunzipSync(content).toString()));
}

function replaced(change: (object: StoredObject) => Uint8Array) {
  return (archive: Archive, key: string) => {
    const object = archive.objects.get(key) as StoredObject;
    archive.put({ ...object, key, content: change(object) });
  };
}
