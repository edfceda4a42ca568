import { status } from '../../../bin/commands/status/command';
import type { StatusOptions } from '../../../bin/commands/status/request';
import { type RecordedAws, TEMPLATE } from './recorded-aws';

/** What a program is told: the JSON of the command, and its exit code. */
export interface Told {
  readonly exitCode: number;
  readonly verdict: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly elsewhere: readonly string[];
  readonly checks: readonly {
    readonly path: string;
    readonly property: string;
    readonly verdict: string;
    readonly declared: unknown;
    readonly live: unknown;
    readonly because: string | null;
    readonly fix: string | null;
  }[];
}

/** Runs the command in this process, against what was recorded. */
export async function told(aws: RecordedAws, options: StatusOptions = {}, place = TEMPLATE): Promise<Told> {
  const { exitCode, stdout } = await printed(aws, { ...options, json: true }, place);
  return { exitCode, ...(JSON.parse(stdout) as Omit<Told, 'exitCode'>) };
}

/** What a person sees. */
export async function printed(aws: RecordedAws, options: StatusOptions = {}, place = TEMPLATE) {
  Object.assign(process.env, aws.environment);
  const [log, error] = [jest.spyOn(console, 'log').mockImplementation(() => {}), jest.spyOn(console, 'error').mockImplementation(() => {})];
  try {
    const exitCode = await status(place, options, '1.2.3');
    const text = (spy: jest.SpyInstance) => spy.mock.calls.map((line) => line.join(' ')).join('\n');
    return { exitCode, stdout: text(log), stderr: text(error) };
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

/** Everything that is not as declared, in short. */
export const open = ({ checks }: Told) =>
  checks.filter(({ verdict }) => verdict !== 'same').map(({ path, property, verdict }) => `${verdict}: ${path} ${property}`);
