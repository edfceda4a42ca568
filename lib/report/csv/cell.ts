import { cut } from '../value';
import { visible } from '../visible';

/** Excel holds 32,767 characters in a cell, and cuts the rest without a word. */
const LONGEST = 32_000;
/** What begins a formula, also in full width. It counts behind a semicolon or tab too: where that separates columns, the quotes of a cell are not seen. */
const FORMULA = /^(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|\s*\t)|(?<=[;\t]\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/**
 * Writes a text as a cell of a CSV file, in quotes and in one line. No spreadsheet takes it for a formula: an apostrophe stands before what would
 * begin one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function cell(text: string): string {
  const line = visible(text).replace(/[^\S\n]*\n\s*/g, ' ↵ ');
  return `"${cut(line.replace(FORMULA, "'"), LONGEST).replaceAll('"', '""')}"`;
}
