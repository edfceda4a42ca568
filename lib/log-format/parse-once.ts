const SLOTS = 512;
const LONGEST = 4096;

const texts: string[] = Array(SLOTS).fill('');
const values: unknown[] = Array(SLOTS).fill(undefined);

/**
 * The value of a JSON text: that of before if the same text was parsed not long ago. So it may be in several records, and is not to be changed.
 *
 * Sessions make many calls: who called is the same text in many records of a file.
 */
export function parseOnce(text: string): unknown {
  if (text.length > LONGEST) return JSON.parse(text);
  const slot = slotOf(text);
  if (texts[slot] === text) return values[slot];
  const value: unknown = JSON.parse(text);
  texts[slot] = text;
  values[slot] = value;
  return value;
}

/** By some of the characters. */
function slotOf(text: string): number {
  const step = 1 + (text.length >> 5);
  let hash = text.length;
  for (let at = 0; at < text.length; at += step) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
