import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { METRIC_NAMESPACE, PREFIX } from '../../../lib/processing/access-report.contract';
import { startLocalS3 } from '../local-s3/server';
import { readDeclared } from '../shared/declared-trails';
import { CannotRun, count, heading, printable } from '../shared/terminal';
import { trailsInWords } from '../shared/trail-text';
import { prepareAlerts } from './alerting';
import { type FoundFiles, findLogFiles } from './find-logs';
import { countIndependently } from './independent-count';
import { countFindings } from './independent-findings';
import { startLocalServices } from './local-services';
import { archiveBucket, deliverAll, derivedBucket, environmentOf, processLogs } from './process-logs';
import { readRows } from './rows';
import { showAlerts } from './show-alerts';
import { showIntegrity } from './show-integrity';
import { showReport } from './show-report';
import { showTamper } from './show-tamper';
import { synthesize } from './synthesize';
import { verdict } from './verdict';
import { alertsVerdict } from './verdict-alerts';

export interface Demonstration {
  readonly root: string;
  /** The user's own folder of log files. */
  readonly logs?: string;
  readonly app: string;
  readonly handler: string;
  readonly bundle: () => Promise<string[]>;
}

const samples = 'test/fixtures/logs';
const alertsHandler = 'assets/detection-alerts/index.js';
const tamperHandler = 'assets/tamper-protection/index.js';
const maxBytes = 1024 ** 3;

type Later = (undo: () => unknown) => void;

/** From a declared trail to the report about delivered files. Gives the exit code. */
export async function demonstrate(demonstration: Demonstration, later: Later): Promise<number> {
  const start = performance.now();
  const { root, logs } = demonstration;
  const temp = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-start-'));
  later(() => rmSync(temp, { recursive: true, force: true }));
  const folder = logs ?? samples;
  const found = findLogFiles(resolve(root, folder));
  checkSize(found, folder);

  await showTrail(demonstration, join(temp, 'cdk.out'), later);
  heading(4, 'Deliver log files and process them');
  announce(found, folder);
  const exitCode = await showProcessors(demonstration, found.logs, temp, later);

  heading(10, 'Deploy it for real');
  console.log(nextSteps);
  console.log(`\ndone in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return exitCode;
}

async function showTrail({ root, app, handler, bundle }: Demonstration, outdir: string, later: Later): Promise<void> {
  heading(1, 'Bundle the handlers');
  const names = await bundle();
  if (!existsSync(handler)) throw new CannotRun(`bundle ${handler} is not there; bundled were: ${names.join(', ') || 'none'}`);
  console.log(`What AWS Lambda would run, each one file: ${names.join(', ')}.`);

  heading(2, 'Synthesize the example');
  const templates = await synthesize(app, outdir, root, later);
  const resources = templates.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0);
  console.log(`${relative(root, app)} declares some data, a trail for it and an access report in a few lines.
The CDK made ${count(resources, 'CloudFormation resource')} of it, and every check at synthesis passed.`);

  heading(3, 'What the trail will log');
  console.log(trailsInWords(readDeclared(outdir)));
}

async function showProcessors({ root, handler }: Demonstration, files: FoundFiles['logs'], temp: string, later: Later): Promise<number> {
  const [{ s3, endpoint }, services] = await Promise.all([startS3(later), startLocalServices()]);
  later(() => services.close());
  const endpoints = { s3: endpoint, others: services.endpoint };
  const { processor: alerts, rules } = prepareAlerts({ root, handler: alertsHandler, endpoints, temp });
  const access = { bundle: handler, environment: environmentOf(endpoints, temp, { name: 'demo', prefix: PREFIX, namespace: METRIC_NAMESPACE }) };
  const messages = await deliverAll(s3, files);
  const processed = await processLogs({ messages, services, processors: { access, alerts } }, later);

  heading(5, 'Who accessed which data');
  const rows = await readRows(s3, derivedBucket);
  console.log(showReport(rows));

  heading(6, 'What the detection rules found');
  console.log(showAlerts(services.published));

  heading(7, 'Check the numbers');
  const paths = files.map(({ path }) => path);
  const independent = countIndependently(paths);
  const parts = [
    verdict({ rows, independent, ...processed.access }),
    alertsVerdict({ ...processed.alerts, records: independent.records, findings: countFindings(paths, rules), published: services.published.length }),
  ];
  console.log(parts.map(({ text }) => text).join('\n\n'));

  heading(8, 'Prove that no log file was altered');
  const integrity = await showIntegrity(s3, archiveBucket, files);
  console.log(integrity.text);

  heading(9, 'Catch who stops the trail');
  const environment = environmentOf(endpoints, temp, { name: 'demo-tamper', prefix: '', namespace: '' });
  const tamper = await showTamper({ bundle: join(root, tamperHandler), environment, services }, later);
  console.log(tamper.text);
  return Math.max(integrity.exitCode, tamper.exitCode, ...parts.map(({ exitCode }) => exitCode));
}

async function startS3(later: Later): Promise<{ readonly s3: S3Client; readonly endpoint: string }> {
  const { endpoint, close } = await startLocalS3({ account: '111122223333' });
  later(close);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const s3 = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  later(() => s3.destroy());
  return { s3, endpoint };
}

function checkSize({ logs }: FoundFiles, folder: string): void {
  const bytes = logs.reduce((sum, file) => sum + file.bytes, 0);
  if (logs.length === 0) throw new CannotRun(`folder ${folder} has no log file; log files end with .json.gz or .json`);
  if (bytes > maxBytes)
    throw new CannotRun(`folder ${folder} has ${bytes} bytes of logs, and all of it is kept in memory; give one with at most ${maxBytes}`);
}

function announce({ logs, others }: FoundFiles, folder: string): void {
  console.log(`Into an archive bucket, an S3 API on this machine, go ${count(logs.length, 'log file')} from ${printable(folder)},
one by one as CloudTrail delivers them. Two bundled handlers, the access report and the detection alerts, get the
notifications from a queue each, in batches of up to ten, on two instances at once. Some come twice, since S3 and SQS
deliver at least once: nothing may double.`);
  for (const { name, reason } of others) console.log(`  not a log file: ${printable(name)} (${reason})`);
  if (others.length > 0) console.log(`  ${count(others.length, 'file')} passed over`);
}

const nextSteps = `Until here nothing left this machine, and nothing of it stays behind. In your AWS account, with your credentials:
  1. edit bin/config.ts: which buckets, functions and tables your trail logs
  2. npx cdk bootstrap   (once per account and Region)
  3. npx cdk deploy
With log files of your own: npm start -- --logs DIR`;
