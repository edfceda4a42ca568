import { execFileSync } from 'node:child_process';
import type { Bundle } from './bundles';

/** What it takes a fresh process to load a module, in milliseconds; `process` counts what Node itself needs to start. */
export interface Load {
  readonly wall: number;
  readonly cpu: number;
  readonly process: number;
}

// Plain JavaScript, as Lambda runs it: no loader of this repository takes part.
const LOADER = `
  const cpuMillis = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const [start, startCpu] = [performance.now(), cpuMillis()];
  const { handler } = require(process.argv[1]);
  const [wall, cpu] = [performance.now() - start, cpuMillis() - startCpu];
  if (typeof handler !== 'function') throw new Error('no handler');
  process.stdout.write(JSON.stringify({ wall, cpu, process: cpuMillis() }));
`;

/** Each round loads every module once, in an order that turns. */
export function loadAll(bundles: readonly Bundle[], environment: Readonly<Record<string, string>>, rounds: number): Map<Bundle, Load[]> {
  const loads = new Map<Bundle, Load[]>(bundles.map((bundle) => [bundle, []]));
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < bundles.length; place++) {
      const bundle = bundles[(round + place) % bundles.length] as Bundle;
      loads.get(bundle)?.push(load(bundle.file, environment));
    }
  }
  return loads;
}

function load(file: string, environment: Readonly<Record<string, string>>): Load {
  const answer = execFileSync(process.execPath, ['--eval', LOADER, file], {
    env: { ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(answer) as Load;
}
