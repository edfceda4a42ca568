/** A tag of a page, with the names of its attributes. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/y;
const TEXT = /[^<>]+/y;
const VOID = new Set(['meta', 'input', 'link', 'br', 'img']);

/**
 * Takes a page apart, as strictly as possible: whatever is no text, no tag with attributes in quotation marks, and no known script or style is an error,
 * and so is an element that is not closed where it should be.
 */
export function tagsOf(page: string): Tag[] {
  const text = page.replace(/^<!doctype html>\s*/, '').replace(/(<(script|style)>)[\s\S]*?(<\/\2>)/g, '$1$3');
  const tags: Tag[] = [];
  const open: string[] = [];
  for (let position = 0; position < text.length; ) {
    const found = at(TEXT, text, position) ?? at(TAG, text, position);
    if (!found) throw new Error(`neither text nor tag: ${text.slice(position, position + 80)}`);
    position += found[0].length;
    const [, slash, name, attributes = '', end] = found;
    if (name === undefined) continue;
    const kind = slash ? 'close' : end || VOID.has(name) ? 'empty' : 'open';
    if (kind === 'open') open.push(name);
    if (kind === 'close' && open.pop() !== name) throw new Error(`</${name}> closes nothing: ${text.slice(position - 200, position)}`);
    tags.push({
      kind,
      name,
      attributes: new Map([...attributes.matchAll(/([a-zA-Z:-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value])),
    });
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`);
  return tags;
}

/** What of a page may not depend on data: its tags and their attributes, without the values. */
export function skeletonOf(page: string): string {
  return tagsOf(page)
    .map(({ kind, name, attributes }) => `${kind} ${name} ${[...attributes.keys()].join(' ')}`)
    .join('\n');
}

/** What a reader sees: no tags, no entities. */
export function textOf(page: string): string {
  return decoded(page.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ''));
}

export function decoded(text: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] as string);
}

function at(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
