import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLambda } from '../../bin/commands/start/lambda';
import { Metrics } from '../../bin/commands/start/metrics';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lambda-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function bundleOf(code: string): string {
  const file = join(folder, 'index.js');
  writeFileSync(file, code);
  return file;
}

async function invoke(code: string, event: unknown = {}) {
  const lambda = await LocalLambda.start(bundleOf(code), { FOLDER: 'given' });
  try {
    return await lambda.invoke(event);
  } finally {
    await lambda.stop();
  }
}

test('gives the event and the environment to the handler, and its answer back', async () => {
  const { result } = await invoke('exports.handler = async (event) => ({ event, environment: { ...process.env } });', { a: 1 });

  expect(result).toEqual({ event: { a: 1 }, environment: { FOLDER: 'given' } });
});

test('keeps what the handler writes out of the output of the command', async () => {
  const { log } = await invoke("exports.handler = async () => { console.log('one'); console.error('two'); process.stdout.write('three\\n'); };");

  expect(log).toEqual(['one', 'two', 'three']);
});

test.each([
  ['rejects', "exports.handler = async () => { throw new Error('no'); };"],
  ['throws', "exports.handler = () => { throw new Error('no'); };"],
])('says why a handler %s', async (_, code) => {
  await expect(invoke(code)).resolves.toMatchObject({ error: expect.stringContaining('Error: no') });
});

test.each([
  ['throws while it loads', "throw new Error('half written');", 'half written'],
  ['exports no handler', 'exports.other = 1;', 'no function named handler'],
  ['is no JavaScript', '{{', 'Unexpected'],
])('fails for a bundle that %s', async (_, code, message) => {
  await expect(LocalLambda.start(bundleOf(code), {})).rejects.toThrow(message);
});

test.each([
  ['exits', 'process.exit(3)', 'exited with code 3'],
  ['has an error that nobody catches', "setImmediate(() => { throw new Error('late'); }); return new Promise(() => {})", 'late'],
])('fails an invocation in which the process %s, and starts another for the next one', async (_, crash, reason) => {
  const lambda = await LocalLambda.start(bundleOf(`exports.handler = (event) => { if (event.crash) { ${crash}; } return 'fine'; };`), {});

  await expect(lambda.invoke({ crash: true })).resolves.toMatchObject({ error: expect.stringContaining(reason) });
  await expect(lambda.invoke({})).resolves.toMatchObject({ result: 'fine' });

  await lambda.stop();
});

test('is not replaced after it was stopped, also while it was at work', async () => {
  const lambda = await LocalLambda.start(bundleOf('exports.handler = () => new Promise(() => {});'), {});
  const underWay = lambda.invoke({});
  await lambda.stop();

  await expect(underWay).resolves.toMatchObject({ error: expect.stringContaining('exited') });
  // It would never answer.
  await expect(lambda.invoke({})).resolves.toEqual({ error: 'the function was stopped', log: [] });
});

test('sums metrics over values and lines, and passes over what is no metric', () => {
  const metrics = new Metrics();
  const line = (value: unknown) =>
    JSON.stringify({ _aws: { CloudWatchMetrics: [{ Dimensions: [['service']], Metrics: [{ Name: 'Files' }] }] }, Files: value, Other: 7 });

  metrics.add([line(2), 'text', line([3, 4])]);

  expect(metrics.all()).toEqual([['Files', 9]]);
});
