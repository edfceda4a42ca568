import type { ControlRule } from '../control-rule';
import { allManagementEvents } from './all-management-events';
import { allRegions } from './all-regions';
import { cloudWatchLogs } from './cloud-watch-logs';
import { customerKey } from './customer-key';
import { deliveryNotification } from './delivery-notification';
import { globalServiceEvents } from './global-service-events';
import { insights } from './insights';
import { isLogging } from './is-logging';
import { logFileValidation } from './log-file-validation';
import { objectReads } from './object-reads';
import { objectWrites } from './object-writes';
import { organizationTrail } from './organization-trail';
import { tagged } from './tagged';

/** In the order of their ids. */
export const TRAIL_RULES: readonly ControlRule[] = [
  isLogging,
  allRegions,
  globalServiceEvents,
  logFileValidation,
  customerKey,
  cloudWatchLogs,
  allManagementEvents,
  objectWrites,
  objectReads,
  insights,
  deliveryNotification,
  organizationTrail,
  tagged,
];
