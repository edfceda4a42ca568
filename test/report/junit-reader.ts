/** An element as a reader of XML sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const START = /<([a-z]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/y;
const END = /<\/([a-z]+)>/y;
const TEXT = /[^<>]+/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#10': '\n', '#9': '\t' };

/** Reads XML, and of it only what a report needs: elements, attributes and texts. Whatever is not well-formed, or is anything else, is an error. */
export function readXml(xml: string): Element {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(head)) throw new Error('no XML declaration');
  const odd = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.exec(xml);
  if (odd) throw new Error(`a character that XML does not have at ${odd.index}`);
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (let at = head.length; at < xml.length; ) at = step(xml, at, open);
  if (open.length !== 1 || top.children.length !== 1 || top.text.trim() !== '') throw new Error('there is not one root, closed at the end');
  return top.children[0] as Element;
}

function step(xml: string, at: number, open: Element[]): number {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(xml);
  };
  const inside = open.at(-1) as Element;
  const [start, end, text] = [match(START), match(END), match(TEXT)];
  if (start) {
    const element: Element = { name: start[1] ?? '', attributes: attributesOf(start[2] ?? ''), children: [], text: '' };
    inside.children.push(element);
    if (start[3] === '') open.push(element);
  } else if (end) {
    if (open.pop()?.name !== end[1] || open.length === 0) throw new Error(`</${end[1]}> at ${at} closes nothing`);
  } else if (text) inside.text += decoded(text[0]);
  else throw new Error(`no XML at ${at}: ${JSON.stringify(xml.slice(at, at + 60))}`);
  return at + (start ?? end ?? text ?? [''])[0].length;
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, decoded(value)]);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute stands twice in ${text}`);
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  return text.replace(/&([^;]*;?)/g, (_, entity: string) => {
    const character = ENTITIES[entity.slice(0, -1)];
    if (!entity.endsWith(';') || character === undefined) throw new Error(`&${entity} is no entity of XML`);
    return character;
  });
}

/** Every element of a name below another one. */
export function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}
