import { testFixtures } from './fixture';
import { logFileValidation } from './fixtures/log-file-validation';

testFixtures([...logFileValidation]);
