import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { LOG_FILE_KINDS, type LogFileKind } from '../../../lib/log-format/log-file-key';
import type { S3Place } from '../shared/places';
import { CannotRun } from '../shared/terminal';
import type { Request } from './options';

/** The log files of an account, a family and a Region: in one folder, in the order of time. */
export interface Series {
  /** `AWSLogs/111122223333/CloudTrail/eu-west-1/`, after the prefix of the archive. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  readonly kind: LogFileKind;
}

/** What there is below `AWSLogs/`, as far as it was asked for. */
export interface Found {
  readonly series: readonly Series[];
  /** How many folders were not looked into, by the reason. */
  readonly passedOver: Readonly<Record<string, number>>;
}

/** Finds the folders by listing what is directly in each: an account or an organization of accounts, a family, a Region. */
export async function findSeries(s3: S3Client, { place, accounts, regions, kinds }: Request): Promise<Found> {
  const passedOver: Record<string, number> = {};
  const keep = (isKept: boolean, reason: string): boolean => {
    if (!isKept) passedOver[reason] = (passedOver[reason] ?? 0) + 1;
    return isKept;
  };
  const series: Series[] = [];
  for (const owner of await ownersIn(s3, place, keep)) {
    const account = owner.split('/').at(-2) ?? '';
    if (!keep(accounts.length === 0 || accounts.includes(account), 'account not asked for')) continue;
    for (const kind of await subfolders(s3, place, owner)) {
      if (!keep(/^CloudTrail(-|$)/.test(kind), 'not of CloudTrail')) continue;
      const known = LOG_FILE_KINDS.find((one) => one === kind);
      if (!known || !kinds.includes(known)) {
        keep(false, `family ${kind} not asked for`);
        continue;
      }
      for (const region of await subfolders(s3, place, `${owner}${kind}/`)) {
        if (!keep(regions.length === 0 || regions.includes(region), 'Region not asked for')) continue;
        series.push({ folder: `${owner}${kind}/${region}/`, account, region, kind: known });
      }
    }
  }
  return { series, passedOver };
}

/** The folders of accounts: at the top, or below that of their organization. */
async function ownersIn(s3: S3Client, place: S3Place, keep: (isKept: boolean, reason: string) => boolean): Promise<string[]> {
  const owners: string[] = [];
  for (const name of await subfolders(s3, place, 'AWSLogs/')) {
    if (/^\d{12}$/.test(name)) owners.push(`AWSLogs/${name}/`);
    else if (keep(/^o-[a-z0-9]+$/.test(name), 'neither an account nor an organization')) {
      const members = await subfolders(s3, place, `AWSLogs/${name}/`);
      owners.push(...members.filter((member) => keep(/^\d{12}$/.test(member), 'not an account')).map((member) => `AWSLogs/${name}/${member}/`));
    }
  }
  return owners;
}

async function subfolders(s3: S3Client, { bucket, prefix }: S3Place, folder: string): Promise<string[]> {
  const names: string[] = [];
  const Prefix = `${prefix}${folder}`;
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const page = await s3
      .send(new ListObjectsV2Command({ Bucket: bucket, Prefix, Delimiter: '/', ContinuationToken: token }))
      .catch((error: Error) => {
        throw listFailure(bucket, Prefix, error);
      });
    names.push(...(page.CommonPrefixes ?? []).map((one) => (one.Prefix ?? '').slice(Prefix.length, -1)));
    token = page.NextContinuationToken;
  }
  return names;
}

/** A failure of S3 as a sentence. */
export function listFailure(bucket: string, prefix: string, { name, message }: Error): CannotRun {
  return new CannotRun(`s3://${bucket}/${prefix} cannot be listed (${name}: ${message}); check the credentials, the bucket and its Region`);
}
