import { isObject } from '../../../lib/detection/values';
import { readLogFile } from '../../../lib/log-format/log-file';
import type { Unpacked } from '../shared/unpacked';

/**
 * The records of a file: a log file as delivered, a record, an array of records, the answer of lookup-events, events of EventBridge, or any of these
 * on each line. What cannot be read of it is `undefined`: it counts, and keeps its place.
 */
export function recordsIn({ content, json }: Unpacked, name: string): readonly unknown[] {
  // It says why what looks like gzip could not be unpacked.
  if (!json && content[0] === 0x1f && content[1] === 0x8b) return readLogFile(content, name).map(({ record }) => record);
  const text = (json ?? content).toString('utf8').replace(/^\uFEFF/, '');
  const whole = parse(text);
  const records = whole === undefined ? text.split('\n').flatMap((line) => (line.trim() === '' ? [] : recordsOf(parse(line)))) : recordsOf(whole);
  // A log file without records says so; one without content says nothing.
  const says = whole !== undefined || records.length > 0;
  if (!says || (records.length > 0 && records.every((record) => record === undefined))) {
    throw new Error(`'${name}' has no record of CloudTrail: neither as JSON nor line by line; pass over it or restore it`);
  }
  return records;
}

function recordsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(recordsOf);
  if (!isObject(value)) return [undefined];
  const { Records, Events, CloudTrailEvent, detail } = value;
  if (Array.isArray(Records)) return Records.map((record) => (isObject(record) ? record : undefined));
  if (Array.isArray(Events)) return Events.flatMap(recordsOf);
  if (typeof CloudTrailEvent === 'string') return recordsOf(parse(CloudTrailEvent));
  if (isObject(detail) && 'eventName' in detail) return [detail];
  return ['eventName' in value || 'eventCategory' in value ? value : undefined];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
