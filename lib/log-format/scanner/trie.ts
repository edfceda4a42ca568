import type { Clause } from '../clause';

/** What is looked for below a place in a record: the clauses of a sieve by the names in their paths. */
export interface TrieNode {
  /** From 1 on; no two nodes of a tree have the same. */
  number: number;
  readonly name: string;
  /** The name, as in the file. */
  readonly bytes: Uint8Array;
  readonly children: TrieNode[];
  /** Bit n is set where a child has a name of n bytes, or of n and some times 32. */
  lengths: number;
  /** Texts that are looked for at this place; `undefined` where none is. */
  values?: Set<string>;
  /** From 1 on, of a member whose place is wanted; 0 for others. */
  slot: number;
}

/** The clauses as a tree; `undefined` where they are not for the scanner to decide. */
export function trieOf(sieve: readonly Clause[] | undefined): TrieNode | undefined {
  if (!sieve?.every(({ path }) => path.length > 0 && path.every(isPlain))) return undefined;
  const root = nodeOf(1, '');
  for (const { path, values } of sieve) {
    const node = path.reduce(childOf, root);
    node.values = new Set([...(node.values ?? []), ...values]);
  }
  return numbered(root);
}

/** The same tree, or one without clauses, with the members whose places are wanted. Their names are plain. */
export function withMembers(trie: TrieNode | undefined, members: readonly string[]): TrieNode {
  const root = trie ?? nodeOf(1, '');
  for (const [index, name] of members.entries()) childOf(root, name).slot = index + 1;
  return numbered(root);
}

/** All nodes of a tree. */
export function nodesOf(root: TrieNode): TrieNode[] {
  const nodes = [root];
  for (const { children } of nodes) nodes.push(...children);
  return nodes;
}

/** Names that are the same as text and as bytes of JSON, unless they are written with \u. */
export function isPlain(name: string): boolean {
  return /^[ !#-.0-[\]-~]+$/.test(name);
}

function numbered(root: TrieNode): TrieNode {
  for (const [index, node] of nodesOf(root).entries()) node.number = index + 1;
  return root;
}

function childOf(parent: TrieNode, name: string): TrieNode {
  const { children } = parent;
  const known = children.find((child) => child.name === name);
  if (known) return known;
  const child = nodeOf(0, name);
  children.push(child);
  parent.lengths |= 1 << child.bytes.length;
  return child;
}

function nodeOf(number: number, name: string): TrieNode {
  return { number, name, bytes: Buffer.from(name), children: [], lengths: 0, slot: 0 };
}
