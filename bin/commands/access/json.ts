import { PERSON_SOURCES } from '../../../lib/log-format/person';
import type { AccessReport } from './report';

/** The report as one JSON document, a row a line. */
export function* json(report: AccessReport): Generator<string> {
  const { request, made, logs, inputs, events, entries, denied, counts, standings, people, policies, principals, blindSpots, isFolded } = report;
  const head = {
    schemaVersion: '1',
    ...{ made, version: request.version, asked: request.asked, logs, inputs, totals: { events, rows: entries, denied, counts } },
    people: people.map(({ principal, session, person }) => ({ principal, session, person: person?.name ?? null, how: person?.how ?? null })),
    how: PERSON_SOURCES,
    ...{ standings, firstSeenDays: request.firstSeenDays, unusedDays: request.unusedDays },
    ...(policies && { suggestedPolicies: policies }),
    ...(principals && { principals }),
    blindSpots,
    ...(request.rollup && { isFolded }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"${request.rollup ? 'rollup' : 'rows'}":[`;
  let before: string | undefined;
  for (const row of jsonl(report)) {
    if (before !== undefined) yield `${before},`;
    before = row;
  }
  if (before !== undefined) yield before;
  yield ']}';
}

/** The rows alone, each a line. */
export function* jsonl({ request, rollup, all }: AccessReport): Generator<string> {
  if (request.rollup) for (const row of rollup) yield JSON.stringify(row);
  else for (const { entry } of all()) yield JSON.stringify(entry);
}
