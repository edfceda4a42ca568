import { nodesOf, type TrieNode } from './trie';

// Texts that are looked for, as one bit each: what has no bit is none of them. wasm/scanner.ts reads the same bits.

/** How many bytes the bits are. */
export const HASHES_SIZE = 8192;

/** The bits of all texts of a tree. */
export function hashesOf(root: TrieNode | undefined): Uint8Array {
  const hashes = new Uint8Array(HASHES_SIZE);
  for (const { number, values } of root ? nodesOf(root) : []) for (const value of values ?? []) addText(hashes, number, Buffer.from(value));
  return hashes;
}

/** Whether a text may be one of those of a node, whatever its case: some may that are not, none is missed. */
export function mayBeWanted(hashes: Uint8Array, node: number, bytes: Uint8Array, start: number, end: number): boolean {
  let hash = 0x811c9dc5 ^ node;
  for (let at = start; at < end; at++) {
    const code = bytes[at] as number;
    // Which letters are the same in upper and lower case is known here for ASCII only.
    if (code >= 0x80 || code === 0x5c) return true;
    hash = Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code + 0x20 : code), 0x01000193);
  }
  return (((hashes[placeOf(hash) >> 3] as number) >> (placeOf(hash) & 7)) & 1) === 1;
}

function addText(hashes: Uint8Array, node: number, text: Uint8Array): void {
  let hash = 0x811c9dc5 ^ node;
  for (const byte of text) hash = Math.imul(hash ^ byte, 0x01000193);
  const place = placeOf(hash);
  hashes[place >> 3] = (hashes[place >> 3] as number) | (1 << (place & 7));
}

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 16)) & 0xffff;
}
