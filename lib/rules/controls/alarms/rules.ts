import type { ControlRule } from '../control-rule';
import { alarmActionsEnabled } from './alarm-actions-enabled';
import { alarmSubscriber } from './alarm-subscriber';
import { cloudtrailChanges } from './cloudtrail-changes';
import { cmkDisableOrDelete } from './cmk-disable-or-delete';
import { configChanges } from './config-changes';
import { consoleAuthFailures } from './console-auth-failures';
import { consoleSignInWithoutMfa } from './console-sign-in-without-mfa';
import { iamPolicyChanges } from './iam-policy-changes';
import { naclChanges } from './nacl-changes';
import { networkGatewayChanges } from './network-gateway-changes';
import { organizationsChanges } from './organizations-changes';
import { rootUsage } from './root-usage';
import { routeTableChanges } from './route-table-changes';
import { s3BucketPolicyChanges } from './s3-bucket-policy-changes';
import { securityGroupChanges } from './security-group-changes';
import { unauthorizedApiCalls } from './unauthorized-api-calls';
import { vpcChanges } from './vpc-changes';

/** In the order of their ids. */
export const ALARM_RULES: readonly ControlRule[] = [
  unauthorizedApiCalls,
  consoleSignInWithoutMfa,
  rootUsage,
  iamPolicyChanges,
  cloudtrailChanges,
  consoleAuthFailures,
  cmkDisableOrDelete,
  s3BucketPolicyChanges,
  configChanges,
  securityGroupChanges,
  naclChanges,
  networkGatewayChanges,
  routeTableChanges,
  vpcChanges,
  organizationsChanges,
  alarmActionsEnabled,
  alarmSubscriber,
];
