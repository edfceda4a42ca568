import type { CloudTrailRecord } from '../log-format/record';
import type { Verdict } from './evaluate';

/** Yes, no, or known at the deployment only. */
export type Known = boolean | 'unknown';

/** Which events a trail sees at all, before its selectors are asked. */
export interface TrailScope {
  readonly isLogging?: Known;
  readonly isMultiRegion?: Known;
  /** The Region of the trail, where it is known. */
  readonly region?: string;
  /** Whether it has the events of services without a Region; left out for the default. */
  readonly globalEvents?: Known;
}

/** Services that deliver their events to one Region only, and as global ones. */
const GLOBAL_SERVICES: readonly unknown[] = ['iam.amazonaws.com', 'cloudfront.amazonaws.com', 'sts.amazonaws.com'];

type Reason = Required<Omit<Verdict, 'selector'>>;

/** Why a trail does not log an event, or may not, whatever its selectors say; `undefined` where nothing stands against it. */
export function outOfScope({ awsRegion, eventSource }: CloudTrailRecord, scope: TrailScope): Reason | undefined {
  const { isLogging = true, isMultiRegion = true, region, globalEvents = true } = scope;
  if (isLogging === false) return { logged: 'no', field: 'IsLogging', reason: 'the trail is switched off: IsLogging is false' };
  if (isMultiRegion !== true && typeof awsRegion === 'string' && awsRegion !== region) {
    const isSure = isMultiRegion === false && region !== undefined;
    const reason = isSure
      ? `awsRegion is ${awsRegion}, and the trail is for ${region} only`
      : 'whether the trail is for this Region is known only at the deployment';
    return { logged: isSure ? 'no' : 'unknown', field: 'awsRegion', reason };
  }
  if (globalEvents !== true && GLOBAL_SERVICES.includes(eventSource)) {
    return {
      logged: 'unknown',
      field: 'eventSource',
      reason: `the trail leaves out global service events, and those of ${eventSource} may be global`,
    };
  }
  return isLogging === true
    ? undefined
    : { logged: 'unknown', field: 'IsLogging', reason: 'whether the trail is switched on is known only at the deployment' };
}
