import { existsSync } from 'node:fs';
import type { RuleParameters } from '../../../lib/rules/controls/rule-parameters';
import { PACKS, packOf } from '../../../lib/rules/packs/catalogue';
import type { Pack } from '../../../lib/rules/packs/pack';
import { UnknownPackError } from '../../../lib/rules/packs/unknown-pack-error';
import { CannotRun } from '../shared/terminal';
import { type Format, OF_PACKS } from './render';

/** What was written on the command line. */
export interface CheckOptions {
  readonly pack?: readonly string[];
  readonly parameters?: readonly string[];
  readonly retentionDays?: string;
  readonly acceptances?: string;
  readonly strict?: true;
  readonly format?: Format;
  readonly json?: true;
  readonly output?: string;
  readonly listPacks?: true;
  readonly account?: string;
  readonly region?: string;
}

/** What is asked for. */
export interface Request {
  readonly paths: readonly string[];
  readonly packs: readonly Pack[] | 'list';
  readonly parameters: Readonly<Record<string, string>>;
  readonly ruleParameters: Partial<RuleParameters>;
  readonly acceptances?: string;
  readonly strict: boolean;
  readonly format: Format;
  readonly output?: string;
  readonly place: { readonly account?: string; readonly region?: string };
}

/** Reads the command line. `--pack a b` and `--parameters A=1 B=2` are understood as well: what follows is no path that exists. */
export function readRequest(args: readonly string[], options: CheckOptions): Request {
  const { acceptances, output, account, region } = options;
  const isPack = (arg: string) => PACKS.some(({ id }) => id === arg);
  const strays = args.filter((arg) => !existsSync(arg));
  const packs = [...(options.pack ?? []), ...(options.pack ? strays.filter(isPack) : [])];
  const pairs = [...(options.parameters ?? []), ...(options.parameters ? strays.filter((arg) => arg.includes('=')) : [])];
  const paths = args.filter((arg) => !packs.includes(arg) && !pairs.includes(arg));
  return {
    paths: paths.length > 0 ? paths : ['cdk.out'],
    packs: options.listPacks ? 'list' : [...new Set(packs.flatMap((one) => one.split(',')))].map(packNamed),
    parameters: Object.fromEntries(pairs.map(pairOf)),
    ruleParameters: ruleParametersOf(options),
    ...(acceptances !== undefined && { acceptances }),
    strict: options.strict ?? false,
    format: formatOf(options, packs.length > 0),
    ...(output !== undefined && { output }),
    place: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
  };
}

function packNamed(id: string): Pack {
  try {
    return packOf(id);
  } catch (error) {
    if (error instanceof UnknownPackError) throw new CannotRun(error.message);
    throw error;
  }
}

function pairOf(pair: string): [name: string, value: string] {
  const [, name, value] = /^([\w./:-]+)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined || value === undefined) throw new CannotRun(`--parameters ${pair} is no pair; write it as Name=value or Stack.Name=value`);
  return [name, value];
}

function ruleParametersOf({ retentionDays }: CheckOptions): Partial<RuleParameters> {
  if (retentionDays === undefined) return {};
  if (!/^\d+$/.test(retentionDays)) throw new CannotRun(`--retention-days ${retentionDays} is no whole number of days`);
  return { retentionDays: Number(retentionDays) };
}

function formatOf({ format, json }: CheckOptions, withPacks: boolean): Format {
  if (json && format !== undefined && format !== 'json') throw new CannotRun(`--json and --format ${format} contradict each other`);
  if (!withPacks && format !== undefined && OF_PACKS.includes(format)) throw new CannotRun(`--format ${format} shows a report, which needs a --pack`);
  return json ? 'json' : (format ?? 'text');
}
