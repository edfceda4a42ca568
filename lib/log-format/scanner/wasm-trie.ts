import { hashesOf } from './hashes';
import { nodesOf, type TrieNode } from './trie';

/** Names and texts that are looked for are shorter. */
const MAX_TEXT = 512;
const NODE_SIZE = 16;
const CHILD_SIZE = 8;

/** Where in the memory of wasm/scanner.ts the tree and the hashes of its texts are. */
export interface TrieMemory {
  readonly nodes: Uint8Array;
  readonly values: Uint8Array;
}

/** Writes what is looked for as wasm/scanner.ts reads it; false where there is no room for it. */
export function writeTrie(root: TrieNode, { nodes, values }: TrieMemory): boolean {
  nodes.fill(0);
  values.set(hashesOf(root));
  const all = nodesOf(root);
  const texts = all.flatMap((node) => [node.name, ...(node.values ?? [])]);
  const needed = (all.length + 1) * NODE_SIZE + all.reduce((sum, { name }) => sum + 2 * CHILD_SIZE + name.length + 1, 0);
  if (needed > nodes.length || texts.some((text) => Buffer.byteLength(text) >= MAX_TEXT)) return false;

  const view = new DataView(nodes.buffer, nodes.byteOffset, nodes.byteLength);
  // Node 0 stands for nothing.
  let free = (all.length + 1) * NODE_SIZE;
  for (const node of all) {
    const { number } = node;
    view.setUint16(number * NODE_SIZE + 8, free, true);
    view.setUint16(number * NODE_SIZE + 10, node.children.length, true);
    view.setUint8(number * NODE_SIZE + 14, node.values ? 1 : 0);
    view.setUint8(number * NODE_SIZE + 15, node.slot);
    free = writeChildren(view, number * NODE_SIZE, node, free);
  }
  return true;
}

function writeChildren(view: DataView, node: number, { children }: TrieNode, start: number): number {
  let text = start + children.length * CHILD_SIZE;
  for (const [index, child] of children.entries()) {
    const name = Buffer.from(`${child.name}"`);
    const kind = BigInt(((name[0] as number) ^ ((name[1] as number) << 2)) & 63);
    view.setBigUint64(node, view.getBigUint64(node, true) | (1n << kind), true);
    const entry = start + index * CHILD_SIZE;
    view.setUint16(entry, child.number, true);
    view.setUint16(entry + 2, text, true);
    view.setUint16(entry + 4, name.length, true);
    for (const byte of name) view.setUint8(text++, byte);
  }
  return (text + CHILD_SIZE - 1) & -CHILD_SIZE;
}
