// One app in a process of its own: arguments are the variant, the size and the folder for the templates.
import type { Elapsed, Size, Timing, Variant } from './size';

const [variant, size, outdir] = [process.argv[2] as Variant, JSON.parse(process.argv[3] ?? '{}') as Size, process.argv[4]];

const start = now();
// All of what the variant uses is loaded first, also what aws-cdk-lib would load only when it is asked for.
const { App, Stack } = require('aws-cdk-lib') as typeof import('aws-cdk-lib');
const { defineResources } = require('./resources') as typeof import('./resources');
const defineTrail = variant === 'nobody' ? undefined : (require(`./${variant}`) as typeof import('./library')).defineTrail;
const flags = require('aws-cdk-lib/recommended-feature-flags.json') as Record<string, unknown>;
const loaded = now();

const app = new App({ outdir, context: flags });
const resources = defineResources(app, size);
const stack = new Stack(app, 'Audit');
defineTrail?.(stack, resources, size);
app.synth();

const timing: Timing = { load: between(start, loaded), build: between(loaded, now()) };
process.stdout.write(JSON.stringify(timing));

function now(): Elapsed {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}

function between(one: Elapsed, other: Elapsed): Elapsed {
  return { wall: other.wall - one.wall, cpu: other.cpu - one.cpu };
}
