// What the handlers of AccessReport and DetectionAlerts weigh, how long they take to load, and how fast the first one processes. Argument: the number of rounds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareAlerts } from '../bin/commands/start/alerting';
import { environmentOf } from '../bin/commands/start/process-logs';
import { METRIC_NAMESPACE, PREFIX } from '../lib/processing/access-report.contract';
import { type Bundle, LEAST, makeBundles, SHIPPED, weigh } from './handler/bundles';
import { type Load, loadAll } from './handler/load';
import { measureThroughput } from './handler/throughput';
import { ROOT } from './shared/compile';
import { medianOf, ratiosOf } from './shared/statistics';
import { printTable } from './shared/table';

const ACCESS_REPORT = { name: 'bench', prefix: PREFIX, namespace: METRIC_NAMESPACE };
const ENDPOINTS = { s3: 'http://127.0.0.1:9', others: 'http://127.0.0.1:9' };
const THROUGHPUT_ROUNDS = 7;
/** 20 ms, on a machine where the least took 11.6 ms. Times drift, and machines differ: what counts is the ratio. */
const TARGET = 20 / 11.6;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 21);
  const temp = mkdtempSync(join(tmpdir(), 'bench-handler-'));
  try {
    const bundles = await makeBundles();
    const { processor: alerts } = prepareAlerts({ root: ROOT, handler: 'assets/detection-alerts/index.js', endpoints: ENDPOINTS, temp });
    const all = [...bundles.slice(0, 1), weigh('DetectionAlerts, as shipped', alerts.bundle), ...bundles.slice(1)];
    printSizes(all);
    const loads = loadAll(all, { ...alerts.environment, ...environmentOf(ENDPOINTS, temp, ACCESS_REPORT) }, rounds);
    printLoads(loads, rounds);
    printTarget(loads);
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
  await printThroughput();
}

function printSizes(bundles: readonly Bundle[]): void {
  const [shipped] = bundles;
  console.log('Size, and as a ratio to what is shipped\n');
  const kilobytes = (bytes: number, whole = bytes) => `${(bytes / 1000).toFixed(1)} (${(bytes / whole).toFixed(2)})`;
  printTable(
    ['bundle', 'kB', 'gzip, kB'],
    bundles.map(({ name, bytes, gzipBytes }) => [name, kilobytes(bytes, shipped?.bytes), kilobytes(gzipBytes, shipped?.gzipBytes)]),
  );
}

function printLoads(loads: ReadonlyMap<Bundle, readonly Load[]>, rounds: number): void {
  const all = [...loads];
  const shipped = all[0]?.[1] ?? [];
  const empty = all.at(-1)?.[1] ?? [];
  console.log(
    `\nLoading it in a fresh process, medians of ${rounds}; ratios: to what is shipped, of the whole process to that of the empty module\n`,
  );
  printTable(
    ['bundle', 'load, wall ms', 'load, CPU ms', 'ratio of CPU', 'process, CPU ms', 'ratio to empty'],
    all.map(([{ name }, of]) => {
      const figures = (part: keyof Load, from = of) => from.map((one) => one[part]);
      return [
        name,
        medianOf(figures('wall')).toFixed(1),
        medianOf(figures('cpu')).toFixed(1),
        ratiosOf(figures('cpu'), figures('cpu', [...shipped])).median.toFixed(2),
        medianOf(figures('process')).toFixed(0),
        ratiosOf(figures('process'), figures('process', [...empty])).median.toFixed(2),
      ];
    }),
  );
}

/** How the shipped ones stand to the least that gets a log file. */
function printTarget(loads: ReadonlyMap<Bundle, readonly Load[]>): void {
  const of = (wanted: string) => medianOf([...loads].flatMap(([{ name }, all]) => (name.includes(wanted) ? all.map(({ cpu }) => cpu) : [])));
  const ratio = (wanted: string) => (of(wanted) / of(LEAST)).toFixed(2);
  console.log(
    `\nCPU time to load, as a ratio to ${LEAST}: AccessReport ${ratio('AccessReport')}, DetectionAlerts ${ratio('DetectionAlerts')}, target ${TARGET.toFixed(2)}`,
  );
}

async function printThroughput(): Promise<void> {
  const { files, jsonBytes, handled, read, failures, requests } = await measureThroughput(SHIPPED, THROUGHPUT_ROUNDS);
  const { median, low, high } = ratiosOf(handled, read);
  const seconds = medianOf(handled) / 1000;
  console.log(
    `\nProcessing ${files} log files (${(jsonBytes / 1e6).toFixed(1)} MB of JSON), one instance, S3 on this machine, medians of ${handled.length}\n`,
  );
  printTable(
    ['', 'figure'],
    [
      ['files in a second', (files / seconds).toFixed(0)],
      ['JSON in a second, MB', (jsonBytes / 1e6 / seconds).toFixed(1)],
      ['time, as a ratio to getting, inflating and parsing the files', `${median.toFixed(2)} (middle half ${low.toFixed(2)}-${high.toFixed(2)})`],
      ['requests to S3 for each file', (requests / files / handled.length).toFixed(1)],
      ['files that failed', String(failures)],
    ],
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
