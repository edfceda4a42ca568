import { CannotRun } from '../shared/terminal';

/** What was written on the command line. */
export interface StatusOptions {
  readonly stack?: readonly string[];
  readonly stackName?: readonly string[];
  readonly name?: readonly string[];
  readonly wait?: string | true;
  readonly evidence?: string;
  readonly json?: true;
  readonly printPolicy?: true;
  readonly account?: string;
  readonly region?: string;
}

/** What is asked for. */
export interface Request {
  /** The ids or names of the stacks that are looked at; none means all. */
  readonly stacks: readonly string[];
  /** Names by which things are deployed: of stacks by their id, and of resources by their path or logical id. */
  readonly names: ReadonlyMap<string, string>;
  /** The Region of stacks that do not say it. */
  readonly region: string;
  /** How long to wait for the first log file; 0 for not at all. */
  readonly waitMinutes: number;
}

const DEFAULT_WAIT_MINUTES = 15;
const LONGEST_WAIT_MINUTES = 24 * 60;

/** Reads the command line. */
export function readRequest({ stack = [], stackName = [], name = [], wait, region }: StatusOptions): Request {
  return {
    stacks: stack,
    names: new Map([
      ...stackName.map((pair) => pairOf(pair, '--stack-name', 'Audit=prod-audit')),
      ...name.map((pair) => pairOf(pair, '--name', 'Audit/Trail=audit')),
    ]),
    region: region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1',
    waitMinutes: wait === undefined ? 0 : wait === true ? DEFAULT_WAIT_MINUTES : minutesOf(wait),
  };
}

function pairOf(pair: string, option: string, example: string): [string, string] {
  const [, what, name] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
  if (what === undefined || name === undefined) throw new CannotRun(`${option} ${pair} is no pair; write it as ${example}`);
  return [what, name];
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && minutes > 0 && minutes <= LONGEST_WAIT_MINUTES) return minutes;
  throw new CannotRun(`--wait ${text} is no number of minutes up to ${LONGEST_WAIT_MINUTES}; write --wait ${DEFAULT_WAIT_MINUTES}`);
}
