import { parseDigest } from '../../../lib/integrity/digest';
import { unpack } from '../../../lib/integrity/unpack';
import { DIGEST_FILE_KIND } from '../../../lib/log-format/log-file-key';
import { folderPlace, folderStore } from './folder-store';
import { type Request, s3Place } from './request';
import type { Archive } from './store';

/** An archive, with the place in it where `AWSLogs/` lies. */
export interface OpenArchive {
  readonly archive: Archive;
  readonly bucket: string;
  readonly prefix: string;
  /** The request, narrowed to the account and Region that the place names. */
  readonly request: Request;
}

/** Opens the place of a request. Who has a folder does not wait for the SDK. */
export async function openArchive(request: Request, metadata: string | undefined): Promise<OpenArchive> {
  const { place, movedFrom } = request;
  if (!place.startsWith('s3://')) {
    const folder = folderPlace(place, metadata);
    const original = movedFrom === undefined ? undefined : s3Place('--moved-from', movedFrom);
    const bucket = original?.bucket ?? (await bucketIn(folderStore(folder, ''))) ?? 'unknown';
    return { archive: folderStore(folder, bucket), bucket, prefix: '', request };
  }
  const { s3Store } = await import('./s3-store.js');
  const { bucket, prefix: path } = s3Place('place', place);
  const [, before, , , account, , region] =
    /^(.*?)(^|\/)AWSLogs(?:\/(o-[a-z0-9]+))?(?:\/(\d{12})(?:\/([\w-]+)(?:\/([a-z0-9-]+))?)?)?(?:\/.*)?$/s.exec(path) ?? [];
  const narrowed = { ...request, ...(account && { accounts: [account] }), ...(region && { regions: [region] }) };
  return { archive: s3Store(bucket), bucket, prefix: before ?? path, request: narrowed };
}

/** Which bucket the objects of a folder were in: as the first digest says, which every other one must confirm. */
async function bucketIn(archive: Archive): Promise<string | undefined> {
  for await (const key of archive.list('')) {
    if (!key.includes(`/${DIGEST_FILE_KIND}/`) || !key.endsWith('.json.gz')) continue;
    try {
      const object = await archive.read({ bucket: '', key });
      const unpacked = object && unpack(object.content);
      if (unpacked && 'content' in unpacked) return parseDigest(unpacked.content).bucket;
    } catch {
      // What is wrong with it is found when it is verified.
    }
  }
  return undefined;
}
