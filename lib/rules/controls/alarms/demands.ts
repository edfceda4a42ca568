import type { RuleParameters } from '../rule-parameters';

/** Whose text a pattern has to follow. */
export type PatternSource = RuleParameters['patterns'];

/** The rules that ask for a metric filter and an alarm. */
export type AlarmRuleId = `ALM-${'01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13' | '14' | '15'}`;

type CisVersion = Exclude<PatternSource, 'securityHub'>;

/**
 * What metric filters have to match for a control.
 *
 * Security Hub asks for its text, to the letter. Of CIS it is the least that any of the accepted texts of a version comes to, read as it is meant:
 *
 * - ALM-01: versions 1.4 to 3.0 join the two exceptions by `||`, so that nearly every event matches, and from 4.0 on `&&` binds the exceptions to one of
 *   the two error codes only. Meant are failed calls but for the exceptions: whoever leaves the exceptions out, as Security Hub does, or writes one of
 *   those texts, matches these calls, too.
 * - ALM-02: of the two texts the longer one matches less.
 * - ALM-06: the text from 4.0 on has lost the quotation marks that a value with a space needs.
 * - ALM-13: from 3.0 on there is a text that names the event source, of which `&&` makes a condition of the first event only. Meant are all of them.
 */
export interface AlarmDemand {
  readonly securityHub?: string;
  readonly cis: Readonly<Record<CisVersion, string>>;
}

const ROUTES = 'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable';
const SECURITY_GROUPS =
  'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup';
const DENIED = '($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")';

/** The patterns of every control, for those who check them and for those who write them. */
export const ALARM_DEMANDS: Readonly<Record<AlarmRuleId, AlarmDemand>> = {
  'ALM-01': {
    ...same(`{(${DENIED}) && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket")}`),
    securityHub: `{${DENIED}}`,
  },
  'ALM-02': same(
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  ),
  'ALM-03': same('{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}'),
  'ALM-04': same(
    events(
      'DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion ' +
        'DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy',
    ),
  ),
  'ALM-05': same(events('CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging')),
  'ALM-06': same('{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}'),
  'ALM-07': same(eventsOf('kms', 'DisableKey ScheduleKeyDeletion')),
  'ALM-08': same(
    eventsOf(
      's3',
      'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication ' +
        'DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication',
    ),
  ),
  'ALM-09': same(eventsOf('config', 'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder')),
  'ALM-10': since('cis-5.0', events(SECURITY_GROUPS), events(`${SECURITY_GROUPS} ModifySecurityGroupRules`)),
  'ALM-11': same(
    events('CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation'),
  ),
  'ALM-12': same(
    events('CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway'),
  ),
  'ALM-13': since('cis-3.0', events(ROUTES), eventsOf('ec2', ROUTES)),
  'ALM-14': same(
    events(
      'CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection ' +
        'RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink',
    ),
  ),
  'ALM-15': {
    cis: ofAll(
      eventsOf(
        'organizations',
        'AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit ' +
          'DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount ' +
          'RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit',
      ),
    ),
  },
};

/** The pattern that a control asks for. Where Security Hub has no such control, it is that of CIS. */
export function demandedPattern(id: AlarmRuleId, source: PatternSource): string {
  const { securityHub, cis } = ALARM_DEMANDS[id];
  return source === 'securityHub' ? (securityHub ?? cis['cis-7.0']) : cis[source];
}

function events(names: string): string {
  return `{${named(names)}}`;
}

function eventsOf(service: string, names: string): string {
  return `{($.eventSource=${service}.amazonaws.com) && (${named(names)})}`;
}

function named(names: string): string {
  return names
    .split(' ')
    .map((name) => `($.eventName=${name})`)
    .join(' || ');
}

function same(text: string): AlarmDemand {
  return { securityHub: text, cis: ofAll(text) };
}

function ofAll(text: string): AlarmDemand['cis'] {
  return { 'cis-1.4': text, 'cis-3.0': text, 'cis-5.0': text, 'cis-7.0': text };
}

/** A text that has changed with a version of CIS. */
function since(version: CisVersion, before: string, after: string): AlarmDemand {
  const cis = Object.fromEntries(Object.keys(ofAll('')).map((each) => [each, each < version ? before : after]));
  return { securityHub: before, cis: cis as AlarmDemand['cis'] };
}
