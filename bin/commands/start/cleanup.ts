type Undo = () => unknown;

/**
 * Runs `work`, then undoes what it registered, last first: after success, after an error, when somebody presses Ctrl-C,
 * and when whoever read the output has gone, as in `npm start | head`. What parts of the work that go on register after that is undone at once.
 */
export async function withCleanup<T>(work: (later: (undo: Undo) => void) => Promise<T>): Promise<T> {
  const undos: Undo[] = [];
  let isOver = false;
  const cleanUp = async () => {
    isOver = true;
    for (let undo = undos.pop(); undo; undo = undos.pop()) await undo();
  };
  let exiting: Promise<never> | undefined;
  const exitWith = (code: number) => () => {
    exiting ??= cleanUp().then(() => process.exit(code));
  };
  const [interrupted, terminated, unread] = [exitWith(130), exitWith(143), exitWith(141)];
  process.on('SIGINT', interrupted).on('SIGTERM', terminated);
  // Stays to the end of the process: that a write failed may be known only after the work.
  process.stdout.on('error', unread);
  try {
    return await work((undo) => (isOver ? void undo() : undos.push(undo)));
  } finally {
    // What work is interrupted in fails with whatever was taken away from it: that is no news for anybody.
    await exiting;
    process.off('SIGINT', interrupted).off('SIGTERM', terminated);
    await cleanUp();
  }
}
