// Where in memory things are. lib/log-format/scanner/wasm-scanner.ts and wasm-trie.ts know it too.

/** The open containers. */
export const STACK: i32 = 0;
/** What bytes are compared with: kept in memory, since the compiler would make a constant anew wherever it is used. */
export const VECTORS: i32 = 4096;
/** The members of the record that is open. */
export const SLOTS: i32 = 4352;
/** Which texts are looked for, as bits. */
export const VALUES: i32 = 8192;
/** Which names are looked for in the document, in records and below. */
export const DOCUMENT: i32 = 16384;
export const ROOT: i32 = 16576;
export const TAPE: i32 = 65536;
/** A block may be the end of 32 records. */
export const TAPE_LIMIT: i32 = 196608 - 16384;

export const BLOCK: i32 = 64;
/** How far beyond a block is looked: a name and a text that are looked for are together shorter. */
export const MARGIN: i32 = 1152;
/** Names and texts that are looked for are shorter. */
export const MAX_TEXT: i32 = 512;
