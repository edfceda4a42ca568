import type { Link } from './chain';
import type { DigestLogFile } from './digest';
import type { FileResult, Result } from './result';
import type { Location } from './store';

/** What is still to be done, in the order of the results. */
export type Job = Result | { readonly type: 'log'; readonly log: DigestLogFile; readonly at: Location } | Hour | Found;
interface Hour {
  readonly type: 'hour';
  readonly link: Link;
  readonly logFiles: number;
}
interface Found {
  readonly type: 'found';
  readonly files: Promise<FileResult[]>;
}
