import { once } from 'node:events';
import type { FileReport, Findings } from './report';

const MOST_CHARACTERS = 1 << 16;

/** Prints everything, file by file: there may be more than fit into memory. */
export async function printJson({ verdict, request, regions, tally, intervals }: Findings, files: AsyncIterable<FileReport>): Promise<void> {
  const summary = { ...request, ...tally, regions };
  const head = JSON.stringify({ schemaVersion: '1', verdict, summary, intervals }, null, 2);
  let text = `${head.slice(0, -2)},\n  "files": [`;
  let first = true;
  for await (const file of files) {
    text += `${first ? '' : ','}\n    ${JSON.stringify(file)}`;
    first = false;
    if (text.length < MOST_CHARACTERS) continue;
    await print(text);
    text = '';
  }
  await print(`${text}${first ? '' : '\n  '}]\n}\n`);
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
