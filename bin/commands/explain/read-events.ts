import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { CannotRun } from '../shared/terminal';

const SHAPES = 'a record, an array of records, a log file, an event of EventBridge or the answer of lookup-events';

/** The events of a file, or of standard input for `-`. */
export function readEvents(file: string): CloudTrailRecord[] {
  const events = eventsIn(parse(contentOf(file), file), file);
  if (events.length === 0) throw new CannotRun(`${file} has no event; give ${SHAPES}`);
  return events;
}

function contentOf(file: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new CannotRun(`events in ${file} cannot be read (${(error as Error).message}); give a file with ${SHAPES}`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CannotRun(`${file} is not JSON; give ${SHAPES}`);
  }
}

function eventsIn(value: unknown, file: string): CloudTrailRecord[] {
  if (Array.isArray(value)) return value.flatMap((item) => eventsIn(item, file));
  if (typeof value !== 'object' || value === null) throw new CannotRun(`${file} has ${JSON.stringify(value)} in place of an event; give ${SHAPES}`);
  const { Records, Events, CloudTrailEvent, detail } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(Records)) return eventsIn(Records, file);
  if (Array.isArray(Events)) return eventsIn(Events, file);
  if (typeof CloudTrailEvent === 'string') return eventsIn(parse(CloudTrailEvent, file), file);
  // What EventBridge delivers has the record in it.
  if (typeof detail === 'object' && detail !== null && 'eventName' in detail) return eventsIn(detail, file);
  if (!('eventName' in value) && !('eventCategory' in value)) {
    throw new CannotRun(`${file} has an object without eventName (${Object.keys(value).slice(0, 5).join(', ')}); give ${SHAPES}`);
  }
  return [value as CloudTrailRecord];
}
