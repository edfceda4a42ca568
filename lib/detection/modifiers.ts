import type { Comparison, Position } from './expression';

/** How the values of a field are to be taken. */
export interface Modifiers {
  readonly kind: 'text' | 'regex' | 'exists' | 'field' | 'compare' | 'network';
  readonly position: Position;
  readonly cased: boolean;
  /** Whether all values have to be there, and not only one of them. */
  readonly all: boolean;
  /** Flags of a regular expression. */
  readonly flags: string;
  readonly comparison: Comparison;
}

/** Why modifiers cannot be used. */
export interface ModifierRefusal {
  readonly message: string;
  readonly fix: string;
}

const POSITIONS: Readonly<Record<string, Position>> = { contains: 'anywhere', startswith: 'start', endswith: 'end' };
const KINDS: Readonly<Record<string, Modifiers['kind']>> = { re: 'regex', exists: 'exists', fieldref: 'field', cidr: 'network' };
const COMPARISONS: readonly string[] = ['lt', 'lte', 'gt', 'gte'];
const FLAGS: readonly string[] = ['i', 'm', 's'];

/** What to do where a modifier is of Sigma, but not for records of CloudTrail, or not supported. */
const FIXES: ReadonlyMap<string, string> = new Map([
  ['expand', 'write the values into the rule: placeholders have no values here'],
  ['neq', 'use a selection of its own, and not in the condition'],
  ['base64', 'write the text as it is in the record'],
  ['base64offset', 'write the text as it is in the record'],
  ['windash', 'list the variants'],
]);

/** What may stand with what: the first word of each decides. */
const WITH: Readonly<Record<string, readonly string[]>> = {
  text: ['contains', 'startswith', 'endswith', 'cased', 'all'],
  field: ['fieldref', 'contains', 'startswith', 'endswith', 'cased', 'all'],
  regex: ['re', 'all', ...FLAGS],
  exists: ['exists'],
  compare: COMPARISONS,
  network: ['cidr', 'all'],
};

/** Reads the words after the name of a field: `contains|all`. */
export function modifiersOf(words: readonly string[]): Modifiers | ModifierRefusal {
  const unknown = words.find((word) => !Object.values(WITH).some((known) => known.includes(word)));
  if (unknown !== undefined) {
    const known = [...new Set(Object.values(WITH).flat())].join(', ');
    return { message: `the modifier '${unknown}' is not supported`, fix: FIXES.get(unknown) ?? `use one of ${known}` };
  }
  const kinds = words.flatMap((word) => KINDS[word] ?? (COMPARISONS.includes(word) ? ('compare' as const) : []));
  const positions = words.flatMap((word) => POSITIONS[word] ?? []);
  const kind = kinds[0] ?? 'text';
  const stray = words.find((word) => !WITH[kind]?.includes(word));
  if (kinds.length > 1 || positions.length > 1 || stray !== undefined || new Set(words).size < words.length) {
    return { message: `the modifiers '${words.join('|')}' cannot stand together`, fix: 'say in one way what the value has to be' };
  }
  return {
    kind,
    position: positions[0] ?? 'whole',
    cased: words.includes('cased'),
    all: words.includes('all'),
    flags: words.filter((word) => FLAGS.includes(word)).join(''),
    comparison: (words.find((word) => COMPARISONS.includes(word)) ?? 'lt') as Comparison,
  };
}
