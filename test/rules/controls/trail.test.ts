import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import { TRAIL_RULES } from '../../../lib/rules/controls/trail/rules';
import { resultsOf, testFixtures } from './fixture';
import { allManagementEvents } from './fixtures/all-management-events';
import { allRegions } from './fixtures/all-regions';
import { cloudWatchLogs } from './fixtures/cloud-watch-logs';
import { customerKey } from './fixtures/customer-key';
import { deliveryNotification } from './fixtures/delivery-notification';
import { globalServiceEvents } from './fixtures/global-service-events';
import { insights } from './fixtures/insights';
import { isLogging } from './fixtures/is-logging';
import { logFileValidation } from './fixtures/log-file-validation';
import { objectReads } from './fixtures/object-reads';
import { objectWrites } from './fixtures/object-writes';
import { organizationTrail } from './fixtures/organization-trail';
import { tagged } from './fixtures/tagged';

testFixtures([
  ...isLogging,
  ...allRegions,
  ...globalServiceEvents,
  ...logFileValidation,
  ...customerKey,
  ...cloudWatchLogs,
  ...allManagementEvents,
  ...objectWrites,
  ...objectReads,
  ...insights,
  ...deliveryNotification,
  ...organizationTrail,
  ...tagged,
]);

test('a hardened trail of one account passes every rule about trails but that for organizations', () => {
  const failing = TRAIL_RULES.filter(({ id }) =>
    resultsOf({ rule: id, name: '', template: () => {}, verdict: 'pass' }).some(({ verdict }) => verdict !== 'pass'),
  );

  expect(failing.map(({ name }) => name)).toEqual(['OrganizationTrail']);
});

test('rules about trails are in the order of their ids', () => {
  const ids = CONTROL_RULES.map(({ id }) => id).filter((id) => id.startsWith('TRAIL-'));

  expect(ids).toEqual(Array.from({ length: 13 }, (_, index) => `TRAIL-${String(index + 1).padStart(2, '0')}`));
});
