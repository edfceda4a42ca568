// The whole simulation, as the command runs it: duplicates, resources, callers and time included. Argument: the folder.
import { folderSource } from '../../bin/commands/shared/folder-source';
import { processLogs } from '../../bin/commands/simulate/process';
import { Simulation } from '../../lib/selection/simulate';
import { answer } from './answer';
import { SELECTORS } from './selectors';

async function main(folder: string): Promise<void> {
  const simulation = new Simulation([{ name: 'bench', stack: 'Bench', selectors: SELECTORS, insights: [] }]);
  await processLogs(folderSource(folder), simulation);
  const counts: Record<string, number> = {};
  for (const [{ logged, selector }, { events }] of simulation.trails[0]?.decisions ?? []) {
    const key = logged === 'yes' ? `selector ${selector}` : logged;
    counts[key] = (counts[key] ?? 0) + events;
  }
  answer(simulation.events, counts);
}

main(process.argv[2] ?? '.');
