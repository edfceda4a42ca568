import type { Pattern } from './expression';
import type { Modifiers } from './modifiers';
import { networkTest } from './network';
import { compileRegex } from './regex';
import { parseRegex, RegexError } from './regex-parse';
import { parseText, placed } from './text-pattern';
import { pathOf } from './values';

/** Why a value cannot be used. */
export class ValueError extends Error {
  constructor(
    readonly what: 'valueType' | 'emptyValue' | 'regex' | 'network' | 'fieldName',
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** What one value of a rule asks for, taken as the modifiers say. */
export function readValue(value: unknown, modifiers: Modifiers): Pattern {
  return READERS[modifiers.kind](value, modifiers);
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

type Reader = (value: unknown, modifiers: Modifiers) => Pattern;

const READERS: Readonly<Record<Modifiers['kind'], Reader>> = {
  text: (value, { position, cased }) => {
    if (value === null && position === 'whole' && !cased) return { kind: 'null' };
    if (position !== 'whole' && value === '') {
      throw new ValueError('emptyValue', 'every text contains, starts and ends with nothing', "write '*' for a text that is not empty");
    }
    // In a number or boolean there is nothing to escape.
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value, 'a text, a number or a boolean');
    return { kind: 'text', text: placed(parseText(text), position), cased };
  },
  regex: (value, { flags }) => {
    const source = textOf(value, 'a regular expression');
    try {
      const parsed = parseRegex(source, flags);
      compileRegex(parsed);
      return { kind: 'regex', source, ...parsed };
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      throw new ValueError(
        'regex',
        `the regular expression cannot be used: ${error.message}`,
        'rewrite it, or use contains, startswith and wildcards',
      );
    }
  },
  exists: (value) => {
    if (typeof value === 'boolean') return { kind: 'exists', exists: value };
    throw new ValueError('valueType', 'exists wants true or false', 'write true or false, without quotes');
  },
  field: (value, { position, cased }) => {
    const other = pathOf(textOf(value, 'the name of a field'));
    if (other) return { kind: 'field', other, position, cased };
    throw new ValueError('fieldName', 'a part of the name of the field is empty', 'write the names of members with one dot between them');
  },
  compare: (value, { comparison }) => {
    // A text is a number that was kept as it is written.
    const isNumber = typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));
    if (isNumber && Number.isFinite(Number(value))) return { kind: 'compare', comparison, number: Number(value) };
    throw new ValueError('valueType', `${comparison} wants a number`, 'write a number');
  },
  network: (value) => {
    const block = textOf(value, 'a block of addresses');
    if (networkTest(block)) return { kind: 'network', block };
    throw new ValueError('network', 'it is no block of IP addresses', 'write one such as 10.0.0.0/8 or 2001:db8::/32');
  },
};

function textOf(value: unknown, wanted: string): string {
  if (typeof value === 'string') return value;
  const fix = value === null ? 'null stands alone, without modifiers' : `write ${wanted}, or a list of them`;
  throw new ValueError('valueType', `the value is not ${wanted}`, fix);
}
