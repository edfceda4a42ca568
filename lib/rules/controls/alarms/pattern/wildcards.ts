/**
 * What a text with stars stands for. A star at an end is whatever is there. What a star in the middle is, the documentation does not say: it once said
 * that there it is just a star.
 */
interface Shape {
  readonly kind: 'literal' | 'beginning' | 'end' | 'part' | 'anything' | 'unclear';
  /** Without the stars at the ends. */
  readonly core: string;
}

function shapeOf(text: string): Shape {
  const [, before, core = '', after] = /^(\**)(.*?)(\**)$/s.exec(text) as RegExpExecArray;
  if (core === '') return { kind: before || after ? 'anything' : 'literal', core };
  if (core.includes('*')) return { kind: 'unclear', core: text };
  return { kind: before ? (after ? 'part' : 'end') : after ? 'beginning' : 'literal', core };
}

/** Whether a value is one of those that a text with stars stands for. */
export function textMatches(text: string, value: string): boolean | 'unknown' {
  const { kind, core } = shapeOf(text);
  switch (kind) {
    case 'literal':
      return value === core;
    case 'beginning':
      return value.startsWith(core);
    case 'end':
      return value.endsWith(core);
    case 'part':
      return value.includes(core);
    case 'anything':
      return true;
    case 'unclear':
      return value === text || (anyStar(text).test(value) ? 'unknown' : false);
  }
}

/** Whether a text surely stands for all that another one stands for. */
export function textCovers(wide: string, narrow: string): boolean {
  const [one, other] = [shapeOf(wide), shapeOf(narrow)];
  if (wide === narrow || one.kind === 'anything') return true;
  if (one.kind === 'unclear' || other.kind === 'unclear') return false;
  if (other.kind === 'literal') return textMatches(wide, other.core) === true;
  if (one.kind === 'part') return other.core.includes(one.core);
  if (one.kind !== other.kind) return false;
  return one.kind === 'beginning' ? other.core.startsWith(one.core) : one.kind === 'end' && other.core.endsWith(one.core);
}

/** Whether two texts surely stand for nothing in common. */
export function textsApart(first: string, second: string): boolean {
  const [one, other] = [shapeOf(first), shapeOf(second)];
  if (one.kind === 'unclear' || other.kind === 'unclear') return false;
  if (one.kind === 'literal') return textMatches(second, one.core) === false;
  if (other.kind === 'literal') return textMatches(first, other.core) === false;
  if (one.kind !== other.kind) return false;
  if (one.kind === 'beginning') return !one.core.startsWith(other.core) && !other.core.startsWith(one.core);
  return one.kind === 'end' && !one.core.endsWith(other.core) && !other.core.endsWith(one.core);
}

/** Some values that a text stands for. */
export function textSamples(text: string, filling: string): string[] {
  const { kind, core } = shapeOf(text);
  const before = kind === 'end' || kind === 'part' ? filling : '';
  const after = kind === 'beginning' || kind === 'part' ? filling : '';
  return kind === 'anything' ? [filling] : [`${before}${core}${after}`, core];
}

function anyStar(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
