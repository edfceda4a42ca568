// ASCII in bytes, eight at a time: as numbers these are no NaN, and the same only if all bits are. To call what the runtime has for it costs more than to do it.

/** Copies ASCII from where to where in a view to a place in another one. */
export function copyAscii(from: DataView, start: number, end: number, to: DataView, place: number): void {
  let [source, target] = [start, place];
  for (const last = end - 8; source <= last; source += 8, target += 8) to.setFloat64(target, from.getFloat64(source, true), true);
  for (; source < end; source++, target++) to.setUint8(target, from.getUint8(source));
}

/** Whether ASCII from where to where in a view is the same as that at a place in another one. */
export function isSameAscii(one: DataView, start: number, end: number, other: DataView, place: number): boolean {
  let [at, there] = [start, place];
  for (const last = end - 8; at <= last; at += 8, there += 8) if (one.getFloat64(at, true) !== other.getFloat64(there, true)) return false;
  for (; at < end; at++, there++) if (one.getUint8(at) !== other.getUint8(there)) return false;
  return true;
}

/** A hash of some of the bytes, the more of them the fewer there are. */
export function hashOf(view: DataView, start: number, end: number, seed: number): number {
  const step = Math.max(4, (end - start) >> 4);
  let hash = Math.imul(seed, 31) + end - start;
  for (let at = start; at + 4 <= end; at += step) hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
