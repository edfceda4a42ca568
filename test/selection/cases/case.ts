import type { CloudTrailRecord } from '../../../lib/log-format/record';
import type { BasicEventSelector, TrailSelectors } from '../../../lib/selection/basic-selector';
import type { Logged } from '../../../lib/selection/evaluate';
import type { AdvancedEventSelector } from '../../../lib/selection/selector';

/** What decides, where that matters: the selector, counted from zero, and the field. */
interface Decides {
  readonly selector?: number;
  readonly field?: string;
}

/** A question to CloudTrail with the answer that its documentation gives, worked out by hand. */
export interface Case {
  readonly sentence: string;
  readonly logged: Logged;
  readonly event: CloudTrailRecord;
  readonly selectors: TrailSelectors;
  readonly decides: Decides;
  /** What the documentation says, and on which page. */
  readonly because: string;
}

type Row = readonly [logged: Logged, sentence: string, event: CloudTrailRecord, selectors: TrailSelectors, decides?: Decides];

/** Cases that follow from the same words of the documentation. */
export function cases(page: string, says: string, rows: readonly Row[]): Case[] {
  return rows.map(([logged, sentence, event, selectors, decides = {}]) => ({
    logged,
    sentence,
    event,
    selectors,
    decides,
    because: `${says} (${page})`,
  }));
}

/** Trails with basic event selectors. */
export function basic(...EventSelectors: BasicEventSelector[]): TrailSelectors {
  return { EventSelectors };
}

/** Trails with advanced event selectors. */
export function advanced(...AdvancedEventSelectors: AdvancedEventSelector[]): TrailSelectors {
  return { AdvancedEventSelectors };
}

/** A basic event selector of data events alone. */
export function dataOf(Type: string, ...Values: string[]): BasicEventSelector {
  return { IncludeManagementEvents: false, DataResources: [{ Type, Values }] };
}

const GUIDE = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide';
const API = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference';

/** Pages of the documentation. */
export const PAGE = {
  management: `${GUIDE}/logging-management-events-with-cloudtrail.html`,
  data: `${GUIDE}/logging-data-events-with-cloudtrail.html`,
  filtering: `${GUIDE}/filtering-data-events.html`,
  network: `${GUIDE}/logging-network-events-with-cloudtrail.html`,
  insights: `${GUIDE}/logging-insights-events-with-cloudtrail.html`,
  record: `${GUIDE}/cloudtrail-event-reference-record-contents.html`,
  eventSelector: `${API}/API_EventSelector.html`,
  dataResource: `${API}/API_DataResource.html`,
  fieldSelector: `${API}/API_AdvancedFieldSelector.html`,
  putEventSelectors: `${API}/API_PutEventSelectors.html`,
  accessPoints: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-directory-buckets-monitoring-logging.html',
  directoryBuckets: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-one-zone-logging.html',
} as const;
