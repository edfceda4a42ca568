import type { Invocation } from '../../bin/commands/start/lambda';
import { drain, type QueueEvent } from '../../bin/commands/start/queue';

const messages = (...bodies: string[]) => bodies.map((body) => ({ body, about: `file ${body}` }));

/** A consumer that answers with what `answer` says about the bodies of a batch. */
function queueOf(answer: (bodies: string[], event: QueueEvent) => Partial<Invocation>) {
  const batches: string[][] = [];
  const consumer = {
    invoke: async (event: QueueEvent) => {
      const bodies = event.Records.map(({ body }) => body);
      batches.push(bodies);
      return { log: [], ...answer(bodies, event) };
    },
  };
  let done = 0;
  const drained = (...bodies: string[]) => drain(messages(...bodies), { consumers: [consumer], onInvocation: () => {}, onDone: () => done++ });
  return { batches, drained, done: () => done };
}

const failing = (event: QueueEvent, ...bodies: string[]) => ({
  result: { batchItemFailures: event.Records.filter(({ body }) => bodies.includes(body)).map(({ messageId }) => ({ itemIdentifier: messageId })) },
});

test('hands over at most ten messages at a time', async () => {
  const { batches, drained, done } = queueOf(() => ({}));
  const bodies = Array.from({ length: 23 }, (_, index) => String(index));

  await drained(...bodies);

  expect(batches.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(done()).toBe(23);
});

test('delivers again only what failed, and counts it as dead-lettered after the fifth time', async () => {
  const { batches, drained, done } = queueOf((_, event) => failing(event, 'poison'));

  const deadLetters = await drained('a', 'poison', 'b');

  expect(batches).toEqual([['a', 'poison', 'b'], ['poison'], ['poison'], ['poison'], ['poison']]);
  expect(deadLetters).toEqual([{ body: 'poison', about: 'file poison', reasons: [] }]);
  expect(done()).toBe(3);
});

test('delivers the whole batch again where the handler throws, and says why in the end', async () => {
  const { batches, drained } = queueOf(() => ({ error: 'Error: down\n at line 1' }));

  const deadLetters = await drained('a', 'b');

  expect(batches).toHaveLength(5);
  expect(deadLetters.map(({ about, reasons }) => [about, reasons])).toEqual([
    ['file a', ['Error: down']],
    ['file b', ['Error: down']],
  ]);
});

test('delivers the whole batch again where the answer names a message that was not in it', async () => {
  let first = true;
  const { batches, drained } = queueOf(() => {
    const result = first ? { batchItemFailures: [{ itemIdentifier: 'unknown' }] } : {};
    first = false;
    return { result };
  });

  await expect(drained('a', 'b')).resolves.toEqual([]);

  expect(batches).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});
