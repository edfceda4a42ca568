interface Started<T, R> {
  readonly item: T;
  readonly result: Promise<R>;
}

/** Works on so many items ahead of time, and gives the results in the order of the items. A result that fails is for the caller to catch. */
export async function* ahead<T, R>(items: AsyncIterable<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<Started<T, R>> {
  const started: Started<T, R>[] = [];
  for await (const item of items) {
    if (started.length >= atOnce) yield started.shift() as Started<T, R>;
    const result = work(item);
    // It is awaited later: until then its failure is nobody's.
    result.catch(() => {});
    started.push({ item, result });
  }
  yield* started;
}
