import { isGenerated, isOpen } from '../../../lib/template/symbols';
import type { TrailModel } from '../../../lib/template/trail-model';
import type { Judged } from './consequences';
import type { Context } from './context';
import type { Step } from './plan';
import { keyOf } from './roles';

/** A chain of digests in one place. */
interface Chain {
  readonly arn: string;
  readonly place: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** How to prove afterwards that nothing is missing. */
export function proof(rows: readonly Judged[], context: Context): Step[] {
  const chains = chainsOf(rows, context);
  if (chains.length === 0) return [];
  const places = [...new Set(chains.map(({ place }) => place))];
  const broken = chains.some(({ begins, ends }) => begins || ends);
  return [
    {
      id: 'prove',
      title: 'Three hours later, prove that nothing is missing: over the whole day, for each trail and place',
      lines: [
        ...places.flatMap((place) => commands(chains.filter((chain) => chain.place === place))),
        'valid: no digest is missing, and each log file is as it was delivered.',
        ...(broken ? ['Where one chain ends and another begins, their times must overlap: compare the intervals of --json.'] : []),
      ],
    },
  ];
}

function chainsOf(rows: readonly Judged[], { trailsBefore, trailsAfter }: Context): Chain[] {
  const isProven = ({ validatesLogFiles }: TrailModel) => validatesLogFiles !== false;
  const idOf = (trail: TrailModel) => JSON.stringify([trail.arn, placeOf(trail)]);
  const [older, newer] = [trailsBefore, trailsAfter].map((trails) => new Map(trails.filter(isProven).map((trail) => [idOf(trail), trail]))) as [
    Map<string, TrailModel>,
    Map<string, TrailModel>,
  ];
  return [...new Map([...older, ...newer])].map(([id, trail]) => ({
    arn: trail.arn,
    place: placeOf(trail),
    begins: !older.has(id),
    ends: !newer.has(id) && !staysAsItIs(rows, trail),
  }));
}

/** A trail that the newer templates do not have, and that is kept. */
function staysAsItIs(rows: readonly Judged[], { resource }: TrailModel): boolean {
  const change = rows.find((row) => row.change.before && keyOf(row.change.before) === keyOf(resource))?.change;
  return change !== undefined && ['left', 'removed', 'replaced'].includes(change.effect) && change.kept === 'yes';
}

function placeOf({ bucketName = '', keyPrefix }: TrailModel): string {
  return keyPrefix ? `${bucketName}/${keyPrefix}` : bucketName;
}

/** Where several trails deliver, each has log files that only its own digests mention: they are verified together. */
function commands(chains: readonly Chain[]): string[] {
  const [first] = chains;
  if (!first) return [];
  const verify = `npx cdk-cloudtrail verify s3://${known(first.place, '<log bucket>')}`;
  if (chains.length === 1) {
    const from = first.begins ? '<start of its first digest>' : '<day before>';
    const to = first.ends ? '<end of its last digest>' : '<day after>';
    return [`${verify} --from ${from} --to ${to} --trail-arn ${known(first.arn, '<ARN of the trail>')}`];
  }
  const begins = chains.some((chain) => chain.begins) ? ' --stopped <day before>/<start of the first digest of the new trail>' : '';
  const ends = chains.some((chain) => chain.ends) ? ' --stopped <end of the last digest of the old trail>/<day after>' : '';
  return [`${verify} --from <day before> --to <day after>${begins}${ends}`];
}

function known(text: string, otherwise: string): string {
  return text === '' || isOpen(text) || isGenerated(text) ? otherwise : text;
}
