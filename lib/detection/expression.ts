import type { ParsedRegex } from './regex-parse';
import type { TextPattern } from './text-pattern';

/** When a rule matches: tests of fields, combined, as plain data that JSON keeps. Without members, `all` always holds and `any` never does. */
export type Expression = { readonly all: readonly Expression[] } | { readonly any: readonly Expression[] } | { readonly not: Expression } | FieldTest;

/** The names of members from the record down to a value. Without names it is the whole record: for keywords. */
export type FieldPath = readonly string[];

/** A test of the values of one field. Where lists are on the path, each of their elements is looked at, and one that passes is enough. */
export interface FieldTest {
  readonly field: FieldPath;
  readonly is: Pattern;
}

/** Where in a text another one has to stand. */
export type Position = 'whole' | 'start' | 'end' | 'anywhere';

/** How numbers are compared. */
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

/**
 * What a value has to be.
 *
 * - `text`: upper and lower case are the same unless it is `cased`; numbers and booleans are compared as text.
 * - `regex`: found anywhere in the text. It is parsed already, so that who looks at records need not.
 * - `null`: the field is absent, or has no value but null.
 * - `exists`: the field is there, be it with null, or is not.
 * - `field`: the text of another field of the record.
 * - `compare`: a number, or a text that is one.
 * - `network`: an address in a block of addresses.
 */
export type Pattern =
  | { readonly kind: 'text'; readonly text: TextPattern; readonly cased: boolean }
  | ({ readonly kind: 'regex'; readonly source: string } & ParsedRegex)
  | { readonly kind: 'null' }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'field'; readonly other: FieldPath; readonly position: Position; readonly cased: boolean }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly number: number }
  | { readonly kind: 'network'; readonly block: string };
