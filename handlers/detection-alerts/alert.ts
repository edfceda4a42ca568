import type { Level } from '../../lib/detection/rule';
import { consoleLinkOf } from './console-link';
import type { Finding } from './finding';

/** What a target gets about findings, as JSON. What the record does not say is null. */
export interface FindingAlert {
  readonly schemaVersion: '1';
  /** That of the same alert whenever it comes again. */
  readonly id: string;
  /** `finding` is the first of a window; `more` says how many followed. */
  readonly kind: 'finding' | 'more';
  readonly rule: string;
  readonly title: string;
  readonly severity: Level;
  readonly principal: string | null;
  readonly action: { readonly eventSource: string | null; readonly eventName: string | null; readonly errorCode: string | null };
  readonly resources: readonly string[];
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  readonly time: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly why: string | null;
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly tags: readonly string[];
  /** Where the record is. */
  readonly location: { readonly bucket: string; readonly key: string; readonly index: number; readonly eventID: string | null };
  /** Where to look it up in the console: the event history, or the log file where that does not have the event. */
  readonly link: string | null;
  /** How many events this is about. */
  readonly count: number;
}

/** What a target gets about the alerts of an hour that were above the ceiling. */
export interface HeldBackAlert {
  readonly schemaVersion: '1';
  readonly id: string;
  readonly kind: 'heldBack';
  /** The hour in UTC, `2026-11-25T21`. */
  readonly hour: string;
  readonly severity: Level;
  /** How many alerts. */
  readonly count: number;
  /** The most first. */
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  /** How many more rules there are than are listed. */
  readonly otherRules: number;
  /** Where they are: `s3://bucket/prefix`. */
  readonly keptIn: string;
}

/** What is sent to targets. */
export type Alert = FindingAlert | HeldBackAlert;

/** The alert about one finding that stands for `count` of them. */
export function alertOf(finding: Finding, { id, kind, count }: Pick<FindingAlert, 'id' | 'kind' | 'count'>): FindingAlert {
  const { rule, title, severity, principal, eventSource, eventName, errorCode, resources, sourceIp, userAgent } = finding;
  const { eventTime, account, region, why, falsePositives, references, tags, bucket, key, index, eventID } = finding;
  return {
    ...{ schemaVersion: '1' as const, id, kind, rule, title, severity, principal },
    action: { eventSource, eventName, errorCode },
    ...{ resources, sourceIp, userAgent, time: eventTime, account, region, why, falsePositives, references, tags },
    location: { bucket, key, index, eventID },
    link: consoleLinkOf(finding),
    count,
  };
}
