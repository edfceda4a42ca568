import type { Clause } from '../clause';

/** What is looked for below a place in a record: the clauses of a sieve by the names in their paths. */
export interface TrieNode {
  readonly name: string;
  /** The name, as in the file. */
  readonly bytes: Uint8Array;
  readonly children: TrieNode[];
  /** Texts that are looked for at this place; `undefined` where none is. */
  values?: Set<string>;
}

/** The clauses as a tree; `undefined` where they are not for the scanner to decide. */
export function trieOf(sieve: readonly Clause[] | undefined): TrieNode | undefined {
  if (!sieve?.every(({ path }) => path.length > 0 && path.every(isPlain))) return undefined;
  const root = nodeOf('');
  for (const { path, values } of sieve) {
    let node = root;
    for (const name of path) node = childOf(node, name);
    node.values = new Set([...(node.values ?? []), ...values]);
  }
  return root;
}

function childOf({ children }: TrieNode, name: string): TrieNode {
  const known = children.find((child) => child.name === name);
  if (known) return known;
  const child = nodeOf(name);
  children.push(child);
  return child;
}

function nodeOf(name: string): TrieNode {
  return { name, bytes: Buffer.from(name), children: [] };
}

/** Names that are the same as text and as bytes of JSON, unless they are written with \u. */
function isPlain(name: string): boolean {
  return /^[ !#-.0-[\]-~]+$/.test(name);
}
