import { testFixtures } from './fixture';
import { lakeAllRegions } from './fixtures/lake-all-regions';
import { lakeCustomerKey } from './fixtures/lake-customer-key';
import { lakeTerminationProtection } from './fixtures/lake-termination-protection';

testFixtures([...lakeCustomerKey, ...lakeAllRegions, ...lakeTerminationProtection]);
