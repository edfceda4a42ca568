import { withCleanup } from '../../bin/commands/start/cleanup';

test('undoes in reverse order after success and after an error', async () => {
  const undone: string[] = [];
  const work = (fails: boolean) =>
    withCleanup(async (later) => {
      later(() => undone.push('first'));
      later(async () => undone.push('second'));
      if (fails) throw new Error('failed');
      return 'result';
    });

  await expect(work(false)).resolves.toBe('result');
  await expect(work(true)).rejects.toThrow('failed');

  expect(undone).toEqual(['second', 'first', 'second', 'first']);
});

test('leaves no signal handler behind', async () => {
  const before = process.listenerCount('SIGINT');

  await withCleanup(async () => expect(process.listenerCount('SIGINT')).toBe(before + 1));

  expect(process.listenerCount('SIGINT')).toBe(before);
});
