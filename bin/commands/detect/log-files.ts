import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDeliveredFileKey } from '../../../lib/log-format/log-file-key';
import { CannotRun } from '../shared/terminal';
import { folderSource } from '../simulate/folder-source';
import type { LogObject } from '../simulate/source';

/** The log files at places: a file that is named is one, and in folders whatever is called like one. */
export async function* logFiles(places: readonly string[], passedOver: Map<string, number>): AsyncGenerator<LogObject> {
  for (const place of places) {
    if (!isFolder(place)) {
      yield { name: place, bytes: statSync(place).size };
      continue;
    }
    for await (const { name, bytes } of folderSource(place).list()) {
      const reason = reasonAgainst(name);
      if (reason === undefined) yield { name: join(place, name), bytes };
      else passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1);
    }
  }
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch (error) {
    throw new CannotRun(`logs in ${place} cannot be read (${(error as Error).message}); give files, or folders with log files`);
  }
}

/** Why a file of a folder is not read. Insights events are: a rule may be about them. */
function reasonAgainst(name: string): string | undefined {
  if (!/\.(?:json|jsonl|ndjson)(?:\.gz)?$/.test(name)) return 'its name ends neither with .json nor with .jsonl or .ndjson, with or without .gz';
  const at = `/${name}`.lastIndexOf('/AWSLogs/');
  const kind = at < 0 ? undefined : parseDeliveredFileKey(name.slice(at).replace(/\.json$/, '.json.gz'))?.kind;
  return kind === 'CloudTrail-Digest' ? 'a digest file' : undefined;
}
