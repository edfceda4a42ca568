import type { AccessRow } from './row';
import { jsonOf, type Who } from './who';

/**
 * The same as `JSON.stringify()` of a row, at a third of its cost: who acted is half of a line, and the same in many.
 *
 * @param isPlain whether the texts of the record are ASCII, and the same in JSON
 */
export function rowLine(row: AccessRow, who: Who, isPlain: boolean): string {
  const json = isPlain ? inQuotes : quoted;
  const member = (name: string, value: string | undefined) => (value === undefined ? '' : `,"${name}":${json(value)}`);
  const { eventTime, eventID, account, region, resources, itemKeys } = row;
  const start = `{"eventTime":${quoted(eventTime)},"eventID":${json(eventID)},"account":${json(account)},"region":${json(region)},${jsonOf(who)}`;
  const what = `,"access":"${row.access}","outcome":"${row.outcome}","eventSource":${json(row.eventSource)},"eventName":${json(row.eventName)}`;
  const which = `,"resources":[${resources.map(quoted).join(',')}]${itemKeys ? `,"itemKeys":${JSON.stringify(itemKeys)}` : ''}`;
  const how = `${member('errorCode', row.errorCode)}${member('sourceIPAddress', row.sourceIPAddress)}${member('userAgent', row.userAgent)}`;
  const rest = `${member('vpcEndpointId', row.vpcEndpointId)}${member('sharedEventID', row.sharedEventID)},"logFile":${quotedOnce(row.logFile)}`;
  return `${start}${what}${which}${how}${rest}}`;
}

function inQuotes(text: string): string {
  return `"${text}"`;
}

/** Rows of a file come one after the other. */
function quotedOnce(text: string): string {
  if (last.text !== text) last = { text, json: JSON.stringify(text) };
  return last.json;
}

let last = { text: '', json: '""' };

function quoted(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
