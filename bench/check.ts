// What a check costs, and how that grows with the number of stacks. Arguments: rounds (3), and `ours` to leave the other tools out.
import { availableParallelism } from 'node:os';
import { type Made, makeAssembly } from './check/assembly';
import { printGrowth, printOthers, printParts, printSizes, type Usages } from './check/print';
import { folderOf, prepare, run, runCfnLint } from './check/run';
import type { Usage } from './check/usage';

const SIZES = [75, 150, 300];
const CONTENDERS = {
  json: (stacks: number) => run('ours', 'json', folderOf(stacks)),
  html: (stacks: number) => run('ours', 'html', folderOf(stacks)),
  floor: (stacks: number) => run('floor', folderOf(stacks)),
};

async function main(): Promise<void> {
  const [rounds, others] = [Number(process.argv[2] ?? 3), process.argv[3] !== 'ours'];
  await prepare();
  const made = SIZES.map((stacks): Made => makeAssembly(folderOf(stacks), stacks));
  console.log(`Node ${process.version}, ${availableParallelism()} processors, ${rounds} rounds of fresh processes for each figure\n`);
  const usages = measure(rounds);
  printSizes(made, usages);
  printGrowth(SIZES, usages);
  printParts(SIZES, usages);
  const smallest = SIZES[0] ?? 0;
  if (others)
    printOthers(smallest, usages, { 'cdk-nag, NIST 800-53 R5': run('nag', folderOf(smallest)), 'cfn-lint': runCfnLint(folderOf(smallest)) });
}

/** Each round takes every contender with every size, the one right after the other. */
function measure(rounds: number): Usages {
  const usages = new Map<string, readonly Usage[]>();
  for (let round = 0; round < rounds; round++) {
    for (const stacks of SIZES) {
      for (const [name, contender] of Object.entries(CONTENDERS)) {
        const key = `${name} ${stacks}`;
        usages.set(key, [...(usages.get(key) ?? []), contender(stacks)]);
      }
    }
  }
  return usages;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
