/** Ends the command with exit code 2: nothing was wrong with the files, the command itself could not do its work. */
export class CannotRun extends Error {}

/** Log files hold what callers chose (user agents, keys): written to a terminal raw, control characters could rewrite the report. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export function heading(number: number, title: string): void {
  console.log(`\n── ${number}. ${title} ${'─'.repeat(Math.max(70 - title.length, 3))}`);
}

/** Rows of cells, aligned; the columns named by `numbers` to the right. */
export function table(columns: readonly string[], rows: readonly (string | number)[][], numbers: readonly string[] = []): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => shorten(printable(String(cell)))));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => (numbers.includes(columns[index] ?? '') ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Keeps both ends: accounts stand at the start of an ARN, and what tells one from another at its end. */
function shorten(text: string, max = 64): string {
  return text.length <= max ? text : `${text.slice(0, max / 2 - 1)}…${text.slice(-max / 2)}`;
}

export const count = (number: number, noun: string) => `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
