import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CannotRun } from '../shared/terminal';

export interface Invocation {
  readonly result?: unknown;
  /** Why the handler threw, where it did. */
  readonly error?: string;
  /** What it wrote to its log, line by line. */
  readonly log: readonly string[];
}

/** Loads the bundle as Lambda does: by itself, as plain JavaScript, with its own environment and its own log. */
const runtime = `
const { parentPort, workerData } = require('node:worker_threads');
let log = '';
process.stdout.write = process.stderr.write = (chunk) => { log += chunk; return true; };
const { handler } = require(workerData.bundle);
if (typeof handler !== 'function') throw new Error('it exports no function named handler');
parentPort.on('message', async (event) => {
  const deadline = Date.now() + 60_000;
  const context = {
    functionName: 'local', functionVersion: '$LATEST', memoryLimitInMB: '512', awsRequestId: String(deadline),
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:local', getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  log = '';
  const outcome = await Promise.resolve().then(() => handler(event, context)).then((result) => ({ result }), (error) => ({ error: String(error?.stack ?? error) }));
  parentPort.postMessage({ ...outcome, log: log.split('\\n').filter(Boolean) });
});
parentPort.postMessage('ready');
`;

/** One instance of a function: like Lambda, it handles one invocation at a time, and is replaced after a crash. */
export class LocalLambda {
  static async start(bundle: string, environment: Record<string, string>): Promise<LocalLambda> {
    return new LocalLambda(bundle, environment, await load(bundle, environment));
  }

  private isStopped = false;

  private constructor(
    private readonly bundle: string,
    private readonly environment: Record<string, string>,
    private worker: Worker | undefined,
  ) {}

  async invoke(event: unknown): Promise<Invocation> {
    if (this.isStopped) return { error: 'the function was stopped', log: [] };
    this.worker ??= await load(this.bundle, this.environment);
    this.worker.postMessage(event);
    try {
      return await answerOf(this.worker);
    } catch (error) {
      this.worker = undefined;
      return { error: error instanceof Error ? String(error.stack) : String(error), log: [] };
    }
  }

  /** For good: what is invoked later fails, and starts nothing. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.worker?.terminate();
  }
}

async function load(bundle: string, environment: Record<string, string>): Promise<Worker> {
  const worker = new Worker(runtime, { eval: true, workerData: { bundle }, env: environment, execArgv: [] });
  try {
    await answerOf(worker);
    return worker;
  } catch (error) {
    throw new CannotRun(`bundle ${bundle} does not load: ${error instanceof Error ? error.message : error}; build it again`);
  }
}

/** The next message, unless the worker ends without one. */
async function answerOf(worker: Worker): Promise<Invocation> {
  const listening = new AbortController();
  const { signal } = listening;
  const exit = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the process exited with code ${code}`);
  });
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal }), exit]);
    return message;
  } finally {
    listening.abort();
  }
}
