import { testFixtures } from './fixture';
import { allRegions } from './fixtures/all-regions';
import { customerKey } from './fixtures/customer-key';
import { globalServiceEvents } from './fixtures/global-service-events';
import { isLogging } from './fixtures/is-logging';
import { logFileValidation } from './fixtures/log-file-validation';
import { organizationTrail } from './fixtures/organization-trail';

testFixtures([...isLogging, ...allRegions, ...globalServiceEvents, ...logFileValidation, ...customerKey, ...organizationTrail]);
