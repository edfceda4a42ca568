import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { composeDeliveredFileKey, parseDeliveredFileKey } from '../../../lib/log-format/log-file-key';
import { CannotRun } from '../shared/terminal';

export interface LogFile {
  readonly path: string;
  /** Relative to the folder that was searched, with forward slashes. */
  readonly name: string;
  /** Under which it is delivered. */
  readonly key: string;
  readonly bytes: number;
}

export interface FoundFiles {
  readonly logs: readonly LogFile[];
  /** What is no log file, and why: named, since a file that is passed over in silence is a file that somebody misses. */
  readonly others: readonly { readonly name: string; readonly reason: string }[];
}

/** Everything below a folder. */
export function findLogFiles(folder: string): FoundFiles {
  const logs: LogFile[] = [];
  const others: { name: string; reason: string }[] = [];
  const keys = new Set<string>();
  for (const entry of entriesOf(folder)) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    const stats = statSync(path, { throwIfNoEntry: false });
    const reason = stats?.isFile() ? reasonAgainst(name) : 'a link that is not followed';
    if (reason || !stats) {
      others.push({ name, reason: reason ?? 'it is gone' });
      continue;
    }
    const key = keyOf(name, keys);
    keys.add(key);
    logs.push({ path, name, key, bytes: stats.size });
  }
  return { logs, others };
}

function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .sort((one, other) => (join(one.parentPath, one.name) < join(other.parentPath, other.name) ? -1 : 1));
  } catch (error) {
    throw new CannotRun(`folder ${folder} cannot be read (${(error as Error).message}); give one with log files`);
  }
}

function reasonAgainst(name: string): string | undefined {
  if (!/\.json(\.gz)?$/.test(name)) return 'its name ends neither with .json.gz nor with .json';
  const kind = delivered(name)?.kind;
  if (kind === 'CloudTrail-Digest') return 'a digest file';
  return kind === undefined || kind === 'CloudTrail' ? undefined : `a ${kind} file: its events are not about access to data`;
}

/** The key from `AWSLogs/` on where the file lies as CloudTrail delivered it, and otherwise one that it could have had. */
function keyOf(name: string, taken: ReadonlySet<string>): string {
  const key = delivered(name)?.key;
  if (key !== undefined && !taken.has(key)) return key;
  return composeDeliveredFileKey({
    account: '111122223333',
    kind: 'CloudTrail',
    region: 'us-east-1',
    day: '2026-01-01',
    time: new Date('2026-01-01T00:00:00Z'),
    uniqueString: createHash('sha256').update(name).digest('hex').slice(0, 16),
  });
}

function delivered(name: string) {
  const at = `/${name}`.lastIndexOf('/AWSLogs/');
  // Unpacked files keep their name, less the .gz; what is delivered is gzipped.
  const key = at < 0 ? '' : name.slice(at).replace(/\.json$/, '.json.gz');
  const parsed = parseDeliveredFileKey(key);
  return parsed && { key, kind: parsed.kind };
}
