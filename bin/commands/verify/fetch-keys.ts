import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import type { PublicKey } from '../../../lib/integrity/public-key';
import type { FetchKeys } from './keys';

/** Asks CloudTrail: each Region has keys of its own. */
export function fetchFromCloudTrail(): FetchKeys {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return async (region, StartTime, EndTime) => {
    const client = new CloudTrailClient({ region, maxAttempts: 7 });
    const keys: PublicKey[] = [];
    try {
      for (let token: string | undefined, more = true; more; more = token !== undefined) {
        const page = await client.send(new ListPublicKeysCommand({ StartTime, EndTime, NextToken: token }));
        for (const { Value, Fingerprint, ValidityStartTime, ValidityEndTime } of page.PublicKeyList ?? []) {
          if (!Value || !Fingerprint) continue;
          const valid = { validFrom: ValidityStartTime?.toISOString(), validTo: ValidityEndTime?.toISOString() };
          keys.push({ value: Buffer.from(Value).toString('base64'), fingerprint: Fingerprint, region, ...(valid as { validFrom: string }) });
        }
        token = page.NextToken;
      }
    } catch (error) {
      throw new Error(`the public keys of ${region} cannot be fetched: ${(error as Error).name}: ${(error as Error).message}`);
    } finally {
      client.destroy();
    }
    return keys;
  };
}
