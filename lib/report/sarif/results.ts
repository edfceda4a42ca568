import { createHash } from 'node:crypto';
import type { Acceptance, ResultRow } from '../compliance-report';
import { nameOf, settingsOf } from '../wording';
import { LEVELS } from './levels';
import type { Locations } from './locations';
import { message } from './message';

interface Setting {
  readonly ruleIndex: number;
  readonly fingerprint: string;
  readonly locations: Locations;
}

/** A result that did not pass. An unknown is for a person to review, and no failure; what was accepted stays what it is. */
export function resultOf(row: ResultRow, { ruleIndex, fingerprint, locations }: Setting): object {
  const { rule, verdict, severity, fix, needs, accepted } = row;
  return {
    ruleId: rule,
    ruleIndex,
    ...(verdict === 'fail' ? { kind: 'fail', level: LEVELS[severity] } : { kind: 'review', level: 'none' }),
    message: { text: message(sentences(row)) },
    locations: [locations.main(row)],
    relatedLocations: locations.related(row),
    // GitHub tells results apart by the latter alone, and else makes one of the text of the line.
    partialFingerprints: { 'cdkCloudTrail/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(accepted && { suppressions: [{ kind: 'external', status: 'accepted', justification: message(justification(accepted)) }] }),
    properties: { verdict, severity, fix, dependsOn: needs?.dependsOn ?? [], settledBy: needs?.live ?? null, accepted },
  };
}

function sentences(row: ResultRow): string {
  const settings = settingsOf(row);
  return [
    `${nameOf(row.resource)}: ${row.because}${settings && ` (${settings})`}.`,
    ...(row.needs ? [`Unknown: it depends on ${row.needs.dependsOn.join(', ')}, and ${row.needs.live} settles it.`] : []),
    ...(row.accepted ? [`Accepted; the verdict stays ${row.verdict}.`] : []),
  ].join(' ');
}

/**
 * A fingerprint for each result. It is the same as long as rule, resource and question are: no line of a template, and no reason, is in it. Results
 * that have all of them in common are counted.
 */
export function fingerprintsOf(rows: readonly ResultRow[]): string[] {
  const seen = new Map<string, number>();
  return rows.map(({ rule, resource: { stack, path, logicalId }, parameters }) => {
    const parts = [rule, stack, path ?? logicalId, Object.entries(parameters)];
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    return `${digest}:${count}`;
  });
}

function justification({ reason, owner, ticket, expires, at }: Acceptance): string {
  const by = [owner && `owner ${owner}`, ticket && `ticket ${ticket}`, expires && `until ${expires}`, `at ${at}`].filter(Boolean);
  return `${reason} (${by.join(', ')})`;
}
