import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from '../shared/compile';

/** A job, and the folder and the names that it is about. */
export interface Job {
  readonly job: 'alerts' | 'access';
  readonly folder: string;
  readonly rules: string;
  /** A file with the names of events that rules are about, in lower case. */
  readonly names: string;
}

/** Something that does the job: its command line. */
export interface Contender {
  readonly name: string;
  command(job: Job): string;
}

export const BUNDLE = join(CACHE, 'process/ours.js');
export const DUCKDB = join(ROOT, 'bench/peers/node_modules/@duckdb/node-api');

const ofOurs = (name: string, level: string): Contender => ({
  name,
  command: ({ job, folder, rules }) => `${process.execPath} ${BUNDLE} ${job} ${level} ${folder} ${rules}`,
});

const here = join(ROOT, 'bench/process');

const JQ = {
  alerts: (names: string) =>
    `--slurpfile n ${names} -c '($n[0] | map({(.): 1}) | add) as $s | .Records[] | if $s[.eventName | ascii_downcase] or .userIdentity.type == "Root" then 1 else 0 end'`,
  access: () => `-c '.Records[] | if .eventCategory == "Data" then 1 else 0 end'`,
};

/** In the order in which they run. */
export const contenders = (): readonly Contender[] => [
  ofOurs('level 2', 'wasm'),
  ofOurs('loop', 'loop'),
  ofOurs('level 1', 'plain'),
  { name: 'Python', command: ({ job, names, folder }) => `python3 ${here}/peer.py ${job} ${names} ${folder}` },
  ...(existsSync(DUCKDB)
    ? [{ name: 'DuckDB', command: ({ job, names, folder }: Job) => `${process.execPath} ${here}/duckdb.cjs ${job} ${names} ${folder}` }]
    : []),
  {
    name: 'gzip | jq',
    command: ({ job, names, folder }) =>
      `find ${folder} -name '*.json.gz' | xargs gzip -dc | jq ${JQ[job](names)} | awk '{ n++; f += $1 } END { printf "{\\"records\\":%d,\\"found\\":%d}\\n", n, f }'`,
  },
];
