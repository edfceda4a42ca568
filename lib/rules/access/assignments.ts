import { symbolsIn, UNKNOWN_ACCOUNT, UNKNOWN_REGION } from '../../template/symbols';

const MAX_ASSIGNMENTS = 32;
const SEPARATOR = /(?<=[:/])|(?=[:/])/;

/**
 * Something with every text that could be any replaced by itself, and by each text that it would have to be to equal another one: `‹Bucket›/logs` and
 * `audit/logs` are the same if the bucket is `audit`.
 */
export function assignments<T>(value: T): T[] {
  const text = JSON.stringify(value);
  const strings = stringsIn(value);
  let texts = [text];
  for (const symbol of symbolsIn(text)) {
    const candidates = candidatesFor(symbol, strings).map((candidate) => JSON.stringify(candidate).slice(1, -1));
    texts = texts.flatMap((one) => [one, ...candidates.map((candidate) => one.replaceAll(symbol, candidate))]).slice(0, MAX_ASSIGNMENTS);
  }
  // What is unknown in shape does not survive as text.
  return [value, ...texts.slice(1).map((one): T => JSON.parse(one))];
}

function candidatesFor(symbol: string, strings: readonly string[]): string[] {
  const withSymbol = strings.filter((one) => one.includes(symbol)).map((one) => one.split(SEPARATOR));
  const others = strings.filter((one) => !one.includes(symbol) && !one.includes('${')).map((one) => one.split(SEPARATOR));
  return [
    ...new Set([
      ...wholeFor(symbol, strings),
      ...withSymbol.flatMap((segments) => others.flatMap((other) => unified(symbol, segments, other) ?? [])),
    ]),
  ];
}

/** A symbol that stands alone can be an ARN; those of the request, which come last, make a difference first. */
function wholeFor(symbol: string, strings: readonly string[]): string[] {
  if (!strings.includes(symbol)) return [];
  const arns = strings.filter((one) => one.startsWith('arn:') && !one.includes(symbol) && !/[*?]|\$\{/.test(one) && fits(symbol, one));
  return arns.reverse();
}

/** What a symbol would have to be for the segment that it is in to equal that of another text, if the segments before are the same. */
function unified(symbol: string, segments: readonly string[], other: readonly string[]): string | undefined {
  const at = segments.findIndex((segment) => segment.includes(symbol));
  const alike = segments.slice(0, at).every((segment, index) => segment === other[index] || isOpen(segment) || isOpen(other[index] ?? ''));
  const [before = '', after = ''] = segments[at]?.split(symbol) ?? [];
  const text = other[at] ?? '';
  if (!alike || !text.startsWith(before) || !text.endsWith(after) || text.length <= before.length + after.length) return undefined;
  const candidate = text.slice(before.length, text.length - after.length);
  return /[*?]/.test(candidate) || !fits(symbol, candidate) ? undefined : candidate;
}

function fits(symbol: string, candidate: string): boolean {
  if (symbol === UNKNOWN_ACCOUNT) return /^\d{12}$/.test(candidate);
  return symbol !== UNKNOWN_REGION || /^[a-z]{2,}(-[a-z]+)+-\d$/.test(candidate);
}

function isOpen(text: string): boolean {
  return /[*?]/.test(text) || symbolsIn(text).length > 0;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? [...new Set(Object.values(value).flatMap(stringsIn))] : [];
}
