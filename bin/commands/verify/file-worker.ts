// A thread of `verify`: reads log files, and hashes them.
import { readFile } from 'node:fs/promises';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Hashed, hashOf } from '../../../lib/integrity/unpack';
import type { Answer, Question } from './file-thread';
import { Post } from './post';
import { bytesOf, Getter } from './s3-get';
import type { Source } from './store';

const port = parentPort as MessagePort;
const post = new Post<Answer>(port);
const getter = new Getter();

port.on('message', (questions: readonly Question[]) => {
  for (const question of questions) void answer(question);
});

/** Without a hash where it is not as simple as it is most times: why, the first thread finds out. */
async function answer({ id, source }: Question): Promise<void> {
  const hashed = await hashAt(source).catch(() => undefined);
  post.add({ id, ...(hashed && { hashed }) });
}

async function hashAt(source: Source): Promise<Hashed | undefined> {
  await getter.requests.enter();
  try {
    if ('path' in source) return hashOf(await readFile(source.path));
    const response = await getter.get(source.target, source);
    if (response.statusCode !== 200) return void (await bytesOf(response));
    const { content, release } = await getter.body(response);
    const hashed = hashOf(content);
    release();
    return hashed;
  } finally {
    getter.requests.leave();
  }
}
