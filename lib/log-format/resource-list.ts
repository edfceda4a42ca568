import type { EventResource } from './record';

/** The members of a resource, as far as is known; each has two places in a list of places. */
const MEMBERS = ['ARN', 'type', 'accountId', 'ARNPrefix'] as const;
const WIDTH = 2 * MEMBERS.length;

/** More resources than any event has. */
const MOST = 32;

/**
 * Where in a text the resources of a record are, and the texts in them. It is the same as parsing, at a part of its cost.
 *
 * Only for the plain list of plain objects that CloudTrail writes: others are for the parser.
 */
export class ResourcePlaces {
  /** How many resources there are. */
  count = 0;
  private readonly places = new Int32Array(WIDTH * MOST);

  /** Reads a list from where to where in a text that is JSON without escapes, and says whether it is a plain one. */
  read(text: string, start: number, end: number): boolean {
    this.count = 0;
    for (let at = start; at !== end - 1; ) {
      // The bracket of the list, or the comma behind the object before; an object that is not empty.
      if (text.charCodeAt(at) !== (at === start ? OPEN_LIST : COMMA) || text.charCodeAt(at + 1) !== OPEN || this.count === MOST) return false;
      this.places.fill(0, this.count * WIDTH, (this.count + 1) * WIDTH);
      at = this.readMembers(text, at + 2);
      if (at < 0) return false;
      this.count++;
    }
    return true;
  }

  /** Where in the text a member of a resource starts and ends, without its quotes; 0 where there is none. */
  startOf(resource: number, member: number): number {
    return this.places[resource * WIDTH + 2 * member] as number;
  }

  endOf(resource: number, member: number): number {
    return this.places[resource * WIDTH + 2 * member + 1] as number;
  }

  /** Reads the members of an object from behind its bracket, and says where it ends; negative where they are not plain. */
  private readMembers(text: string, start: number): number {
    for (let at = start; text.charCodeAt(at) === QUOTE; ) {
      const nameEnd = text.indexOf('"', at + 1);
      if (text.charCodeAt(nameEnd + 1) !== COLON || text.charCodeAt(nameEnd + 2) !== QUOTE) return -1;
      const valueEnd = text.indexOf('"', nameEnd + 3);
      const member = memberAt(text, at + 1, nameEnd - at - 1);
      // Of two of the same name the last counts, at the place of the first: that is for the parser.
      if (member < 0 || this.endOf(this.count, member) > 0) return -1;
      this.places[this.count * WIDTH + 2 * member] = nameEnd + 3;
      this.places[this.count * WIDTH + 2 * member + 1] = valueEnd;
      if (text.charCodeAt(valueEnd + 1) === CLOSE) return valueEnd + 2;
      at = valueEnd + 2;
    }
    return -1;
  }
}

export const [ARN, TYPE, , ARN_PREFIX] = [0, 1, 2, 3];

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPEN, CLOSE, OPEN_LIST] = [0x7b, 0x7d, 0x5b];

/** Negative for a name that resources do not have, as far as is known. */
function memberAt(text: string, start: number, length: number): number {
  if (length === 3 && text.startsWith('ARN', start)) return 0;
  if (length === 4 && text.startsWith('type', start)) return 1;
  if (length === 9 && text.startsWith('accountId', start)) return 2;
  return length === 9 && text.startsWith('ARNPrefix', start) ? 3 : -1;
}

type Resource = { -readonly [name in keyof EventResource]: string };

const places = new ResourcePlaces();

/** The resources of a record by their text, from where to where in a longer one that is JSON without escapes; `undefined` where they are for the parser. */
export function resourcesIn(text: string, start: number, end: number): EventResource[] | undefined {
  return places.read(text, start, end) ? Array.from({ length: places.count }, (_, resource) => resourceAt(text, resource)) : undefined;
}

/** Its members in the order in which they are written. */
function resourceAt(text: string, at: number): EventResource {
  const resource: Resource = {};
  for (let member = nextMember(at, 0); member >= 0; member = nextMember(at, places.startOf(at, member))) {
    resource[MEMBERS[member] as (typeof MEMBERS)[number]] = text.slice(places.startOf(at, member), places.endOf(at, member));
  }
  return resource;
}

/** The member of a resource that starts next behind a place; negative where there is none. */
function nextMember(resource: number, place: number): number {
  let next = -1;
  for (let member = 0; member < MEMBERS.length; member++) {
    const start = places.startOf(resource, member);
    if (start > place && (next < 0 || start < places.startOf(resource, next))) next = member;
  }
  return next;
}
