import { testFixtures } from './fixture';
import { acceptsDelivery } from './fixtures/accepts-delivery';
import { accessLogging } from './fixtures/access-logging';
import { aclsDisabled } from './fixtures/acls-disabled';
import { blockPublicAccess } from './fixtures/block-public-access';
import { confusedDeputy } from './fixtures/confused-deputy';
import { events } from './fixtures/events';
import { hasLifecycle } from './fixtures/has-lifecycle';
import { keptLongEnough } from './fixtures/kept-long-enough';
import { kmsDefault } from './fixtures/kms-default';
import { mfaDelete } from './fixtures/mfa-delete';
import { noPublicGrant } from './fixtures/no-public-grant';
import { objectLock } from './fixtures/object-lock';
import { replicated } from './fixtures/replicated';
import { retained } from './fixtures/retained';
import { tlsOnly } from './fixtures/tls-only';
import { versioned } from './fixtures/versioned';

testFixtures([
  ...blockPublicAccess,
  ...noPublicGrant,
  ...accessLogging,
  ...tlsOnly,
  ...versioned,
  ...kmsDefault,
  ...objectLock,
  ...keptLongEnough,
  ...retained,
  ...confusedDeputy,
  ...acceptsDelivery,
  ...mfaDelete,
  ...replicated,
  ...events,
  ...aclsDisabled,
  ...hasLifecycle,
]);
