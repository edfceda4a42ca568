const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A key may hold any character: line breaks and control characters travel as references, as S3 sends them. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped
  return text.replace(/[&<>"'\u0000-\u001f\u007f]/g, (char) => entities[char] ?? `&#x${char.charCodeAt(0).toString(16)};`);
}

export type XmlChild = [name: string, value: string | number | boolean | XmlChild[]];

export function xmlDocument(name: string, children: XmlChild[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element([name, children])}`;
}

function element([name, value]: XmlChild): string {
  return `<${name}>${Array.isArray(value) ? value.map(element).join('') : escapeXml(String(value))}</${name}>`;
}
