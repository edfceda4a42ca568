import { DELIVERY_ENVIRONMENT } from '../../lib/monitoring/delivery-monitor.contract';
import { variablesOf } from '../shared/variables';

/** What the environment of the function says. Times are in milliseconds. */
export interface Settings {
  readonly bucket: string;
  /** What comes before `AWSLogs/`; may be empty. */
  readonly prefix: string;
  readonly name: string;
  /** `undefined` where no trail is asked for. */
  readonly trailArn?: string;
  /** `undefined` where the digests of any trail count. */
  readonly trailName?: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly busyAccounts: readonly string[];
  readonly otherPlaces: boolean;
  readonly maxLogFileAge: number;
  readonly maxDigestAge: number;
}

/** Reads the environment. Throws where a variable is missing. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const required = variablesOf(env, 'DeliveryMonitor');
  const list = (name: string): string[] => JSON.parse(required(name)) as string[];
  const names = DELIVERY_ENVIRONMENT;
  const [trailArn, trailName] = [env[names.trailArn], env[names.trailName]];
  return {
    bucket: required(names.archiveBucket),
    prefix: env[names.archivePrefix] ?? '',
    name: required(names.name),
    ...(trailArn && { trailArn }),
    ...(trailName && { trailName }),
    ...{ accounts: list(names.accounts), regions: list(names.regions), busyAccounts: list(names.busyAccounts) },
    otherPlaces: required(names.otherPlaces) === 'true',
    maxLogFileAge: Number(required(names.maxLogFileAge)) * 1000,
    maxDigestAge: Number(required(names.maxDigestAge)) * 1000,
  };
}
