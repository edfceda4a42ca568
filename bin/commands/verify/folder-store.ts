import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CannotRead, type Location, type StoredObject } from '../../../lib/integrity/store';
import { CannotRun } from '../shared/terminal';
import type { Archive } from './store';

type Metadata = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where the objects of a folder are, and the file with their metadata. */
export interface FolderPlace {
  readonly root: string;
  readonly metadata: string;
}

/** What a folder is in which somebody laid an archive. The metadata are beside the objects, or in the folder above them. */
export function folderPlace(folder: string, metadata?: string): FolderPlace {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new CannotRun(`${folder} is not a folder; give one that holds the objects of an archive at their keys, or s3://bucket/prefix`);
  }
  const root = existsSync(join(folder, 'bucket')) && !existsSync(join(folder, 'AWSLogs')) ? join(folder, 'bucket') : folder;
  const candidates = metadata === undefined ? [root, dirname(resolve(root))].map((place) => join(place, 'object-metadata.json')) : [metadata];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    throw new CannotRun(
      `${candidates.join(' and ')} cannot be found: the signatures of digests are in the metadata of their objects; write them as { "key": { "signature": "…", "signature-algorithm": "SHA256withRSA" } }, or name the file with --metadata`,
    );
  }
  return { root, metadata: found };
}

/** The objects of a bucket in a folder. */
export function folderStore({ root, metadata: file }: FolderPlace, bucket: string): Archive {
  const metadata = readMetadata(file);
  const pathOf = ({ bucket: other, key }: Location) => {
    if (other !== bucket) throw new CannotRead(`it was delivered to bucket ${other}, which is not in the folder`);
    // A digest that somebody wrote must not lead out of the folder.
    if (key.split('/').includes('..')) throw new CannotRead('its key leads out of the folder');
    return join(root, key);
  };
  return {
    async *list(prefix) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      for (const entry of await entriesOf(join(root, folder))) {
        const key = folder + entry.name;
        if (!key.startsWith(prefix)) continue;
        if (entry.isDirectory()) yield* this.list(`${key}/`);
        else yield key;
      }
    },
    folders: async (prefix) => (await entriesOf(join(root, prefix))).filter((entry) => entry.isDirectory()).map(({ name }) => name),
    async read(location): Promise<StoredObject | undefined> {
      try {
        return { content: await readFile(pathOf(location)), metadata: metadata[location.key] ?? {} };
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
        throw new CannotRead((error as Error).message);
      }
    },
    source: async (location) => ({ path: pathOf(location) }),
    close: () => {},
  };
}

async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CannotRead((error as Error).message);
  }
}

function readMetadata(file: string): Metadata {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(`the metadata of objects in ${file} cannot be read (${(error as Error).message})`);
  }
  const members = (value: unknown): [string, unknown][] | undefined =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  const objects = members(content);
  if (!objects) throw new CannotRun(`${file} holds no metadata of objects: expected an object with a member for each key`);
  return Object.fromEntries(
    objects.map(([key, value]) => {
      const names = members(value);
      if (!names) throw new CannotRun(`${file} holds no metadata of ${key}: expected an object, got ${JSON.stringify(value)?.slice(0, 100)}`);
      const texts = names.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      return [key, Object.fromEntries(texts.map(([name, text]) => [name.toLowerCase().replace(/^x-amz-meta-/, ''), text]))];
    }),
  );
}
