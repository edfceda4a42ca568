import { type DataService, dataServiceOfEventSource } from '../../lib/log-format/data-plane';
import { MemberMemo } from '../../lib/log-format/member-memo';
import { type CloudTrailRecord, eventTimeOf } from '../../lib/log-format/record';
import { accessOf, hangsOnParameters, outcomeOf } from './access';
import { nameOf } from './derived-keys';
import { asObject, textOf } from './json';
import { Fragment } from './lines';
import type { Place } from './resources';
import { errorJson, howJson, placeJson, quoted, startJson, whatJson } from './row-line';
import { timeText } from './time';
import { jsonOf, whoOf } from './who';

// What many records have in common, made text once. It is `undefined` where more of a record has to be read.

/** When an event happened. */
export interface Moment {
  readonly time: number;
  readonly start: Fragment;
}

/** Which call it was. */
export interface Call extends Place {
  /** Whose data it was about. */
  readonly service: DataService;
  readonly where: Fragment;
  readonly what: Fragment;
  readonly error: Fragment | undefined;
}

/** Who called, and from where. */
export interface Caller {
  readonly who: Fragment;
  readonly how: Fragment;
}

export const moments = new MemberMemo(['eventTime'], momentOf);
export const calls = new MemberMemo(
  ['eventSource', 'eventName', 'eventCategory', 'readOnly', 'errorCode', 'awsRegion', 'recipientAccountId'],
  callOf,
);
export const callers = new MemberMemo(['userIdentity', 'sourceIPAddress', 'userAgent', 'vpcEndpointId'], callerOf);

function momentOf(record: CloudTrailRecord): Moment | undefined {
  const time = eventTimeOf(record);
  return time === undefined ? undefined : { time, start: new Fragment(startJson(timeText(time))) };
}

function callOf(record: CloudTrailRecord): Call | 'not data' | undefined {
  const { eventCategory } = record;
  const [eventSource, eventName, errorCode] = [textOf(record.eventSource), textOf(record.eventName), textOf(record.errorCode)];
  if (eventSource === undefined || eventName === undefined) return undefined;
  if (eventCategory === 'Management') return 'not data';
  const [service, account, region] = [dataServiceOfEventSource(eventSource), nameOf(record.recipientAccountId), nameOf(record.awsRegion)];
  // Before there were categories more than this told one.
  if (eventCategory !== 'Data' || service === undefined || account === undefined || region === undefined) return undefined;
  if (hangsOnParameters(service, eventName)) return undefined;
  const what = { access: accessOf(record, service), outcome: outcomeOf({ errorCode }), eventSource, eventName };
  return {
    ...{ service, account, region },
    where: new Fragment(placeJson({ account, region }, quoted)),
    what: new Fragment(whatJson(what, quoted)),
    error: errorCode === undefined ? undefined : new Fragment(errorJson({ errorCode }, quoted)),
  };
}

function callerOf(record: CloudTrailRecord): Caller | undefined {
  // Their names are in another member.
  if (asObject(record.userIdentity)?.type === 'IdentityCenterUser') return undefined;
  const [sourceIPAddress, userAgent, vpcEndpointId] = [textOf(record.sourceIPAddress), textOf(record.userAgent), textOf(record.vpcEndpointId)];
  return { who: new Fragment(jsonOf(whoOf(record))), how: new Fragment(howJson({ sourceIPAddress, userAgent, vpcEndpointId }, quoted)) };
}
