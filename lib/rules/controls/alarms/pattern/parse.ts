import { parseTerm } from './parse-term';
import type { Pattern, Problem } from './pattern';
import { Reader } from './reader';
import { NotUnderstood, tokensOf } from './tokens';

/** CloudWatch Logs takes no longer pattern. */
export const MAX_LENGTH = 1024;

/** A pattern, or the first thing in its text that is not understood. */
export type Parsed = { readonly pattern: Pattern } | { readonly problem: Problem };

/**
 * Reads the text of a filter pattern for events in JSON. Patterns for other events are not understood, but for the empty one.
 *
 * What CloudWatch Logs would refuse may be read as if it took it: such a filter is never deployed. Where a text could mean two things, it is not
 * understood.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parsePattern(text: string): Parsed {
  try {
    return { pattern: read(text) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { problem: error.problem };
  }
}

function read(text: string): Pattern {
  if (text.trim() === '') return { all: [] };
  if (text.length > MAX_LENGTH) throw new NotUnderstood({ position: MAX_LENGTH, reason: `it has more than ${MAX_LENGTH} characters` });
  const [start, end] = [text.search(/\S/), text.trimEnd().length - 1];
  if (text[start] !== '{') throw new NotUnderstood({ position: start, reason: 'a pattern for events in JSON starts with {' });
  if (text[end] !== '}') throw new NotUnderstood({ position: end, reason: 'a pattern that starts with { ends with }' });
  const reader = new Reader(tokensOf(text, start + 1, end));
  const pattern = anyOf(reader);
  reader.take('end', 'there is more than && or || can join');
  return pattern;
}

/** `&&` binds more than `||`. */
function anyOf(reader: Reader): Pattern {
  const parts = listOf(reader, '||', allOf);
  return parts.length === 1 ? (parts[0] as Pattern) : { any: parts.flatMap((part) => ('any' in part ? part.any : [part])) };
}

function allOf(reader: Reader): Pattern {
  const parts = listOf(reader, '&&', unit);
  return parts.length === 1 ? (parts[0] as Pattern) : { all: parts.flatMap((part) => ('all' in part ? part.all : [part])) };
}

function listOf(reader: Reader, separator: '&&' | '||', item: (reader: Reader) => Pattern): Pattern[] {
  const items = [item(reader)];
  while (reader.skip(separator)) items.push(item(reader));
  return items;
}

function unit(reader: Reader): Pattern {
  if (!reader.skip('(')) return parseTerm(reader);
  const pattern = anyOf(reader);
  reader.take(')', 'a parenthesis is not closed');
  return pattern;
}
