import { alertRegion, alertWithoutEvents } from './deploy/alerts';
import { accessLogsLocked, coldSmallObjects, expiresBeforeLock } from './deploy/archive';
import { bucketPolicy } from './deploy/bucket-policy';
import { cloudWatchLogsPair, logGroup } from './deploy/cloud-watch-logs';
import { creationOrder, dependencyCycle } from './deploy/creation-order';
import { encryptionKey } from './deploy/encryption-key';
import { keyPolicy } from './deploy/key-policy';
import { logRolePermissions, logRoleTrust } from './deploy/log-role';
import { loggingLoop } from './deploy/logging-loop';
import { noManagementEvents, paidManagementEvents } from './deploy/management-events';
import { organization } from './deploy/organization';
import { selectors } from './deploy/selectors';
import { fifoTopic, topicKey, topicPolicy } from './deploy/topic';
import { trailCount } from './deploy/trail-count';
import { trailName, trailNameTaken } from './deploy/trail-name';
import { bucketName, globalServiceEvents, keyPrefix, logFileValidation, organizationRegions, tags } from './deploy/trail-properties';
import type { Rule } from './rule';

/** Every rule for templates, in the order in which their findings are told. */
export const DEPLOY_RULES: readonly Rule[] = [
  trailName,
  trailNameTaken,
  trailCount,
  tags,
  globalServiceEvents,
  selectors,
  dependencyCycle,
  creationOrder,
  bucketName,
  keyPrefix,
  bucketPolicy,
  encryptionKey,
  keyPolicy,
  cloudWatchLogsPair,
  logGroup,
  logRoleTrust,
  logRolePermissions,
  topicPolicy,
  topicKey,
  fifoTopic,
  organization,
  organizationRegions,
  logFileValidation,
  noManagementEvents,
  paidManagementEvents,
  loggingLoop,
  accessLogsLocked,
  expiresBeforeLock,
  coldSmallObjects,
  alertWithoutEvents,
  alertRegion,
];
