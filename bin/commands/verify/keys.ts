import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { knownKeys, type PublicKey, type PublicKeys, readPublicKey } from '../../../lib/integrity/public-key';
import { CannotRun } from '../shared/terminal';

const HOUR = 3_600_000;

/** Public keys that remember which of them were used. */
export interface RememberedKeys extends PublicKeys {
  /** In the order of Regions and fingerprints. */
  used(): PublicKey[];
}

/** The public keys of a file, in the form of `aws cloudtrail list-public-keys`, each perhaps with its Region. */
export function keysOfFile(file: string): RememberedKeys {
  try {
    const keys = keysIn(JSON.parse(readFileSync(file, 'utf8')));
    const known = knownKeys(keys);
    const used = new Set<PublicKey>();
    return {
      async find(region, fingerprint, time) {
        const found = await known.find(region, fingerprint, time);
        const key = keys.find((one) => one.fingerprint === fingerprint && (one.region === undefined || one.region === region));
        if (found && key) used.add(key);
        return found;
      },
      used: () => inOrder(used),
    };
  } catch (error) {
    throw new CannotRun(`public keys in ${file} cannot be used: ${(error as Error).message}`);
  }
}

/** The text of a file with keys. */
export function keysAsJson(keys: readonly PublicKey[]): string {
  const list = keys.map((key) => ({
    ...{ Value: key.value, Fingerprint: key.fingerprint },
    ...{ ValidityStartTime: key.validFrom, ValidityEndTime: key.validTo, Region: key.region },
  }));
  return JSON.stringify({ PublicKeyList: list }, null, 2);
}

function keysIn(document: { PublicKeyList?: unknown } | null): PublicKey[] {
  const list = document?.PublicKeyList;
  if (!Array.isArray(list)) throw new Error("expected an array 'PublicKeyList', as aws cloudtrail list-public-keys prints it");
  return list.map((entry, index) => {
    const text = (name: string) => (typeof entry?.[name] === 'string' ? (entry[name] as string) : undefined);
    const [value, fingerprint, region] = [text('Value'), text('Fingerprint'), text('Region') ?? text('region')];
    if (value === undefined || fingerprint === undefined) throw new Error(`PublicKeyList[${index}] has no texts 'Value' and 'Fingerprint'`);
    const [validFrom, validTo] = [text('ValidityStartTime'), text('ValidityEndTime')];
    return { value, fingerprint, ...(region && { region }), ...(validFrom && { validFrom }), ...(validTo && { validTo }) };
  });
}

/** Fetches the keys of a Region that were valid in a period. */
export type FetchKeys = (region: string, from: Date, to: Date) => Promise<PublicKey[]>;

/** The public keys of CloudTrail itself, asked for once for each Region; once more for a backfill, which is signed later. */
export function keysOfService(fetch: FetchKeys, from: Date, to: Date): RememberedKeys {
  const asked = new Map<string, Promise<PublicKey[]>>();
  const used = new Map<string, { key: PublicKey; object: KeyObject }>();
  const ask = (region: string, start: number, end: number) => {
    const name = `${region} ${start}`;
    const answer = asked.get(name) ?? fetch(region, new Date(start), new Date(end));
    asked.set(name, answer);
    return answer;
  };
  return {
    async find(region, fingerprint, time) {
      const name = `${region} ${fingerprint}`;
      const known = used.get(name);
      if (known) return known.object;
      // A key may be in use a while after its successor is.
      const [start, end] = [from.getTime() - HOUR, to.getTime() + 4 * HOUR];
      let key = (await ask(region, start, end)).find((one) => one.fingerprint === fingerprint);
      if (!key && (time < start || time > end)) key = (await ask(region, time - HOUR, time + HOUR)).find((one) => one.fingerprint === fingerprint);
      if (!key) return undefined;
      const object = readPublicKey(key);
      used.set(name, { key, object });
      return object;
    },
    used: () => inOrder([...used.values()].map(({ key }) => key)),
  };
}

function inOrder(keys: Iterable<PublicKey>): PublicKey[] {
  const name = ({ region = '', fingerprint }: PublicKey) => `${region} ${fingerprint}`;
  return [...keys].sort((one, other) => (name(one) < name(other) ? -1 : 1));
}
