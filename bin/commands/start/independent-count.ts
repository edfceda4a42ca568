import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/**
 * A second opinion, deliberately simple: the files straight from the disk, `JSON.parse`, a set of event ids.
 * It shares no line with the handler and its libraries, so that one mistake cannot make both counts wrong alike.
 */
export interface IndependentCount {
  readonly records: number;
  /** How many events accessed data, by the id that the copies for several accounts share, or their own: more than one of an id where accounts use the same. */
  readonly events: ReadonlyMap<string, number>;
  readonly unreadable: readonly string[];
}

/** Stands for all events without an id: those are told apart by their content. */
export const WITHOUT_ID = 'without an id';

interface Event {
  readonly eventID?: string;
  readonly sharedEventID?: string;
  readonly eventTime?: string;
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly eventCategory?: string;
  readonly managementEvent?: boolean;
  readonly recipientAccountId?: string;
  readonly resources?: { type?: string }[];
}

const sources = ['s3', 's3lifecycle', 's3-authn-errors', 'lambda', 'dynamodb', 'streams.dynamodb'].map((name) => `${name}.amazonaws.com`);
const types = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'];

/** Names of data events of the time before 2019, when records did not say that they are. */
const oldNames =
  /^(Invoke|(Get|Head|Put|Delete|Copy|List|Restore)Objects?(Acl|Tagging|Torrent)?|(Create|Complete|Abort)MultipartUpload|UploadPart|ListParts)$/;

export function countIndependently(files: readonly string[]): IndependentCount {
  let records = 0;
  const found = new Map<string, Set<string>>();
  const unreadable: string[] = [];
  for (const file of files) {
    try {
      const bytes = readFileSync(file);
      const events: Event[] = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')).Records;
      records += events.length;
      for (const event of events.filter(isAccess)) {
        const id = event.sharedEventID ?? event.eventID ?? WITHOUT_ID;
        found.set(id, (found.get(id) ?? new Set()).add(differenceOf(event)));
      }
    } catch {
      unreadable.push(file);
    }
  }
  return { records, events: new Map([...found].map(([id, different]) => [id, different.size])), unreadable };
}

/** What tells events of one id apart. */
function differenceOf(event: Event): string {
  if (event.sharedEventID) return 'the same for all accounts';
  return event.eventID ? String(event.recipientAccountId) : JSON.stringify(event);
}

function isAccess(event: Event): boolean {
  if (typeof event !== 'object' || event === null || Number.isNaN(Date.parse(String(event.eventTime)))) return false;
  const { eventSource = '', eventName = '', eventCategory, managementEvent, resources } = event;
  const ofData = sources.includes(eventSource) || resources?.some(({ type }) => types.includes(String(type)));
  if (eventCategory !== undefined) return eventCategory === 'Data' && ofData === true;
  if (managementEvent !== undefined) return !managementEvent && ofData === true;
  return sources.includes(eventSource) && oldNames.test(eventName);
}
