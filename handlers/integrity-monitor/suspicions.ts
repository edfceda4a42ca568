import { outside, type Span, united, within } from './spans';

/** Something that is reported as missing or undecided for a time, perhaps in every run: a chain, or a digest file. */
export interface Report extends Span {
  readonly subject: string;
  /** Whether it may still come, and is told only when it is reported again. */
  readonly mayCome: boolean;
}

/** What was reported. Plain JSON. */
export interface Suspicion extends Span {
  readonly subject: string;
  /** When it was first reported; `null` once it was told. */
  readonly since: number | null;
}

/** A report is believed when it comes again after so long: a run that is repeated at once is no second witness. */
export const SECOND_REPORT = 30 * 60_000;

/** Takes a report, and says for which time it is to be told: each moment is told once, and what may still come only at its second report, or when it is old. */
export function suspect(
  known: readonly Suspicion[],
  report: Report,
  now: number,
  patience: number,
): { readonly told: Span[]; readonly known: Suspicion[] } {
  const { subject, mayCome } = report;
  const others = known.filter((one) => one.subject !== subject);
  const same = known.filter((one) => one.subject === subject);
  const before = same.filter(({ since }) => since === null);
  const pending = same.filter(({ since }) => since !== null);
  const due = [...pending.filter(({ since }) => (since as number) <= now - SECOND_REPORT), { start: Number.NEGATIVE_INFINITY, end: now - patience }];
  const told = outside(report, before).flatMap((part) => (mayCome ? within(part, due) : [part]));
  const all = united([...before, ...told]);
  const stays = [...pending, ...outside(report, pending).map((span) => ({ ...span, since: now }))];
  const waiting = stays.flatMap(({ start, end, since }) => outside({ start, end }, all).map((span) => ({ subject, ...span, since })));
  return { told, known: [...others, ...all.map((span) => ({ subject, ...span, since: null })), ...waiting] };
}

/** After a run to the end: what was not reported any more has come, or is too old to be reported again. */
export function settled(known: readonly Suspicion[], reported: readonly Report[], now: number, patience: number): Suspicion[] {
  return known.filter(({ subject, since, start, end }) => {
    const again = reported.some((one) => one.subject === subject && one.start < end && start < one.end);
    return again || (since === null && end > now - patience);
  });
}
