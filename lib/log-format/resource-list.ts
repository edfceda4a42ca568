import type { EventResource } from './record';

type Resource = { -readonly [name in keyof EventResource]: string };

/**
 * The resources of a record by their text, from where to where in a longer one: the same as parsing, at a third of its cost. The text is JSON without escapes.
 *
 * `undefined` where they are not the plain list of plain objects that CloudTrail writes: then they are for the parser.
 */
export function resourcesIn(text: string, start: number, end: number): EventResource[] | undefined {
  const resources: EventResource[] = [];
  for (let at = start; at !== end - 1; ) {
    // The bracket of the list, or the comma behind the object before; an object that is not empty.
    if (text.charCodeAt(at) !== (at === start ? OPEN_LIST : COMMA) || text.charCodeAt(at + 1) !== OPEN) return undefined;
    const resource: Resource = {};
    at = readMembers(resource, text, at + 2);
    if (at < 0) return undefined;
    resources.push(resource);
  }
  return resources;
}

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPEN, CLOSE, OPEN_LIST] = [0x7b, 0x7d, 0x5b];

/** Reads the members of an object from behind its bracket, and says where it ends; negative where they are not plain. */
function readMembers(resource: Resource, text: string, start: number): number {
  for (let at = start; text.charCodeAt(at) === QUOTE; ) {
    const nameEnd = text.indexOf('"', at + 1);
    if (text.charCodeAt(nameEnd + 1) !== COLON || text.charCodeAt(nameEnd + 2) !== QUOTE) return -1;
    const valueEnd = text.indexOf('"', nameEnd + 3);
    if (!setMember(resource, text, at + 1, nameEnd, text.slice(nameEnd + 3, valueEnd))) return -1;
    if (text.charCodeAt(valueEnd + 1) === CLOSE) return valueEnd + 2;
    at = valueEnd + 2;
  }
  return -1;
}

/** False for a name that resources do not have, as far as is known. */
function setMember(resource: Resource, text: string, start: number, end: number, value: string): boolean {
  const length = end - start;
  if (length === 3 && text.startsWith('ARN', start)) resource.ARN = value;
  else if (length === 4 && text.startsWith('type', start)) resource.type = value;
  else if (length === 9 && text.startsWith('accountId', start)) resource.accountId = value;
  else if (length === 9 && text.startsWith('ARNPrefix', start)) resource.ARNPrefix = value;
  else return false;
  return true;
}
