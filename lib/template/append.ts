/** Adds something to the list of a key. */
export function append<T>(map: Map<string, T[]>, key: string, thing: T): void {
  const others = map.get(key);
  if (others) others.push(thing);
  else map.set(key, [thing]);
}
