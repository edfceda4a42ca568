/** How much may be in work at once. */
export interface Bounds {
  readonly items: number;
  readonly bytes: number;
}

interface Started<T, R> {
  readonly item: T;
  readonly result: Promise<R>;
}

/** Works on items ahead of time, several at once, and gives the results in the order of the items. A result that fails is for the caller to catch. */
export async function* ahead<T extends { readonly bytes: number }, R>(
  items: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  { items: mostItems, bytes: mostBytes }: Bounds,
): AsyncGenerator<Started<T, R>> {
  const started: Started<T, R>[] = [];
  let bytes = 0;
  for await (const item of items) {
    while (started.length > 0 && (started.length >= mostItems || bytes + item.bytes > mostBytes)) {
      const [first] = started.splice(0, 1) as [Started<T, R>];
      yield first;
      bytes -= first.item.bytes;
    }
    const result = work(item);
    // It is awaited later: until then its failure is nobody's.
    result.catch(() => {});
    started.push({ item, result });
    bytes += item.bytes;
  }
  yield* started;
}
