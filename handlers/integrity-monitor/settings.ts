import { INTEGRITY_ENVIRONMENT, type MonitoredLedger } from '../../lib/processing/integrity-monitor.contract';
import { variablesOf } from '../shared/variables';
import type { Wanted } from './scopes';

/** What the environment of the function says. Times are in milliseconds. */
export interface Settings {
  readonly bucket: string;
  readonly derivedBucket: string;
  readonly name: string;
  readonly wanted: Wanted;
  readonly ledgers: readonly MonitoredLedger[];
  readonly lag: number;
  readonly lookBack: number;
  readonly processingDelay: number;
}

/** Reads the environment. Throws where a variable is missing. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const required = variablesOf(env, 'IntegrityMonitor');
  const list = <T>(name: string): T[] => JSON.parse(required(name)) as T[];
  const millis = (name: string): number => Number(required(name)) * 1000;
  const { archiveBucket, archivePrefix, derivedBucket, name, lag, lookBack, processingDelay, ledgers, accounts, regions } = INTEGRITY_ENVIRONMENT;
  return {
    bucket: required(archiveBucket),
    derivedBucket: required(derivedBucket),
    name: required(name),
    wanted: { prefix: env[archivePrefix] ?? '', accounts: list(accounts), regions: list(regions) },
    ledgers: list(ledgers),
    ...{ lag: millis(lag), lookBack: millis(lookBack), processingDelay: millis(processingDelay) },
  };
}
