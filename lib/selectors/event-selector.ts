import type { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunctionRef } from 'aws-cdk-lib/aws-lambda';
import { BUCKET_ARN, canonicalArn } from '../private/canonical-arn';
import type { AdvancedEventSelector } from '../selection/selector';
import type { DataEventsOfOptions, DataEventsOptions, ManagementEventsOptions, NetworkActivityOptions } from './event-selector-options';
import type { FieldSelector } from './field-selector';
import { ManagementEventSource } from './management-event-source';
import type { NetworkEventSource } from './network-event-source';
import { ReadWrite } from './read-write';
import { dataFields, type Fields, field, toSelector, unlessEmpty } from './render';
import { ResourceType } from './resource-type';
import type { S3Objects } from './s3-objects';

/**
 * Which events a trail logs: an event is logged if any of the trail's selectors matches it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export abstract class EventSelector {
  /**
   * Management events: what is done to the resources of the account.
   *
   * The first copy of each is free of charge; a second trail that logs them is not.
   */
  public static managementEvents(options: ManagementEventsOptions = {}): EventSelector {
    return new AdvancedSelector(options.name, [
      field('eventCategory', { equalTo: ['Management'] }),
      field('eventSource', { notEquals: unlessEmpty(options.exclude?.map(({ value }) => value)) }),
      readOnly(options.readWrite),
    ]);
  }

  /**
   * Management events without the reads of KMS: `Encrypt`, `Decrypt` and `GenerateDataKey`, most of what a busy account logs.
   *
   * CloudTrail can leave out all of KMS or nothing, so these are two selectors: everything but KMS, and every write.
   */
  public static managementEventsWithoutKmsReads(): EventSelector[] {
    return [
      EventSelector.managementEvents({ exclude: [ManagementEventSource.KMS], name: 'everything but KMS' }),
      EventSelector.managementEvents({ readWrite: ReadWrite.WRITE_ONLY, name: 'writes, of KMS as well' }),
    ];
  }

  /**
   * Data events on S3 objects, such as `GetObject` and `PutObject`.
   *
   * @param objects the objects; at least one entry
   * @param options further conditions
   */
  public static s3Objects(objects: S3Objects[], options: DataEventsOfOptions = {}): EventSelector {
    mustName('s3Objects', 'S3Objects.of(bucket)', objects);
    const prefixes = objects.flatMap(({ _arnPrefix }) => _arnPrefix ?? []);
    // One entry that stands for all buckets makes the others superfluous: conditions within a field are alternatives.
    const all = prefixes.length < objects.length;
    return new AdvancedSelector(options.name, [
      ...dataFields(ResourceType.S3_OBJECT, options),
      field('resources.ARN', { startsWith: all ? undefined : prefixes }),
      readOnly(options.readWrite),
    ]);
  }

  /**
   * Invocations of Lambda functions.
   *
   * @param functions the functions; at least one. For all of them: `dataEvents(ResourceType.LAMBDA_FUNCTION)`
   * @param options further conditions
   */
  public static lambdaInvocations(functions: IFunctionRef[], options: DataEventsOfOptions = {}): EventSelector {
    mustName('lambdaInvocations', 'a function', functions);
    return new AdvancedSelector(options.name, [
      ...dataFields(ResourceType.LAMBDA_FUNCTION, options),
      field('resources.ARN', { equalTo: functions.map(arnOfFunction) }),
      readOnly(options.readWrite),
    ]);
  }

  /**
   * Reads and writes of the items of DynamoDB tables, such as `GetItem` and `PutItem`.
   *
   * @param tables the tables; at least one. For all of them: `dataEvents(ResourceType.DYNAMODB_TABLE)`
   * @param options further conditions
   */
  public static dynamoDbItems(tables: ITableRef[], options: DataEventsOfOptions = {}): EventSelector {
    mustName('dynamoDbItems', 'a table', tables);
    return new AdvancedSelector(options.name, [
      ...dataFields(ResourceType.DYNAMODB_TABLE, options),
      field('resources.ARN', { equalTo: tables.map(({ tableRef }) => tableRef.tableArn) }),
      readOnly(options.readWrite),
    ]);
  }

  /**
   * Data events: what is done in a resource. They are charged for by their number.
   *
   * @param type the type of the resources
   * @param options which resources and events; by default, all of the type
   */
  public static dataEvents(type: ResourceType, options: DataEventsOptions = {}): EventSelector {
    const prefixes = options.resourceArnPrefixes ?? (options.resourceArns ? [] : ['']);
    if (type.value === ResourceType.S3_OBJECT.value && prefixes.some((prefix) => BUCKET_ARN.startsWith(canonicalArn(prefix)))) {
      throw new Error(
        '[cdk-cloudtrail:Selector.allBucketsWithoutConsent] a selector of AWS::S3::Object that names no objects logs those of all buckets; use EventSelector.s3Objects() with S3Objects.of(bucket), or with S3Objects.ofAllBuckets() and its consent',
      );
    }
    return new AdvancedSelector(options.name, [
      ...dataFields(type, options),
      field('resources.ARN', {
        equalTo: options.resourceArns,
        startsWith: options.resourceArnPrefixes,
        notStartsWith: unlessEmpty(options.excludeResourceArnPrefixes),
      }),
      readOnly(options.readWrite),
    ]);
  }

  /**
   * Calls through VPC endpoints. They are charged for by their number, and delivered to a folder of their own.
   *
   * @param source the service that is called; CloudTrail takes one per selector
   * @param options which calls
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
   */
  public static networkActivity(source: NetworkEventSource, options: NetworkActivityOptions = {}): EventSelector {
    return new AdvancedSelector(options.name, [
      field('eventCategory', { equalTo: ['NetworkActivity'] }),
      field('eventSource', { equalTo: [source.value] }),
      field('eventName', { equalTo: options.eventNames }),
      field('errorCode', { equalTo: options.deniedOnly ? ['VpceAccessDenied'] : undefined }),
      field('vpcEndpointId', { equalTo: options.vpcEndpointIds }),
      ...(options.where ?? []),
    ]);
  }

  /**
   * A selector by its fields, as CloudTrail documents them: for what is newer than this library.
   *
   * @param fields all fields, `eventCategory` among them
   * @param name a name for people. Default - the selector has no name
   */
  public static fromFieldSelectors(fields: FieldSelector[], name?: string): EventSelector {
    return new AdvancedSelector(name, fields);
  }

  /** @internal */
  public abstract _render(): AdvancedEventSelector;
}

class AdvancedSelector extends EventSelector {
  constructor(
    private readonly name: string | undefined,
    private readonly fields: Fields,
  ) {
    super();
  }

  /** @internal */
  public _render(): AdvancedEventSelector {
    return toSelector(this.name, this.fields);
  }
}

function readOnly(readWrite: ReadWrite = ReadWrite.ALL): FieldSelector {
  return field('readOnly', { equalTo: readWrite === ReadWrite.ALL ? undefined : [String(readWrite === ReadWrite.READ_ONLY)] });
}

function mustName(factory: string, example: string, resources: readonly unknown[]): void {
  if (resources.length > 0) return;
  throw new Error(`[cdk-cloudtrail:Selector.noResources] ${factory}() must name what is logged, got []; pass ${example}, or leave the selector out`);
}

/** An alias or a version stands for its function: CloudTrail names the function in its events. */
function arnOfFunction(fn: IFunctionRef): string {
  const { lambda } = fn as { lambda?: IFunctionRef };
  return (lambda ?? fn).functionRef.functionArn;
}
