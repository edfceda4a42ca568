import type { RegionScope } from '../../lib/integrity/result';
import { DIGEST_FILE_KIND, deliveryPath, LOG_FILE_KINDS, parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { forEachOf } from '../shared/retry';
import type { Archive } from './archive';

/** Which accounts and Regions are wanted. */
export interface Wanted {
  /** What comes before `AWSLogs/`; may be empty. */
  readonly prefix: string;
  /** All of them where it is empty. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

const KINDS = [DIGEST_FILE_KIND, ...LOG_FILE_KINDS];
const ACCOUNTS_AT_ONCE = 8;

/** The accounts and Regions of an archive, in order. From the log files too: where all digests are gone, they show that there should be some. */
export async function scopesOf(archive: Archive, wanted: Wanted): Promise<RegionScope[]> {
  const { prefix, accounts, regions } = wanted;
  const scopes: RegionScope[] = [];
  const owners = (await ownersIn(archive, prefix)).filter(({ account }) => accounts.length === 0 || accounts.includes(account));
  await forEachOf(owners, ACCOUNTS_AT_ONCE, async (owner) => {
    const found = new Set<string>();
    for (const kind of KINDS) for (const name of await archive.folders(folderOf({ prefix, ...owner }, kind))) found.add(name);
    for (const region of found) {
      const isWanted = regions.length === 0 || regions.includes(region);
      if (isWanted && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) scopes.push({ ...(prefix && { prefix }), ...owner, region });
    }
  });
  const name = ({ organizationId = '', account, region }: RegionScope) => `${organizationId} ${account} ${region}`;
  return scopes.sort((one, other) => (name(one) < name(other) ? -1 : 1));
}

/** Just before something was first delivered for an account and Region after a time; `undefined` where nothing was. */
export async function firstDelivery(archive: Archive, scope: RegionScope, after: Date): Promise<Date | undefined> {
  const day = after.toISOString().slice(0, 10).replaceAll('-', '/');
  const times: number[] = [];
  for (const kind of KINDS) {
    const folder = `${folderOf(scope, kind)}${scope.region}/`;
    const key = await archive.first(folder, `${folder}${day}/`);
    const time = key === undefined ? undefined : parseDeliveredFileKey(key)?.time.getTime();
    if (time !== undefined) times.push(Math.max(time, after.getTime()));
  }
  return times.length === 0 ? undefined : new Date(Math.min(...times) - 1000);
}

type Owner = Pick<RegionScope, 'organizationId' | 'account'>;

async function ownersIn(archive: Archive, prefix: string): Promise<Owner[]> {
  const root = `${prefix ? `${prefix}/` : ''}AWSLogs/`;
  const owners: Owner[] = [];
  for (const name of await archive.folders(root)) {
    if (/^\d{12}$/.test(name)) owners.push({ account: name });
    else if (/^o-[a-z0-9]+$/.test(name)) {
      for (const account of await archive.folders(`${root}${name}/`)) if (/^\d{12}$/.test(account)) owners.push({ organizationId: name, account });
    }
  }
  return owners;
}

function folderOf({ prefix, organizationId, account }: Owner & { readonly prefix?: string }, kind: string): string {
  return `${deliveryPath(prefix, organizationId ? `${organizationId}/${account}` : account)}${kind}/`;
}
