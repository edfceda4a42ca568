import { setTimeout as sleep } from 'node:timers/promises';
import type { Assembly } from '../../../lib/template/assembly';
import { readAssembly } from '../../../lib/template/read-assembly';
import { Survey } from '../../../lib/template/survey';
import { UnreadableAssemblyError } from '../../../lib/template/unreadable-assembly-error';
import { CannotRun } from '../shared/terminal';
import { write } from '../shared/write';
import { Aws } from './aws';
import { evidenceOf } from './evidence';
import { statusOf } from './look/trail';
import { policyFor } from './print-policy';
import { readRequest, type StatusOptions } from './request';
import { checkAsJson, type Outcome, type Result, resultOf } from './result';
import { type Deployment, findDeployment, lookAtAll } from './run';
import { toText } from './text';
import { waitForDelivery } from './wait';

const EXIT: Readonly<Record<Outcome, number>> = { asDeclared: 0, drift: 1, undecided: 2 };

/** Compares what runs with what was declared, and gives the exit code. */
export async function status(place: string, options: StatusOptions, version: string): Promise<number> {
  const request = readRequest(options);
  const assembly = read(place, options);
  if (new Survey(assembly).ofType('AWS::CloudTrail::Trail').length === 0) return nothing(place, options);
  if (options.printPolicy) {
    console.log(policyFor(assembly, request.names));
    return 0;
  }
  const aws = new Aws();
  try {
    const deployment = await findDeployment(assembly, request, aws);
    if (deployment.resources.length === 0) throw new CannotRun(`--stack ${request.stacks.join(' --stack ')}: ${noSuchStack(assembly)}`);
    if (request.waitMinutes > 0) await wait(deployment, request.waitMinutes, aws);
    const result = resultOf(deployment, await lookAtAll(deployment, aws), new Date());
    console.log(options.json ? toJson(result) : toText(place, result));
    if (options.evidence !== undefined) write(evidenceOf(result, version), options.evidence);
    return EXIT[result.outcome];
  } finally {
    aws.close();
  }
}

function read(place: string, { account, region }: StatusOptions): Assembly {
  try {
    return readAssembly(place, { ...(account !== undefined && { account }), ...(region !== undefined && { region }) });
  } catch (error) {
    throw error instanceof UnreadableAssemblyError ? new CannotRun(error.message) : error;
  }
}

/** An assembly without trails proves nothing. */
function nothing(place: string, { json }: StatusOptions): number {
  const reason = `nothing was looked at: ${place} declares no AWS::CloudTrail::Trail`;
  if (json) console.log(JSON.stringify({ schemaVersion: '1', verdict: 'undecided', checks: [], error: reason }, null, 2));
  console.error(reason);
  return EXIT.undecided;
}

function noSuchStack({ stacks }: Assembly): string {
  return `no trail and nothing that a trail relies on is declared there; the stacks are ${stacks.map(({ id }) => id).join(', ')}`;
}

async function wait({ resources, stacks }: Deployment, minutes: number, aws: Aws): Promise<void> {
  const trails = resources.filter(({ type, stack }) => type === 'AWS::CloudTrail::Trail' && stacks.get(stack.id)?.is !== 'absent');
  const clock = { now: () => performance.now(), sleep: (millis: number) => sleep(millis) };
  await waitForDelivery({ trails, minutes, statusOf: (trail) => statusOf(trail, aws), clock, say: console.error });
}

function toJson({ outcome, checks, summary, elsewhere, at, deployment }: Result): string {
  const { skipped } = deployment.assembly;
  const content = { schemaVersion: '1', verdict: outcome, at: at.toISOString(), summary, checks: checks.map(checkAsJson), elsewhere, skipped };
  return JSON.stringify(content, null, 2);
}
