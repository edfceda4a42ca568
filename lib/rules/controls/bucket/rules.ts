import type { ControlRule } from '../control-rule';
import { acceptsDelivery } from './accepts-delivery';
import { accessLogging } from './access-logging';
import { aclsDisabled } from './acls-disabled';
import { blockPublicAccess } from './block-public-access';
import { confusedDeputy } from './confused-deputy';
import { events } from './events';
import { hasLifecycle } from './has-lifecycle';
import { keptLongEnough } from './kept-long-enough';
import { kmsDefault } from './kms-default';
import { mfaDelete } from './mfa-delete';
import { noPublicGrant } from './no-public-grant';
import { objectLock } from './object-lock';
import { replicated } from './replicated';
import { retained } from './retained';
import { tlsOnly } from './tls-only';
import { versioned } from './versioned';

/** In the order of their ids. */
export const BUCKET_RULES: readonly ControlRule[] = [
  blockPublicAccess,
  noPublicGrant,
  accessLogging,
  tlsOnly,
  versioned,
  kmsDefault,
  objectLock,
  keptLongEnough,
  retained,
  confusedDeputy,
  acceptsDelivery,
  mfaDelete,
  replicated,
  events,
  aclsDisabled,
  hasLifecycle,
];
