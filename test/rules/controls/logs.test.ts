import { testFixtures } from './fixture';
import { logGroupEncrypted } from './fixtures/log-group-encrypted';
import { logGroupRetention } from './fixtures/log-group-retention';
import { logsRoleLeastPrivilege } from './fixtures/logs-role-least-privilege';
import { noInlinePolicy } from './fixtures/no-inline-policy';

testFixtures([...logGroupRetention, ...logGroupEncrypted, ...logsRoleLeastPrivilege, ...noInlinePolicy]);
