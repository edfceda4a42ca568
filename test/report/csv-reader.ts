/** Reads CSV as RFC 4180 has it, and nothing else: a text that is not so is an error. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const next = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (next.lastIndex < text.length) {
    const at = next.lastIndex;
    const [, quoted, plain = '', end] = next.exec(text) ?? [];
    if (end === undefined) throw new Error(`no CSV at ${JSON.stringify(text.slice(at, at + 60))}`);
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}

/** The lines below the first, each by the names in the first. */
export function recordsOf(text: string): Record<string, string>[] {
  const [names = [], ...rows] = readCsv(text);
  return rows.map((row) => {
    if (row.length !== names.length) throw new Error(`a line has ${row.length} cells, not ${names.length}`);
    return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
  });
}
