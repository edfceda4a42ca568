import type { Problem } from '../findings/finding';
import { meansAll, s3PathOf, serviceOfArn } from './arn';
import type { BasicEventSelector, DataResource } from './basic-selector';
import { checkDuplicateValues } from './duplicates';
import { LEGACY_BASIC_TYPES } from './fields';
import { problem } from './problems';
import { RESOURCE_TYPES } from './resource-types';
import { unresolvedTest, type ValueOptions } from './unresolved';

const BASIC_TYPES = Object.keys(RESOURCE_TYPES).filter((type) => RESOURCE_TYPES[type]?.basic);
const SERVICE_OF_TYPE: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 's3',
  'AWS::Lambda::Function': 'lambda',
  'AWS::DynamoDB::Table': 'dynamodb',
};

/** What is wrong with the resources of a basic event selector. */
export function checkDataResources({ DataResources = [] }: BasicEventSelector, place: string, options: ValueOptions): Problem[] {
  const twice = DataResources.filter(({ Type }, index) => DataResources.findIndex((other) => other.Type === Type) < index);
  return [
    ...twice.map(({ Type }) =>
      problem('basicTypeTwice', { message: `${place} has two lists for one resource type`, value: Type, fix: 'merge them into one' }),
    ),
    ...DataResources.flatMap((resource) => [
      ...checkType(resource, place, options),
      ...checkDuplicateValues(`${place}, ${resource.Type}`, resource.Values ?? []),
      ...(resource.Values ?? []).flatMap((value) => checkValue(resource.Type, value, place, options)),
    ]),
  ];
}

function checkType({ Type }: DataResource, place: string, options: ValueOptions): Problem[] {
  if (BASIC_TYPES.includes(Type) || unresolvedTest(options)(Type)) return [];
  const legacy = LEGACY_BASIC_TYPES.includes(Type);
  return [
    problem(legacy ? 'basicTypeLegacy' : 'basicType', {
      message: `${place}: basic event selectors log the data events of ${BASIC_TYPES.join(', ')} alone`,
      value: Type,
      awsMessage: legacy ? undefined : `Value ${Type} for DataResources.Type is invalid`,
      fix: 'use an advanced event selector',
    }),
  ];
}

function checkValue(type: string, value: string, place: string, options: ValueOptions): Problem[] {
  const service = SERVICE_OF_TYPE[type];
  if (service === undefined) return [];
  const refused = (what: 'basicWildcard' | 'basicArn' | 'basicBucketSlash', message: string, fix: string) => [
    problem(what, { message: `${place}: ${message}`, value, awsMessage: `Value ${value} for DataResources.Values is invalid.`, fix }),
  ];
  if (value.includes('*')) {
    return refused(
      'basicWildcard',
      'the values of basic event selectors have no wildcards',
      `${formOf(service)}; for all of them, arn:aws:${service}`,
    );
  }
  if (meansAll(value) && serviceOfArn(value) === service) return service === 'dynamodb' ? [] : [allResources(service, value, place)];

  const isUnresolved = unresolvedTest(options);
  const path = s3PathOf(value);
  if (service === 's3' && path !== undefined && !isUnresolved(path)) {
    if (path.startsWith('/')) return refused('basicArn', 'the value names no bucket', formOf(service));
    return path.includes('/')
      ? []
      : refused('basicBucketSlash', 'the ARN of a bucket ends with a slash here', 'add the slash: it stands for all objects');
  }
  if (isUnresolved(value) || serviceOfArn(value) === service) return [];
  return refused('basicArn', `the value is not the ARN of a resource of the type ${type}`, formOf(service));
}

function formOf(service: string): string {
  return service === 's3' ? 'write arn:aws:s3:::bucket/ or arn:aws:s3:::bucket/prefix' : 'write the ARN of each of them';
}

function allResources(service: string, value: string, place: string): Problem {
  return problem('basicAllResources', {
    message: `${place}: ${service === 's3' ? 'all buckets' : 'all functions'} means those of other accounts too, when principals of this account use them`,
    value,
    fix: 'name the resources, or acknowledge that this is meant',
  });
}
