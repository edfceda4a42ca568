import { DIGEST_FILE_KIND, deliveryPath } from '../../lib/log-format/log-file-key';
import { forEachOf } from '../shared/retry';
import type { Settings } from './settings';

/** An account and Region that delivers, or should. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** The folders that its files may be in, up to the family, with a slash at the end: of a trail of the account, and of organizations. */
  readonly folders: readonly string[];
}

/** The places of an archive. */
export interface Places {
  /** Those that must deliver. */
  readonly expected: readonly Place[];
  /** Those that deliver digests besides, or did. */
  readonly others: readonly Place[];
  /** Folders that could not be listed, with the reason: nobody knows what is in there. */
  readonly unknown: readonly { readonly folder: string; readonly error: string }[];
}

/** The names of the folders right below a prefix. */
export type Folders = (prefix: string) => Promise<string[]>;

const ACCOUNTS_AT_ONCE = 16;
const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]+$/;
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** The places that must deliver, and those that are found. What is not there is one of the former all the same. */
export async function placesOf(folders: Folders, { prefix, accounts, regions, otherPlaces }: Settings): Promise<Places> {
  const unknown: { folder: string; error: string }[] = [];
  const namesIn = async (folder: string): Promise<string[]> => {
    try {
      return await folders(folder);
    } catch (error) {
      unknown.push({ folder, error: (error as Error).message });
      return [];
    }
  };
  const root = `${prefix ? `${prefix}/` : ''}AWSLogs/`;
  const top = await namesIn(root);
  const organizations = top.filter((name) => ORGANIZATION.test(name));
  const owners = (account: string) => [account, ...organizations.map((id) => `${id}/${account}`)];
  const place = (account: string, region: string, its: readonly string[]): Place => ({
    ...{ account, region },
    folders: its.map((owner) => deliveryPath(prefix, owner)),
  });
  const expected = accounts.flatMap((account) => regions.map((region) => place(account, region, owners(account))));
  const others: Place[] = [];
  if (otherPlaces) {
    const found = top.filter((name) => ACCOUNT.test(name));
    for (const id of organizations)
      found.push(...(await namesIn(`${root}${id}/`)).filter((name) => ACCOUNT.test(name)).map((name) => `${id}/${name}`));
    await forEachOf(found, ACCOUNTS_AT_ONCE, async (owner) => {
      const account = owner.slice(-12);
      const its = (await namesIn(`${deliveryPath(prefix, owner)}${DIGEST_FILE_KIND}/`)).filter((name) => REGION.test(name));
      const isExpected = (region: string) => accounts.includes(account) && regions.includes(region);
      for (const region of its) if (!isExpected(region)) others.push(place(account, region, [owner]));
    });
  }
  return { expected, others, unknown };
}
