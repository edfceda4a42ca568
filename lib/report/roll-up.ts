import type { Pack } from '../rules/packs/pack';
import type { ControlRow, ResultRow } from './compliance-report';

/** The controls of a pack, each with what is known of it. It is never said that somebody complies. */
export function rollUp(pack: Pack, results: readonly ResultRow[]): ControlRow[] {
  const asked = results.filter(({ packs }) => packs.includes(pack.id));
  return pack.controls.map(({ id, title, rules, coverage, open }) => ({
    framework: pack.framework,
    version: pack.version,
    id,
    title,
    pack: pack.id,
    status: statusOf(asked.filter(({ rule }) => rules.includes(rule))),
    rules: [...rules],
    coverage,
    open,
  }));
}

function statusOf(rows: readonly ResultRow[]): ControlRow['status'] {
  const applicable = rows.filter(({ verdict }) => verdict !== 'notApplicable');
  if (applicable.some(({ verdict, accepted }) => verdict === 'fail' && accepted === null)) return 'notMet';
  if (applicable.some(({ verdict, accepted }) => verdict === 'unknown' && accepted === null)) return 'undetermined';
  if (applicable.some(({ accepted }) => accepted !== null)) return 'accepted';
  return applicable.length > 0 ? 'met' : 'notAssessed';
}
