/** Waits a random while, longer with each attempt, so that rivals do not meet again. */
export async function pauseBefore(attempt: number): Promise<void> {
  const limit = Math.min(1000, 20 * 2 ** attempt);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * limit));
}

/** Runs a task for each item, a few at a time; ends with the first failure. */
export async function forEachOf<T>(items: readonly T[], atOnce: number, task: (item: T) => Promise<void>): Promise<void> {
  // One iterator for all: to take the first one off a long array moves all others.
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}
