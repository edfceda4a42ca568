import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, compile } from '../shared/compile';
import { type Round, type Size, type Timing, VARIANTS, type Variant } from './size';

const COMPILED = join(CACHE, 'synth');
const SAMPLE = join(COMPILED, 'bench/synth/sample.js');

export async function prepare(): Promise<void> {
  rmSync(join(CACHE, 'cdk.out'), { recursive: true, force: true });
  await compile(COMPILED, ['lib/**/*.ts', 'bench/synth/*.ts']);
}

export function outdirOf(variant: Variant): string {
  return join(CACHE, 'cdk.out', variant);
}

/**
 * A fresh process for each sample: that is what `cdk synth` and every test file start. In a process that has already
 * synthesized a hundred apps, the compiled code would be timed that no user ever gets to run.
 */
export function sample(variant: Variant, size: Size): Timing {
  const answer = execFileSync(process.execPath, [SAMPLE, variant, JSON.stringify(size), outdirOf(variant)], {
    // The built-in validation takes seconds, the same for all.
    env: { ...process.env, CDK_VALIDATION: 'false', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return JSON.parse(answer) as Timing;
}

/** Each round takes every variant once, in an order that turns: none has always the best or the worst place. */
export function rounds(size: Size, count: number): Round[] {
  return Array.from({ length: count }, (_, round) => {
    const order = VARIANTS.map((_variant, place) => VARIANTS[(round + place) % VARIANTS.length] as Variant);
    return Object.fromEntries(order.map((variant) => [variant, sample(variant, size)])) as unknown as Round;
  });
}
