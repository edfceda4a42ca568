import { type PublicKey, type PublicKeys, readPublicKey } from '../../lib/integrity/public-key';
import { errorOf, signedRequest } from '../shared/aws/request';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListPublicKeys';

/** As CloudTrail answers: times in seconds since 1970. */
interface Page {
  readonly PublicKeyList?: readonly { readonly Value?: string; readonly Fingerprint?: string }[];
  readonly NextToken?: string;
}

/** The public keys of CloudTrail, each asked for in its Region: once for each Region and week. */
export function keysOfCloudTrail(): PublicKeys {
  const asked = new Map<string, Promise<PublicKey[]>>();
  const ask = (region: string, week: number): Promise<PublicKey[]> => {
    const name = `${region} ${week}`;
    const answer = asked.get(name) ?? keysOf(region, week * 7 * DAY - HOUR, (week + 1) * 7 * DAY + HOUR);
    asked.set(name, answer);
    // What failed is asked again the next time.
    answer.catch(() => asked.delete(name));
    return answer;
  };
  return {
    async find(region, fingerprint, time) {
      const key = (await ask(region, Math.floor(time / (7 * DAY)))).find((one) => one.fingerprint === fingerprint);
      return key && readPublicKey(key);
    },
  };
}

async function keysOf(region: string, from: number, to: number): Promise<PublicKey[]> {
  const keys: PublicKey[] = [];
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const answer = await signedRequest('cloudtrail', {
      ...{ method: 'POST', region, headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': TARGET } },
      body: JSON.stringify({ StartTime: from / 1000, EndTime: to / 1000, ...(token && { NextToken: token }) }),
    });
    if (answer.status !== 200) throw errorOf(answer, `ListPublicKeys in ${region}`);
    const page = JSON.parse(answer.body.toString('utf8')) as Page;
    for (const { Value, Fingerprint } of page.PublicKeyList ?? [])
      if (Value && Fingerprint) keys.push({ value: Value, fingerprint: Fingerprint, region });
    token = page.NextToken;
  }
  return keys;
}
