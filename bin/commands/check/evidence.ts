import { readFileSync } from 'node:fs';
import type { ComplianceReport } from '../../../lib/report/compliance-report';
import { assemblySeen, parametersSeen, type Seen, type SeenStack, settledBy } from '../../../lib/report/seen';
import { type Assembly, rawResources } from '../../../lib/template/assembly';
import { isJson, type Json, section } from '../../../lib/template/json';
import { listOf } from '../../../lib/template/unknown';
import { CannotRun } from '../shared/terminal';
import { reportFor } from './report';
import type { Request } from './request';

/** The report that is asked for, in which what was seen in the account settles what the templates leave open. */
export function reportWithEvidence(assembly: Assembly, request: Request, version: string, file: string | undefined): ComplianceReport | undefined {
  const report = reportFor(assembly, request, version);
  if (file === undefined) return report;
  if (!report || request.packs === 'list') throw new CannotRun('--evidence settles what a report leaves open, which needs a --pack');
  const seen = readEvidence(file, assembly);
  const parameters = { ...parametersSeen(seen), ...request.parameters };
  const deployed = reportFor(assemblySeen(assembly, seen), { ...request, parameters }, version);
  return deployed ? settledBy(report, deployed, seen, request.packs) : report;
}

/** Reads what `status --evidence` wrote about the same templates. */
function readEvidence(file: string, assembly: Assembly): Seen {
  const json = parsed(file);
  if (json.schemaVersion !== '1' || typeof json.at !== 'string' || !Array.isArray(json.stacks) || !Array.isArray(json.checks)) {
    throw new CannotRun(`--evidence ${file} is not what this version of status --evidence writes; write it again`);
  }
  const stacks = json.stacks.filter(isJson).flatMap((stack): [string, SeenStack][] => {
    const id = String(stack.stack);
    mustBeOf(assembly, id, stack.templateSha256, file);
    const { account, region, parameters } = section(stack, 'deployed');
    return typeof account === 'string' && typeof region === 'string' ? [[id, { account, region, parameters: textsOf(parameters) }]] : [];
  });
  const checks = (listOf(json.checks) ?? []).filter(isJson).map((check) => ({ ...check, at: `${check.stack} ${check.logicalId}` }) as SeenCheck);
  const open = new Set(checks.filter(({ verdict }) => verdict !== 'same').map(({ at }) => at));
  const subscriptions = checks.filter(({ type, property }) => type === 'AWS::SNS::Subscription' || property === 'Subscription');
  return {
    at: json.at,
    stacks: new Map(stacks),
    asDeclared: new Set(checks.map(({ at }) => at).filter((at) => !open.has(at))),
    mfaDelete: new Map(checks.filter(({ property }) => property === 'MFADelete').map(({ at, live }) => [at, live === 'Enabled'])),
    subscriptionsConfirmed: allAreIn(assembly, subscriptions) && subscriptions.every(({ verdict }) => verdict === 'same'),
  };
}

interface SeenCheck {
  readonly stack?: unknown;
  readonly at: string;
  readonly type: unknown;
  readonly property: unknown;
  readonly verdict: unknown;
  readonly live: unknown;
}

/** Whether subscriptions were looked at in every stack that has some: `status --stack` leaves out the others. */
function allAreIn({ stacks }: Assembly, subscriptions: readonly SeenCheck[]): boolean {
  const isOne = (raw: Json) => raw.Type === 'AWS::SNS::Subscription' || section(raw, 'Properties').Subscription !== undefined;
  const having = stacks.filter((stack) => rawResources(stack).some(([, raw]) => isOne(raw)));
  return having.length > 0 && having.every(({ id }) => subscriptions.some(({ stack }) => stack === id));
}

/** What was seen of another template proves nothing about this one. */
function mustBeOf({ stacks }: Assembly, id: string, sha256: unknown, file: string): void {
  const stack = stacks.find((one) => one.id === id);
  if (stack?.sha256 === sha256) return;
  throw new CannotRun(`--evidence ${file} is about another template of stack ${id}; deploy this one, and run status --evidence again`);
}

function parsed(file: string): Json {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isJson(json)) return json;
  } catch (error) {
    throw new CannotRun(`--evidence ${file} cannot be read (${(error as Error).message}); write it with status --evidence`);
  }
  throw new CannotRun(`--evidence ${file} is no object; write it with status --evidence`);
}

function textsOf(json: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(isJson(json) ? json : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
