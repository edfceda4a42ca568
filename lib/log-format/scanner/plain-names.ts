import type { TrieNode } from './trie';

/** The number of the child that has a name; 0 for none. */
export function childOf({ children, lengths }: TrieNode, bytes: Uint8Array, start: number, close: number): number {
  if (((lengths >> (close - start)) & 1) === 0) return 0;
  for (const child of children) if (isName(bytes, start, close, child.bytes)) return child.number;
  return 0;
}

/** Whether bytes are those of a name. */
export function isName(bytes: Uint8Array, start: number, close: number, name: Uint8Array): boolean {
  if (close - start !== name.length) return false;
  // From the end: many names begin with `event`.
  for (let at = name.length - 1; at >= 0; at--) if (bytes[start + at] !== name[at]) return false;
  return true;
}
