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

/** What kind of file CloudTrail delivered under a name; `undefined` for one that it does not give. The file may be unpacked by now. */
export function deliveredKind(name: string): string | undefined {
  const at = `/${name}`.lastIndexOf('/AWSLogs/');
  return at < 0 ? undefined : parseDeliveredFileKey(name.slice(at).replace(/\.json$/, '.json.gz'))?.kind;
}
