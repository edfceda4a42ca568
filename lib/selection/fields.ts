import { MANAGEMENT_EVENT_SOURCES } from './event-sources';
import { type EventCategory, OPERATORS, type Operator } from './selector';

/** What a selector of a trail may demand of a field. */
export interface FieldRule {
  readonly operators: readonly Operator[];
  /** Whether a selector of this category must have it. */
  readonly required?: true;
  /** The only values; without it, any value. */
  readonly values?: readonly string[];
  /** Whether it takes one value only. */
  readonly single?: true;
}

const ANY: FieldRule = { operators: OPERATORS };
const READ_ONLY: FieldRule = { operators: ['Equals'], values: ['true', 'false'], single: true };

/**
 * The fields that a selector of a trail can have, by event category. Event data stores have other ones.
 *
 * CloudTrail adds fields from time to time: one that is in none of these lists may be right.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export const FIELD_RULES: Readonly<Record<EventCategory, Readonly<Record<string, FieldRule>>>> = {
  Management: {
    eventCategory: { operators: ['Equals'], required: true, single: true },
    eventSource: { operators: ['NotEquals'], values: Object.keys(MANAGEMENT_EVENT_SOURCES) },
    readOnly: READ_ONLY,
  },
  Data: {
    eventCategory: { operators: ['Equals'], required: true, single: true },
    'resources.type': { operators: ['Equals'], required: true, single: true },
    readOnly: READ_ONLY,
    eventName: ANY,
    eventSource: ANY,
    eventType: ANY,
    'resources.ARN': ANY,
    sessionCredentialFromConsole: { operators: ['Equals', 'NotEquals'], values: ['true'] },
    'userIdentity.arn': ANY,
  },
  NetworkActivity: {
    eventCategory: { operators: ['Equals'], required: true, single: true },
    eventSource: { operators: ['Equals'], required: true, single: true },
    eventName: ANY,
    errorCode: { operators: ['Equals'], values: ['VpceAccessDenied'] },
    vpcEndpointId: ANY,
    // Since July 2026, and for trails only.
    'userIdentity.arn': ANY,
  },
};

/** Every field that a selector of some category can have. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.values(FIELD_RULES).flatMap((rules) => Object.keys(rules)));

/** Event categories that only an event data store can have. */
export const EVENT_DATA_STORE_CATEGORIES: readonly string[] = ['Insight', 'ConfigurationItem', 'Evidence', 'ActivityAuditLog'];

/** Resource types that are often asked for and that CloudTrail refuses: what is done to these are management events. */
export const REFUSED_RESOURCE_TYPES: readonly string[] = ['AWS::KMS::Key', 'AWS::SSM::ManagedParameter', 'AWS::SecretsManager::Secret'];

/** Resource types that basic event selectors once took; AWS now says that they need advanced ones. */
export const LEGACY_BASIC_TYPES: readonly string[] = [
  'AWS::S3Outposts::Object',
  'AWS::ManagedBlockchain::Node',
  'AWS::S3ObjectLambda::AccessPoint',
  'AWS::EC2::Snapshot',
  'AWS::S3::AccessPoint',
  'AWS::DynamoDB::Stream',
];

/** The insight types of a trail. */
export const INSIGHT_TYPES: readonly string[] = ['ApiCallRateInsight', 'ApiErrorRateInsight'];

/** The templates by which a trail aggregates data events. */
export const AGGREGATION_TEMPLATES: readonly string[] = ['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'];
