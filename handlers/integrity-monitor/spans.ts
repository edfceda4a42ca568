/** A stretch of time in milliseconds since 1970, without its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The parts of a span that are in any of others. */
export function within(span: Span, others: readonly Span[]): Span[] {
  const parts = others.map(({ start, end }) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }));
  return united(parts.filter(({ start, end }) => start < end));
}

/** The parts of a span that are in none of others. */
export function outside(span: Span, others: readonly Span[]): Span[] {
  const parts: Span[] = [];
  let { start } = span;
  for (const other of within(span, others)) {
    if (other.start > start) parts.push({ start, end: other.start });
    start = other.end;
  }
  return start < span.end ? [...parts, { start, end: span.end }] : parts;
}

/** The same time in as few spans as possible, in its order. */
export function united(spans: readonly Span[]): Span[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}
