type Undo = () => unknown;

/** Runs `work`, then undoes what it registered, last first: after success, after an error, and when somebody presses Ctrl-C. */
export async function withCleanup<T>(work: (later: (undo: Undo) => void) => Promise<T>): Promise<T> {
  const undos: Undo[] = [];
  const cleanUp = async () => {
    for (let undo = undos.pop(); undo; undo = undos.pop()) await undo();
  };
  const interrupt = (signal: NodeJS.Signals) => void cleanUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await work((undo) => undos.push(undo));
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await cleanUp();
  }
}
