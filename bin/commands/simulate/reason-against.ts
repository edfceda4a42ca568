import { deliveredKind } from '../shared/source';

/** Why a file is no log file with events that selectors decide about; `undefined` for one that is, and for one that does not say. */
export function reasonAgainst(name: string): string | undefined {
  if (!/\.json(\.gz)?$/.test(name)) return 'its name ends neither with .json.gz nor with .json';
  const kind = deliveredKind(name);
  if (kind === 'CloudTrail-Digest') return 'a digest file';
  return kind === 'CloudTrail-Insight' || kind === 'CloudTrail-Aggregated' ? `a ${kind} file: no event selector is for its events` : undefined;
}
