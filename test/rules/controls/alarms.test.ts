import type { PatternSource } from '../../../lib/rules/controls/alarms/demands';
import { ALARM_RULES } from '../../../lib/rules/controls/alarms/rules';
import { TOPIC_RULES } from '../../../lib/rules/controls/topic/rules';
import { withAlarms } from './alarms-template';
import { resultsOf, testFixtures } from './fixture';
import { alarmActionsEnabled } from './fixtures/alarm-actions-enabled';
import { alarmSubscriber } from './fixtures/alarm-subscriber';
import { cloudtrailChanges } from './fixtures/cloudtrail-changes';
import { cmkDisableOrDelete } from './fixtures/cmk-disable-or-delete';
import { configChanges } from './fixtures/config-changes';
import { consoleAuthFailures } from './fixtures/console-auth-failures';
import { consoleSignInWithoutMfa } from './fixtures/console-sign-in-without-mfa';
import { iamPolicyChanges } from './fixtures/iam-policy-changes';
import { naclChanges } from './fixtures/nacl-changes';
import { networkGatewayChanges } from './fixtures/network-gateway-changes';
import { organizationsChanges } from './fixtures/organizations-changes';
import { rootUsage } from './fixtures/root-usage';
import { routeTableChanges } from './fixtures/route-table-changes';
import { s3BucketPolicyChanges } from './fixtures/s3-bucket-policy-changes';
import { securityGroupChanges } from './fixtures/security-group-changes';
import { unauthorizedApiCalls } from './fixtures/unauthorized-api-calls';
import { vpcChanges } from './fixtures/vpc-changes';
import type { Template } from './hardened';

testFixtures([
  ...unauthorizedApiCalls,
  ...consoleSignInWithoutMfa,
  ...rootUsage,
  ...iamPolicyChanges,
  ...cloudtrailChanges,
  ...consoleAuthFailures,
  ...cmkDisableOrDelete,
  ...s3BucketPolicyChanges,
  ...configChanges,
  ...securityGroupChanges,
  ...naclChanges,
  ...networkGatewayChanges,
  ...routeTableChanges,
  ...vpcChanges,
  ...organizationsChanges,
  ...alarmActionsEnabled,
  ...alarmSubscriber,
]);

const SOURCES: readonly PatternSource[] = ['securityHub', 'cis-1.4', 'cis-3.0', 'cis-5.0', 'cis-7.0'];

test.each(SOURCES)('a hardened template with alarms for %s passes every rule about alarms and topics', (patterns) => {
  const rules = [...ALARM_RULES, ...TOPIC_RULES];
  const template = (changed: Template) => void withAlarms(changed, patterns);
  const verdicts = rules.map(({ id }) => [
    id,
    ...new Set(resultsOf({ rule: id, name: '', template, verdict: 'pass', parameters: { patterns } }).map(({ verdict }) => verdict)),
  ]);

  expect(verdicts).toEqual(rules.map(({ id }) => [id, 'pass']));
});
