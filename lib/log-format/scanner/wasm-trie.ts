import { hashesOf } from './hashes';
import { nodesOf, type TrieNode } from './trie';

/** Names and texts that are looked for are shorter. */
const MAX_TEXT = 512;
const TABLE_SIZE = 130;
const CHILD_SIZE = 10;
/** Names are compared 16 bytes at a time. */
const MARGIN = 16;
/** The table of records, behind that of the document. */
const ROOT = 192;
/** What the document has in place of a table for `Records`. */
const RECORDS = 1;
/** Where names in records differ at the latest: many begin with `event`. */
const USUAL_PLACE = 5;

/** Where in the memory of wasm/scanner.ts the tree and the hashes of its texts are. */
export interface TrieMemory {
  readonly nodes: Uint8Array;
  readonly values: Uint8Array;
}

/** Writes what is looked for as wasm/names.ts reads it; false where there is no room for it, and then it is not looked for. */
export function writeTrie(root: TrieNode | undefined, { nodes, values }: TrieMemory): boolean {
  const view = new DataView(nodes.buffer, nodes.byteOffset, nodes.byteLength);
  nodes.fill(0);
  writeChild(view, 0, Buffer.from('Records'), TABLE_SIZE);
  view.setUint16(TABLE_SIZE + 2, RECORDS, true);
  if (!root || !isRoomFor(root, nodes.length - ROOT)) return false;
  values.set(hashesOf(root));
  writeTable(view, root, ROOT);
  return true;
}

function isRoomFor(root: TrieNode, room: number): boolean {
  const all = nodesOf(root);
  const texts = all.flatMap((node) => [node.name, ...(node.values ?? [])]);
  const needed = all.reduce((sum, { bytes, children }) => sum + CHILD_SIZE + bytes.length + 2 + (children.length > 0 ? TABLE_SIZE : 0), TABLE_SIZE);
  return needed + MARGIN <= room && texts.every((text) => Buffer.byteLength(text) < MAX_TEXT);
}

/** Writes the names in a container, and those below; gives the end of what was written. */
function writeTable(view: DataView, { children }: TrieNode, table: number): number {
  view.setUint16(table, Math.min(USUAL_PLACE, ...children.map(({ bytes }) => bytes.length - 1)), true);
  let free = table + TABLE_SIZE;
  for (const child of children) {
    const entry = free;
    free = writeChild(view, table, child.bytes, entry);
    view.setUint16(entry, child.number, true);
    view.setUint8(entry + 8, child.slot);
    view.setUint8(entry + 9, child.values ? 1 : 0);
    if (child.children.length === 0) continue;
    view.setUint16(entry + 2, view.byteOffset + free, true);
    free = writeTable(view, child, free);
  }
  return free;
}

/** Writes a name, and where the others with the same hash are; gives its end. */
function writeChild(view: DataView, table: number, name: Uint8Array, entry: number): number {
  const letters = [...name, 0x22];
  const place = view.getUint16(table, true);
  const first = table + 2 + 2 * (Math.imul((letters[place] as number) | ((letters[place + 1] as number) << 8), 0x9e3779b1) >>> 26);
  view.setUint16(entry + 4, view.getUint16(first, true), true);
  view.setUint16(entry + 6, name.length, true);
  for (const [at, letter] of letters.entries()) view.setUint8(entry + CHILD_SIZE + at, letter);
  view.setUint16(first, view.byteOffset + entry, true);
  return (entry + CHILD_SIZE + letters.length + 1) & -2;
}
