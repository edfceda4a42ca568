import { medianOf, ratiosOf, spreadOf } from '../shared/statistics';
import { printTable } from '../shared/table';
import { GROWTH, type Round, type Size, type Timing } from './size';

const TARGET = 1.3;

/** The rounds of one size. */
export interface Measured {
  readonly size: Size;
  readonly rounds: readonly Round[];
}

const cpu = ({ build }: Timing) => build.cpu;
const wall = ({ build }: Timing) => build.wall;
const withLoading = ({ load, build }: Timing) => load.cpu + build.cpu;

/** The whole app, as its user waits for it. */
export function printRatios(measured: readonly Measured[]): void {
  console.log(`\nConstruction and synthesis of the app (target: ratio of CPU time at most ${TARGET})\n`);
  printTable(
    ['app', 'by hand, CPU ms', 'library, CPU ms', 'ratio', 'middle half', 'ratio of wall time', 'ratio with loading'],
    measured.map(({ size, rounds }) => {
      const hand = rounds.map((round) => round.hand);
      const library = rounds.map((round) => round.library);
      const ratio = (time: (timing: Timing) => number) => ratiosOf(library.map(time), hand.map(time));
      const { median, low, high } = ratio(cpu);
      return [
        size.name,
        ms(medianOf(hand.map(cpu))),
        ms(medianOf(library.map(cpu))),
        `${median.toFixed(2)}${median > TARGET ? ' (above)' : ''}`,
        `${low.toFixed(2)}-${high.toFixed(2)}`,
        ratio(wall).median.toFixed(2),
        ratio(withLoading).median.toFixed(2),
      ];
    }),
  );
}

/** The same without what the app costs by itself, which would hide a slow trail in a large app; and how it grows. */
export function printAdded(measured: readonly Measured[]): void {
  const rows = measured.map(({ size, rounds }) => ({
    size,
    hand: spreadOf(rounds.map(({ hand, nobody }) => cpu(hand) - cpu(nobody))),
    library: spreadOf(rounds.map(({ library, nobody }) => cpu(library) - cpu(nobody))),
    more: spreadOf(rounds.map(({ library, hand }) => cpu(library) - cpu(hand))),
  }));
  console.log('\nWhat the trail adds to an app that has these resources anyway\n');
  printTable(
    ['app', 'by hand, CPU ms', 'library, CPU ms', 'library more, CPU ms', 'middle half'],
    rows.map(({ size, hand, library, more }) => [
      size.name,
      ms(hand.median),
      ms(library.median),
      ms(more.median),
      `${ms(more.low)} to ${ms(more.high)}`,
    ]),
  );
  const growth = rows.filter(({ size }) => GROWTH.includes(size));
  const perBucket = (figure: (row: (typeof rows)[number]) => number) => slopeOf(growth.map((row) => [row.size.buckets, figure(row)])).toFixed(2);
  console.log(
    `\nFor each further bucket that is logged, CPU ms: by hand ${perBucket(({ hand }) => hand.median)}, library ${perBucket(({ library }) => library.median)}`,
  );
}

/** It is the same for every size. */
export function printLoading(measured: readonly Measured[]): void {
  const rounds = measured.flatMap((one) => one.rounds);
  const [hand, library] = [rounds.map((round) => round.hand.load.cpu), rounds.map((round) => round.library.load.cpu)];
  const { median, low, high } = ratiosOf(library, hand);
  console.log(
    `Loading the modules, CPU ms: by hand ${ms(medianOf(hand))}, library ${ms(medianOf(library))}, ratio ${median.toFixed(2)} (middle half ${low.toFixed(2)}-${high.toFixed(2)})`,
  );
}

/** By least squares. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const sum = (term: (x: number, y: number) => number) => points.reduce((total, [x, y]) => total + term(x - meanX, y - meanY), 0);
  return sum((x, y) => x * y) / sum((x) => x * x);
}

function ms(time: number): string {
  return time.toFixed(0);
}
