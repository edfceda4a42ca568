import { createHash } from 'node:crypto';
import type { Detector } from '../../lib/detection/detector';
import { LEVELS, type Level, type Rule } from '../../lib/detection/rule';
import type { LogFileRecord } from '../../lib/log-format/log-file';
import type { LogFileKey } from '../../lib/log-format/log-file-key';
import { eventTimeOf } from '../../lib/log-format/record';
import { ALERT_FOLDERS, ALERT_METRICS } from '../../lib/processing/detection-alerts.contract';
import { FOLDERS } from '../../lib/processing/log-processor.contract';
import type { Claim } from '../shared/claims';
import { isLate } from '../shared/core';
import { type Finding, findingOf } from './finding';

/** What the rules are, and what becomes of what they find. */
export interface Rules {
  readonly detector: Detector;
  /** Ids of the rules that are counted and send nothing. */
  readonly staged: ReadonlySet<string>;
  /** The lowest level that sends alerts. */
  readonly minimumLevel: Level;
}

/** A finding that counts if this log file is the one that reports it. */
export interface Candidate extends Claim {
  readonly finding: Finding;
  /** When it happened, in milliseconds; when the file was delivered, if the record does not say. */
  readonly time: number;
}

/** The findings of one rule about one principal and account in one window: they are told together. */
export interface Group {
  /** The document that says what is known of it. */
  readonly document: string;
  /** In the order of the records. Never empty. */
  readonly findings: readonly Finding[];
}

/** What of a log file counts. */
export interface Settled {
  readonly groups: readonly Group[];
  readonly counts: Readonly<Record<string, number>>;
  /** How many findings each rule has. */
  readonly byRule: ReadonlyMap<string, number>;
}

const CLAIMS_WINDOW = 5 * 60_000;

/** Looks at the records of one log file, one after the other. */
export class FileSearch {
  readonly candidates: Candidate[] = [];
  /** Records that nobody can read, as delivered. */
  readonly unreadable: string[] = [];
  /** Of those that were looked at. */
  late = 0;

  constructor(
    private readonly file: { readonly bucket: string; readonly key: string; readonly parts: LogFileKey },
    private readonly detector: Detector,
  ) {}

  add({ record, raw }: LogFileRecord, index: number): void {
    if (!record) {
      this.unreadable.push(raw());
      return;
    }
    const { bucket, key, parts } = this.file;
    const time = eventTimeOf(record) ?? parts.time.getTime();
    if (isLate(record, parts)) this.late++;
    for (const rule of this.detector.match(record)) {
      const finding = findingOf(rule, record, { bucket, key, index });
      const event = identityOf(record, raw);
      this.candidates.push({
        finding,
        time,
        object: claimsKeyOf(record.sharedEventID ? 'shared' : parts.account, time),
        event: claimOf(event, rule),
      });
    }
  }
}

/** Keeps the findings that this log file reports, each once, and puts them together. */
export function settle(candidates: readonly Candidate[], isOurs: (claim: Claim) => boolean, rules: Rules, window: number): Settled {
  const seen = new Set<string>();
  const ours = candidates.filter((claim) => {
    const identity = `${claim.object} ${claim.event}`;
    const first = !seen.has(identity) && isOurs(claim);
    seen.add(identity);
    return first;
  });
  const least = LEVELS.indexOf(rules.minimumLevel);
  const others = ours.filter(({ finding }) => !rules.staged.has(finding.rule));
  const alerting = others.filter(({ finding }) => LEVELS.indexOf(finding.severity) >= least);
  const byRule = new Map<string, number>();
  for (const { finding } of ours) byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
  return {
    groups: groupsOf(alerting, window),
    byRule,
    counts: {
      [ALERT_METRICS.findings]: ours.length,
      [ALERT_METRICS.findingsStaged]: ours.length - others.length,
      [ALERT_METRICS.findingsBelowLevel]: others.length - alerting.length,
      [ALERT_METRICS.findingsRepeated]: candidates.length - ours.length,
    },
  };
}

/** The id of an alert: that of the same alert whenever it is made. */
export function alertId(document: string, number: number): string {
  return hashOf(`${document}#${number}`).slice(0, 32);
}

function groupsOf(candidates: readonly Candidate[], window: number): Group[] {
  const groups = new Map<string, Finding[]>();
  for (const { finding, time } of candidates) {
    const document = groupKeyOf(finding, Math.floor(time / window) * window);
    groups.set(document, [...(groups.get(document) ?? []), finding]);
  }
  return [...groups].map(([document, findings]) => ({ document, findings }));
}

/** Windows are of the time of the events: a file that is processed again, or late, finds the same. */
function groupKeyOf({ rule, principal, account }: Finding, start: number): string {
  const [day = '', time = ''] = new Date(start).toISOString().split('T');
  return `${ALERT_FOLDERS.groups}day=${day}/${time.slice(0, 5).replace(':', '')}-${hashOf(JSON.stringify([rule, principal, account])).slice(0, 24)}.json`;
}

/** Copies of an event that several accounts receive have ids of their own, and one in common. */
function identityOf({ sharedEventID, eventID }: { sharedEventID?: unknown; eventID?: unknown }, raw: () => string): string {
  const id = [sharedEventID, eventID].find((value) => typeof value === 'string' && value !== '');
  return typeof id === 'string' && id.length <= 64 ? id : `sha256-${hashOf(id === undefined ? raw() : String(id))}`;
}

/** Of an event and a rule: a copy that one rule finds may lack what another one looks at. */
function claimOf(event: string, { id }: Rule): string {
  return `${event} ${hashOf(id).slice(0, 12)}`;
}

/** Files that repeat an event were delivered at other times, and the event's own time is the same in all. */
function claimsKeyOf(account: string, time: number): string {
  const window = new Date(Math.floor(time / CLAIMS_WINDOW) * CLAIMS_WINDOW).toISOString();
  return `${FOLDERS.claims}account=${account}/day=${window.slice(0, 10)}/${window.slice(11, 16).replace(':', '')}.json`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
