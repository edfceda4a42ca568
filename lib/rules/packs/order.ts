/** The order in which people look for ids: numbers count as numbers, so that `3.10` comes after `3.9`. */
export function byId(one: string, other: string): number {
  const [first, second] = [comparable(one), comparable(other)];
  return first < second ? -1 : Number(first > second);
}

function comparable(id: string): string {
  return id.replace(/\d+/g, (digits) => digits.padStart(5, '0'));
}
