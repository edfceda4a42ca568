import { parseDeliveredFileKey } from '../../../lib/log-format/log-file-key';

/** A file that may be a log file. */
export interface LogObject {
  /** How messages name it. */
  readonly name: string;
  readonly bytes: number;
}

/** Where log files are. They are listed one by one, so that memory does not grow with their number. */
export interface LogSource {
  /** So many reads at once hide how long each of them takes. */
  readonly parallel: number;
  list(): AsyncGenerator<LogObject>;
  read(name: string): Promise<Buffer>;
  close(): void;
}

/** Why a file is no log file with events that selectors decide about; `undefined` for one that is, and for one that does not say. */
export function reasonAgainst(name: string): string | undefined {
  if (!/\.json(\.gz)?$/.test(name)) return 'its name ends neither with .json.gz nor with .json';
  const at = `/${name}`.lastIndexOf('/AWSLogs/');
  const kind = at < 0 ? undefined : parseDeliveredFileKey(name.slice(at).replace(/\.json$/, '.json.gz'))?.kind;
  if (kind === 'CloudTrail-Digest') return 'a digest file';
  return kind === 'CloudTrail-Insight' || kind === 'CloudTrail-Aggregated' ? `a ${kind} file: no event selector is for its events` : undefined;
}
