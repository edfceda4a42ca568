import { visible } from '../visible';

/** Where the properties are explained that are of this library, and not of OSCAL. */
export const NAMESPACE = 'https://github.com/cdk-cloudtrail/cdk-cloudtrail/ns/oscal';

/** A property of this library, such as a verdict. */
export interface Prop {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/** The properties that have a value. OSCAL knows neither empty values nor empty lists. */
export function props(values: Readonly<Record<string, string | null | undefined>>): { readonly props?: readonly Prop[] } {
  const found = Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ns: NAMESPACE, value: line(value) }] : []));
  return found.length > 0 ? { props: found } : {};
}

/** A list as a member of an object; no member if there is nothing in it. */
export function list<Name extends string, T>(name: Name, items: readonly T[]): { readonly [name in Name]?: readonly T[] } {
  return (items.length > 0 ? { [name]: items } : {}) as { readonly [name in Name]?: readonly T[] };
}

/** A text in one line, without blanks around it, as titles and values are. */
export function line(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim() || '-';
}

/** A text as OSCAL takes prose, which is Markdown: nothing in it is markup of HTML, an entity or a link. */
export function prose(...sentences: readonly string[]): string {
  return visible(sentences.join('\n\n'))
    .replace(/&(?=[#\w]+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\](?=[([])/g, '] ');
}

/** A text as an identifier of OSCAL: brackets become dots, so that `AU-9(3)` is `AU-9.3`; whatever else it may not have becomes `_`. */
export function token(text: string): string {
  const plain = text
    .replace(/\(/g, '.')
    .replace(/\)/g, '')
    .replace(/[^\p{L}\p{N}._-]/gu, '_');
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** A place in a file as a reference. */
export function reference(file: string, pointer?: string): string {
  const encoded = (path: string) => visible(path).split('/').map(encodeURIComponent).join('/');
  return pointer === undefined ? encoded(file) : `${encoded(file)}#${encoded(pointer)}`;
}

/** A time as OSCAL writes it, in whole seconds. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
