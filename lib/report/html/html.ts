import { visible } from '../visible';

/** A text that is HTML already. Only `html` and `trusted` make one. */
class Html {
  constructor(private readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

export type { Html };

/** What can stand in a template. Nothing comes of what is missing or `false`. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Makes HTML. Every part that is not HTML is escaped, for the text of an element and for an attribute in quotation marks: nowhere else may one stand.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + render(parts[index])).join(''));
}

/** Says that a text of this library is HTML. Never for anything out of a report. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A list in an attribute, for the script. It reads as the members themselves do where they stand in attributes of their own. */
export function list(texts: readonly string[]): string {
  return JSON.stringify(texts.map(visible));
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(render).join('');
  return visible(String(part)).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
