import { PATIENCE } from '../../lib/integrity/holes';
import type { PublicKeys } from '../../lib/integrity/public-key';
import type { Checkpoint } from '../../lib/integrity/result';
import { verifyRegion } from '../../lib/integrity/verify';
import { parseDeliveredFileKey } from '../../lib/log-format/log-file-key';
import { INTEGRITY_FOLDERS, INTEGRITY_METRICS } from '../../lib/processing/integrity-monitor.contract';
import { partitionPath } from '../../lib/processing/log-processor.contract';
import type { Archive } from './archive';
import { Batch, type Line } from './batch';
import type { Desk } from './desk';
import { type Ledger, type List, reconcile } from './ledgers';
import { type Awaited, type Outbox, type State, untilOf, WIDEST_WINDOW } from './state';
import { settled } from './suspicions';

const HOUR = 3_600_000;
const FILES_AT_ONCE = 16;

/** What an account and Region is verified with. */
export interface VisitTools {
  readonly bucket: string;
  readonly archive: Archive;
  readonly keys: PublicKeys;
  readonly ledgers: readonly Ledger[];
  readonly list: List;
  readonly now: Date;
  /** In milliseconds. */
  readonly lag: number;
  readonly processingDelay: number;
  /** Whether it is time to stop at the next checkpoint. */
  readonly isLate: () => boolean;
  /** Whether there is no time to reach one. */
  readonly isOver: () => boolean;
}

/** How a visit ended: there is nothing left, there is more, or another run is at work on it. */
export type Ending = 'done' | 'more' | 'busy';

/**
 * Verifies what is new of an account and Region, from checkpoint to checkpoint.
 *
 * Each part ends with one conditional write, of the checkpoint together with what is to be written and counted. So of two runs one goes on, and a
 * crash loses or repeats nothing.
 */
export async function visit(desk: Desk, tools: VisitTools): Promise<Ending> {
  const before = desk.state;
  const { lag, now, isLate, isOver } = tools;
  // Checkpoints are to the second.
  const due = Math.floor((now.getTime() - lag) / 1000) * 1000;
  const to = new Date(Math.max(untilOf(before), Math.min(due, untilOf(before) + before.window * HOUR)));
  const isLast = to.getTime() >= due;
  const newBatch = () => new Batch(desk.state.suspicions, now, PATIENCE, to.getTime());
  const reports: Batch['reports'] = [];
  let batch = newBatch();
  let parts = 0;
  for await (const result of verifyRegion({ ...optionsOf(before, tools), to })) {
    if (result.type !== 'checkpoint') {
      if (isOver()) return giveUp(desk, parts, now);
      batch.add(result);
      continue;
    }
    reports.push(...batch.reports);
    const isEnd = Date.parse(result.checkpoint.until) >= to.getTime();
    if (isEnd) batch.suspicions = settled(batch.suspicions, reports, now.getTime(), PATIENCE);
    if (!(await desk.save(await stateAfter(desk.state, result.checkpoint, batch, tools, isEnd && isLast)))) return 'busy';
    await desk.deliver();
    batch = newBatch();
    parts++;
    if (!isEnd && isLate()) break;
  }
  if (!(await desk.save(withoutOutbox({ ...desk.state, window: Math.min(WIDEST_WINDOW, desk.state.window * 2) })))) return 'busy';
  return untilOf(desk.state) >= due ? 'done' : 'more';
}

/** Nothing of what came after the last checkpoint counts. If there was none, less is done at one go the next time. */
async function giveUp(desk: Desk, parts: number, now: Date): Promise<Ending> {
  const { window } = desk.state;
  const narrower = parts > 0 ? window : Math.max(1, Math.floor(Math.min(window, 24) / 2));
  const saved = await desk.save(withoutOutbox({ ...desk.state, window: narrower, visitedAt: now.toISOString() }));
  return saved ? 'more' : 'busy';
}

function optionsOf({ scope, from, checkpoint }: State, { bucket, now, lag, archive: store, keys }: VisitTools) {
  return { ...{ scope, bucket, from: new Date(from), now, lag, store, keys, atOnce: FILES_AT_ONCE }, ...(checkpoint && { checkpoint }) };
}

async function stateAfter(state: State, checkpoint: Checkpoint, batch: Batch, tools: VisitTools, isCaughtUp: boolean): Promise<State> {
  const { now, lag, processingDelay, ledgers, list } = tools;
  const overdueBefore = now.getTime() - lag - processingDelay;
  const { overdue, awaited } = await reconcile(batch.listed, state.awaited, { ledgers, list, overdueBefore });
  if (overdue.length > 0) batch.count(INTEGRITY_METRICS.filesNotProcessed, overdue.length);
  const newestValid =
    batch.newestValid === undefined ? undefined : new Date(Math.max(batch.newestValid, Date.parse(state.newestValid ?? '') || 0)).toISOString();
  const isFurther = Date.parse(checkpoint.until) > untilOf(state);
  const at = now.toISOString();
  return {
    ...state,
    ...{ checkpoint, suspicions: batch.suspicions, awaited, visitedAt: at, sequence: state.sequence + 1 },
    ...{ caughtUp: state.caughtUp || isCaughtUp, advancedAt: isFurther ? at : state.advancedAt },
    ...(newestValid !== undefined && { newestValid }),
    outbox: { at, counts: batch.counts, objects: objectsOf(state, batch.lines, overdue, now) },
  };
}

function objectsOf({ scope, sequence }: State, verdicts: readonly Line[], overdue: readonly Awaited[], now: Date): Outbox['objects'] {
  const { account, region, organizationId } = scope;
  const name = `${organizationId ? `${organizationId}-` : ''}${String(sequence).padStart(8, '0')}.ndjson`;
  const unprocessed = overdue.map(({ key, processor }) => ({
    day: parseDeliveredFileKey(key)?.day ?? '',
    text: JSON.stringify({ key, processor, checkedAt: now.toISOString() }),
  }));
  return [[INTEGRITY_FOLDERS.verdicts, verdicts] as const, [INTEGRITY_FOLDERS.unprocessed, unprocessed] as const].flatMap(([folder, lines]) =>
    [...new Set(lines.map(({ day }) => day))].map((day) => ({
      key: `${folder}${partitionPath(account, region, day)}${name}`,
      body: lines.flatMap((line) => (line.day === day ? [`${line.text}\n`] : [])).join(''),
    })),
  );
}

function withoutOutbox({ outbox: _, ...state }: State): State {
  return state;
}
