import type { CloudTrailRecord } from '../log-format/record';
import { JsonBytes } from './simulate-bytes';
import { ScannedMembers } from './simulate-members';
import { NameTokens } from './simulate-names';

/** An element of `Records`, as far as a simulation reads it; `undefined` where it is no object. */
export type ScannedRecord = CloudTrailRecord | undefined;

/** The members that are read, by number; zero are all others. */
const ID = {
  eventID: 1,
  eventTime: 2,
  eventVersion: 3,
  eventSource: 4,
  eventName: 5,
  eventType: 6,
  eventCategory: 7,
  managementEvent: 8,
  readOnly: 9,
  awsRegion: 10,
  recipientAccountId: 11,
  errorCode: 12,
  vpcEndpointId: 13,
  sessionCredentialFromConsole: 14,
  userIdentity: 15,
  resources: 16,
  Records: 17,
  type: 18,
  arn: 19,
  invokedBy: 20,
  sessionContext: 21,
  sessionIssuer: 22,
  ARN: 23,
  ARNPrefix: 24,
} as const;
const tokens = new NameTokens(ID);

/**
 * The records of the JSON of a log file with only the members that a simulation reads.
 *
 * Faster than parsing all of it, since most of a record is what was asked and answered. It is exact: members are read where they stand in the
 * structure, never by searching for their names, which callers can also write into parameters. What it does not understand throws.
 */
export function scanRecords(json: Buffer): ScannedRecord[] {
  const bytes = new JsonBytes(json, tokens);
  let records: ScannedRecord[] | undefined;
  if (!bytes.isObject()) throw new Error('an object was expected');
  for (let more = bytes.enter(); more; more = bytes.more()) {
    if (bytes.name() === ID.Records) records = recordsOf(bytes);
    else bytes.skip();
  }
  if (!records || !bytes.isAtEnd()) throw new Error("no array 'Records', or something after it");
  return records;
}

function recordsOf(bytes: JsonBytes): ScannedRecord[] {
  if (!bytes.isArray()) throw new Error('an array was expected');
  const records: ScannedRecord[] = [];
  for (let more = bytes.enter(); more; more = bytes.more()) {
    if (bytes.isObject()) records.push(recordOf(bytes) as CloudTrailRecord);
    else {
      bytes.value();
      records.push(undefined);
    }
  }
  return records;
}

function recordOf(bytes: JsonBytes) {
  const record = new ScannedMembers();
  for (let more = bytes.enter(); more; more = bytes.more()) {
    const id = bytes.name();
    if (id === 0) bytes.skip();
    else if (id === ID.eventID) record.eventID = bytes.value();
    else if (id === ID.eventTime) record.eventTime = bytes.value();
    else if (id === ID.eventVersion) record.eventVersion = bytes.repeated();
    else if (id === ID.eventSource) record.eventSource = bytes.repeated();
    else if (id === ID.eventName) record.eventName = bytes.repeated();
    else if (id === ID.eventType) record.eventType = bytes.repeated();
    else if (id === ID.eventCategory) record.eventCategory = bytes.repeated();
    else if (id === ID.managementEvent) record.managementEvent = bytes.repeated();
    else if (id === ID.readOnly) record.readOnly = bytes.repeated();
    else if (id === ID.awsRegion) record.awsRegion = bytes.repeated();
    else if (id === ID.recipientAccountId) record.recipientAccountId = bytes.repeated();
    else if (id === ID.errorCode) record.errorCode = bytes.repeated();
    else if (id === ID.vpcEndpointId) record.vpcEndpointId = bytes.repeated();
    else if (id === ID.sessionCredentialFromConsole) record.sessionCredentialFromConsole = bytes.repeated();
    else if (id === ID.userIdentity) record.userIdentity = bytes.isObject() ? identityOf(bytes) : bytes.value();
    else if (id === ID.resources) record.resources = bytes.isArray() ? resourcesOf(bytes) : bytes.value();
    else bytes.skip();
  }
  return record;
}

function identityOf(bytes: JsonBytes): unknown {
  const identity = { type: undefined as unknown, arn: undefined as unknown, invokedBy: undefined as unknown, sessionContext: undefined as unknown };
  for (let more = bytes.enter(); more; more = bytes.more()) {
    const id = bytes.name();
    if (id === ID.type) identity.type = bytes.repeated();
    else if (id === ID.arn) identity.arn = bytes.repeated();
    else if (id === ID.invokedBy) identity.invokedBy = bytes.repeated();
    else if (id === ID.sessionContext) identity.sessionContext = bytes.isObject() ? sessionOf(bytes) : bytes.value();
    else bytes.skip();
  }
  return identity;
}

function sessionOf(bytes: JsonBytes): unknown {
  const session = { sessionIssuer: undefined as unknown };
  for (let more = bytes.enter(); more; more = bytes.more()) {
    if (bytes.name() !== ID.sessionIssuer) bytes.skip();
    else session.sessionIssuer = bytes.isObject() ? issuerOf(bytes) : bytes.value();
  }
  return session;
}

function issuerOf(bytes: JsonBytes): unknown {
  const issuer = { arn: undefined as unknown };
  for (let more = bytes.enter(); more; more = bytes.more()) {
    if (bytes.name() === ID.arn) issuer.arn = bytes.repeated();
    else bytes.skip();
  }
  return issuer;
}

function resourcesOf(bytes: JsonBytes): unknown[] {
  const resources: unknown[] = [];
  for (let more = bytes.enter(); more; more = bytes.more()) resources.push(bytes.isObject() ? resourceOf(bytes) : bytes.value());
  return resources;
}

function resourceOf(bytes: JsonBytes): unknown {
  const resource = { type: undefined as unknown, ARN: undefined as unknown, ARNPrefix: undefined as unknown };
  for (let more = bytes.enter(); more; more = bytes.more()) {
    const id = bytes.name();
    if (id === ID.type) resource.type = bytes.repeated();
    else if (id === ID.ARN) resource.ARN = bytes.value();
    else if (id === ID.ARNPrefix) resource.ARNPrefix = bytes.value();
    else bytes.skip();
  }
  return resource;
}
