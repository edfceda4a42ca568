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

test('undoes at once what a part of the work that goes on registers after the end', async () => {
  const undone: string[] = [];
  let goOn = () => {};
  const other = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let rest: Promise<unknown> | undefined;
  const work = withCleanup(async (later) => {
    rest = other.then(() => later(() => undone.push('late')));
    later(() => undone.push('early'));
    throw new Error('failed');
  });

  await expect(work).rejects.toThrow('failed');
  goOn();
  await rest;

  expect(undone).toEqual(['early', 'late']);
});
