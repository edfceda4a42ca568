import type { AccessRow } from './row';
import { jsonOf, type Who } from './who';

/** The same as `JSON.stringify()` of a row, at a third of its cost: who acted is half of a line, and the same in many. */
export function rowLine(row: AccessRow, who: Who): string {
  const { eventTime, eventID, account, region, resources, itemKeys } = row;
  const start = `{"eventTime":${quoted(eventTime)},"eventID":${quoted(eventID)},"account":${quoted(account)},"region":${quoted(region)},${jsonOf(who)}`;
  const what = `,"access":"${row.access}","outcome":"${row.outcome}","eventSource":${quoted(row.eventSource)},"eventName":${quoted(row.eventName)}`;
  const which = `,"resources":[${resources.map(quoted).join(',')}]${itemKeys ? `,"itemKeys":${JSON.stringify(itemKeys)}` : ''}`;
  const how = `${member('errorCode', row.errorCode)}${member('sourceIPAddress', row.sourceIPAddress)}${member('userAgent', row.userAgent)}`;
  const rest = `${member('vpcEndpointId', row.vpcEndpointId)}${member('sharedEventID', row.sharedEventID)},"logFile":${quotedOnce(row.logFile)}`;
  return `${start}${what}${which}${how}${rest}}`;
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${quoted(value)}`;
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
