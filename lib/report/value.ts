/** A value of a template as text. */
export interface Written {
  readonly text: string;
  /** How many lines it fills on a page. */
  readonly lines: number;
}

const CHARACTERS_IN_A_LINE = 100;

/** A value over several lines, as JSON. */
export function written(value: unknown): Written {
  const text = JSON.stringify(value, undefined, 2) ?? 'undefined';
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_IN_A_LINE)), 0);
  return { text, lines };
}

/** A value in one line, as JSON, cut where it gets long. */
export function inLine(value: unknown, longest: number): string {
  return cut(JSON.stringify(value) ?? 'undefined', longest);
}

/** A text that is no longer than it may be. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${beginning(text, longest - 1)}…`;
}

/** A text that is no longer than it may be, with its beginning and its end: paths differ there. */
export function cutInside(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = Math.ceil((longest - 1) / 2);
  return `${beginning(text, longest - 1 - end)}…${text.slice(text.length - end).replace(/^[\uDC00-\uDFFF]/, '')}`;
}

/** No character is cut in half. */
function beginning(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
