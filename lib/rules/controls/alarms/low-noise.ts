import { type AlarmRuleId, demandedPattern } from './demands';

/** Events that a trail has to log for a control to be of use. */
export interface ControlSample {
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly: boolean;
}

/** What people are told of for the sake of a control: what an auditor's pattern counts, without what services do and what came to nothing. */
export interface LowNoise {
  /** In the names of metrics: it lasts. */
  readonly name: string;
  /** What happened, as in `IAM policy changed`. */
  readonly what: string;
  /** A filter pattern. */
  readonly pattern: string;
  /** How many events it takes within `minutes` for an alarm. */
  readonly least: number;
  readonly minutes: number;
  readonly samples: readonly ControlSample[];
}

/** Calls of services have the name of the service in place of an address: deployments by CloudFormation, and what services do on their own. */
const PEOPLE = '($.sourceIPAddress!="*.amazonaws.com") && ($.sourceIPAddress!="AWS Internal")';
/** Also without dry runs, which are an error to CloudTrail. */
const SUCCEEDED = '($.errorCode NOT EXISTS)';
const REFUSED = '($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")';
const SIGN_IN: ControlSample = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', readOnly: false };
const READ: ControlSample = { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers', readOnly: true };

/** By control, in the order of their ids. */
export const LOW_NOISE: Readonly<Record<AlarmRuleId, LowNoise>> = {
  'ALM-01': {
    ...{ name: 'UnauthorizedApiCalls', what: 'call refused', least: 10, minutes: 5 },
    // Somebody without a permission is refused a call now and then; who tries out a stolen key is refused many.
    pattern: `{(${REFUSED}) && ($.eventName!="HeadBucket") && ${PEOPLE}}`,
    samples: [{ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', readOnly: false }, READ],
  },
  'ALM-02': asDemanded('ALM-02', 'ConsoleSignInWithoutMfa', 'console sign-in without a second factor', [SIGN_IN]),
  'ALM-03': asDemanded('ALM-03', 'RootUsage', 'root user used', [SIGN_IN, READ]),
  'ALM-04': changes('ALM-04', 'IamPolicyChanges', 'IAM policy changed', 'iam PutUserPolicy'),
  // Selectors that log nothing blind a trail as well as stopping it, and no text of a benchmark has that.
  'ALM-05': changes('ALM-05', 'CloudTrailChanges', 'trail changed', 'cloudtrail StopLogging', ' || ($.eventName=PutEventSelectors)'),
  'ALM-06': {
    ...asDemanded('ALM-06', 'ConsoleAuthFailures', 'console sign-in failed', [SIGN_IN]),
    // Everybody mistypes a password once or twice.
    ...{ least: 3, minutes: 15 },
  },
  'ALM-07': changes('ALM-07', 'CmkDisableOrDelete', 'key disabled or to be deleted', 'kms DisableKey'),
  'ALM-08': changes('ALM-08', 'S3BucketPolicyChanges', 'policy of a bucket changed', 's3 PutBucketPolicy'),
  'ALM-09': changes('ALM-09', 'ConfigChanges', 'recording of AWS Config changed', 'config StopConfigurationRecorder'),
  'ALM-10': changes('ALM-10', 'SecurityGroupChanges', 'security group changed', 'ec2 AuthorizeSecurityGroupIngress'),
  'ALM-11': changes('ALM-11', 'NaclChanges', 'network access control list changed', 'ec2 CreateNetworkAclEntry'),
  'ALM-12': changes('ALM-12', 'NetworkGatewayChanges', 'network gateway changed', 'ec2 AttachInternetGateway'),
  'ALM-13': changes('ALM-13', 'RouteTableChanges', 'route table changed', 'ec2 CreateRoute'),
  'ALM-14': changes('ALM-14', 'VpcChanges', 'VPC or its peering changed', 'ec2 CreateVpc'),
  'ALM-15': changes('ALM-15', 'OrganizationsChanges', 'organization changed', 'organizations LeaveOrganization'),
};

/** The controls, in the order of their ids. */
export const ALARM_IDS = Object.keys(LOW_NOISE) as readonly AlarmRuleId[];

/** Whether the pattern of an auditor has no noise that could be left out, so that one alarm does for both. */
export function isQuietAsDemanded(id: AlarmRuleId): boolean {
  const { pattern, least } = LOW_NOISE[id];
  return least === 1 && pattern === demandedPattern(id, 'cis-7.0');
}

function asDemanded(id: AlarmRuleId, name: string, what: string, samples: readonly ControlSample[]): LowNoise {
  return { name, what, pattern: demandedPattern(id, 'cis-7.0'), least: 1, minutes: 5, samples };
}

/** Changes that succeeded, by others than services. Names of events alone also match what other services call so, such as `CreatePolicy` of IoT. */
function changes(id: AlarmRuleId, name: string, what: string, sample: string, more = ''): LowNoise {
  const [service, eventName = ''] = sample.split(' ');
  const eventSource = `${service}.amazonaws.com`;
  const demanded = demandedPattern(id, 'cis-7.0').slice(1, -1);
  const events = demanded.includes('$.eventSource=') ? demanded : `($.eventSource=${eventSource}) && (${demanded}${more})`;
  const pattern = `{${events} && ${SUCCEEDED} && ${PEOPLE}}`;
  return { name, what, pattern, least: 1, minutes: 5, samples: [{ eventSource, eventName, readOnly: false }] };
}
