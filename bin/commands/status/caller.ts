import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Aws } from './aws';

/** The account of the credentials, which needs no permission to ask; `undefined` where nobody says it. */
export async function callerAccount(region: string, aws: Aws): Promise<string | undefined> {
  try {
    return (await aws.sts(region).send(new GetCallerIdentityCommand({}))).Account;
  } catch {
    // What else is asked will tell what is wrong.
    return undefined;
  }
}
