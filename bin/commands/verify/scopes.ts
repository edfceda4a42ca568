import type { RegionScope } from '../../../lib/integrity/result';
import { CannotRead } from '../../../lib/integrity/store';
import { DIGEST_FILE_KIND, LOG_FILE_KINDS } from '../../../lib/log-format/log-file-key';
import { CannotRun } from '../shared/terminal';
import type { Request } from './request';
import type { Archive } from './store';

interface Account {
  readonly organizationId?: string;
  readonly account: string;
}

/** The accounts and Regions of an archive that are to be verified, in order; those that are asked for even if nothing of them is there. */
export async function scopesOf(archive: Archive, prefix: string, request: Request): Promise<RegionScope[]> {
  try {
    return await find(archive, prefix, request);
  } catch (error) {
    if (error instanceof CannotRead)
      throw new CannotRun(`${request.place} cannot be read: ${error.message}; check the credentials, the bucket and its Region`);
    throw error;
  }
}

async function find(archive: Archive, prefix: string, { place, accounts, regions }: Request): Promise<RegionScope[]> {
  const found = await accountsOf(archive, prefix);
  const wanted = accounts ? [...accounts].flatMap((account) => placesOf(account, found)) : found;
  const scopes: RegionScope[] = [];
  for (const account of wanted) {
    const there = await regionsOf(archive, folderOf(prefix, account));
    const named = regions ?? there;
    if (named.length === 0 && accounts)
      throw new CannotRun(`there is nothing of account ${account.account} below ${place}; name --regions to have that counted as missing`);
    for (const region of named) scopes.push({ ...(prefix && { prefix }), ...account, region });
  }
  if (scopes.length === 0)
    throw new CannotRun(`there is nothing of CloudTrail below ${place}: expected a folder AWSLogs/ with accounts or organizations`);
  return scopes;
}

/** An account may be in an archive twice: with trails of its own, and with one of its organization. */
function placesOf(account: string, found: readonly Account[]): Account[] {
  const there = found.filter((one) => one.account === account);
  if (there.length > 0) return there;
  const organizations = new Set(found.map(({ organizationId }) => organizationId));
  const [organizationId] = organizations;
  return [{ account, ...(organizations.size === 1 && organizationId && { organizationId }) }];
}

async function accountsOf(archive: Archive, prefix: string): Promise<Account[]> {
  const root = `${prefix ? `${prefix}/` : ''}AWSLogs/`;
  const accounts: Account[] = [];
  for (const name of (await archive.folders(root)).sort()) {
    if (/^\d{12}$/.test(name)) accounts.push({ account: name });
    else if (/^o-[a-z0-9]+$/.test(name)) {
      for (const account of (await archive.folders(`${root}${name}/`)).sort()) {
        if (/^\d{12}$/.test(account)) accounts.push({ organizationId: name, account });
      }
    }
  }
  return accounts;
}

/** From the log files too: where all digests are gone, they show that there should be some. */
async function regionsOf(archive: Archive, folder: string): Promise<string[]> {
  const lists = await Promise.all([DIGEST_FILE_KIND, ...LOG_FILE_KINDS].map((kind) => archive.folders(`${folder}${kind}/`)));
  return [...new Set(lists.flat())].filter((name) => /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(name)).sort();
}

function folderOf(prefix: string, { organizationId, account }: Account): string {
  return `${prefix ? `${prefix}/` : ''}AWSLogs/${organizationId ? `${organizationId}/` : ''}${account}/`;
}
