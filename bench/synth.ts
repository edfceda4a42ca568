// What a trail of this library costs in synthesis, beside the same resources written by hand. Argument: the number of rounds.
import { availableParallelism } from 'node:os';
import { checkEquivalence } from './synth/equivalence';
import { printAdded, printLoading, printRatios } from './synth/print';
import { outdirOf, prepare, rounds, sample } from './synth/run';
import { SIZES, type Size } from './synth/size';

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 11);
  await prepare();
  console.log(`Node ${process.version}, ${availableParallelism()} processors, ${count} fresh processes for each figure, built-in validation off\n`);
  const measured = SIZES.map((size) => {
    checkFairness(size);
    return { size, rounds: rounds(size, count) };
  });
  printRatios(measured);
  printAdded(measured);
  printLoading(measured);
}

function checkFairness(size: Size): void {
  sample('hand', size);
  sample('library', size);
  const differing = checkEquivalence(outdirOf('hand'), outdirOf('library'));
  const verdict = differing.length === 0 ? 'are the same' : `differ in ${differing.join(', ')}`;
  console.log(`${size.name}: the templates of the two ${verdict}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
