import { once } from 'node:events';
import type { FileReport, Findings } from './report';

/** Prints everything, file by file: there may be more than fit into memory. */
export async function printJson({ verdict, request, regions, tally, intervals }: Findings, files: AsyncIterable<FileReport>): Promise<void> {
  const summary = { ...request, ...tally, regions };
  const head = JSON.stringify({ schemaVersion: '1', verdict, summary, intervals }, null, 2);
  await print(`${head.slice(0, -2)},\n  "files": [`);
  let first = true;
  for await (const file of files) {
    await print(`${first ? '' : ','}\n    ${JSON.stringify(file)}`);
    first = false;
  }
  await print(`${first ? '' : '\n  '}]\n}\n`);
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
