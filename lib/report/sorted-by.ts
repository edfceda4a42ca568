/** Sorts by texts, one after the other, the same on every machine. */
export function sortedBy<T>(items: readonly T[], keyOf: (item: T) => readonly (string | null)[]): T[] {
  const keyed = items.map((item) => ({ item, key: JSON.stringify(keyOf(item)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ item }) => item);
}
