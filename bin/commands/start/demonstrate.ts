import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { startLocalS3 } from '../local-s3/server';
import { explainTrails } from './explain-trail';
import { type FoundFiles, findLogFiles } from './find-logs';
import { countIndependently } from './independent-count';
import { derivedBucket, processLogs } from './process-logs';
import { readRows } from './rows';
import { showReport } from './show-report';
import { synthesize } from './synthesize';
import { CannotRun, count, heading, printable } from './terminal';
import { verdict } from './verdict';

export interface Demonstration {
  readonly root: string;
  /** The user's own folder of log files. */
  readonly logs?: string;
  readonly app: string;
  readonly handler: string;
  readonly bundle: () => Promise<string[]>;
}

const samples = 'test/fixtures/logs';
const maxBytes = 1024 ** 3;

/** From a declared trail to the report about delivered files. Gives the exit code. */
export async function demonstrate({ root, logs, app, handler, bundle }: Demonstration, later: (undo: () => unknown) => void): Promise<number> {
  const start = performance.now();
  const temp = mkdtempSync(join(tmpdir(), 'cdk-cloudtrail-start-'));
  later(() => rmSync(temp, { recursive: true, force: true }));
  const found = findLogFiles(logs ?? join(root, samples));

  heading(1, 'Bundle the handlers');
  const names = await bundle();
  if (!existsSync(handler)) throw new CannotRun(`bundle ${handler} is not there; bundled were: ${names.join(', ') || 'none'}`);
  console.log(`What AWS Lambda would run, each one file: ${names.join(', ')}.`);

  heading(2, 'Synthesize the example');
  const templates = await synthesize(app, join(temp, 'cdk.out'), root, later);
  const resources = templates.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0);
  console.log(
    `${relative(root, app)} declares a trail, its archive and an access report in a few lines;\nthe CDK made ${count(resources, 'CloudFormation resource')} of it, and every check at synthesis passed.`,
  );

  heading(3, 'What the trail will log');
  console.log(explainTrails(templates));

  heading(4, 'Deliver log files and process them');
  announce(found, logs === undefined ? samples : relative(root, logs) || logs);
  const server = await startLocalS3({ account: '111122223333' });
  later(() => server.close());
  const s3 = new S3Client({
    endpoint: server.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  later(() => s3.destroy());
  const processed = await processLogs({ s3, endpoint: server.endpoint, temp, handler, files: found.logs }, later);

  heading(5, 'Who accessed which data');
  const rows = await readRows(s3, derivedBucket);
  console.log(showReport(rows));

  heading(6, 'Check the numbers');
  const independent = countIndependently(found.logs.map(({ path }) => path));
  const { text, exitCode } = verdict({ rows, independent, ...processed });
  console.log(text);

  nextSteps(start);
  return exitCode;
}

function announce({ logs, others }: FoundFiles, folder: string): void {
  const bytes = logs.reduce((sum, file) => sum + file.bytes, 0);
  if (logs.length === 0) throw new CannotRun(`no log file in ${folder}; log files end with .json.gz or .json`);
  if (bytes > maxBytes)
    throw new CannotRun(`${folder} has ${bytes} bytes, and this demo keeps all in memory; give a folder with at most ${maxBytes} bytes`);
  console.log(`${count(logs.length, 'log file')} from ${printable(folder)} are put into an archive bucket (an S3 API on this machine) one by one,
as CloudTrail would. The bundled handler gets the notifications from a queue, in batches of up to ten, on two
instances at once. Some notifications come twice, since S3 and SQS deliver at least once: nothing may double.`);
  for (const { name, reason } of others) console.log(`  not a log file: ${printable(name)} (${reason})`);
  if (others.length > 0) console.log(`  ${count(others.length, 'file')} passed over`);
}

function nextSteps(start: number): void {
  heading(7, 'Deploy it for real');
  console.log(`Until here nothing left this machine, and temporary files are removed. In your AWS account:
  1. edit bin/app.ts: which buckets, functions and tables your trail logs
  2. npx cdk bootstrap   (once per account and Region, with your credentials)
  3. npx cdk deploy
With log files of your own: npm start -- --logs DIR\n
done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
