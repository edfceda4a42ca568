import type { BasicEventSelector, DataResource } from './basic-selector';
import { deselecting, selecting } from './conditions';
import { RESOURCE_TYPES } from './resource-types';
import { type AdvancedEventSelector, categoryOf, type FieldSelector, fieldSelectorsOf, valuesOf } from './selector';

/** The same selectors of the older kind, or why there are none. */
export type BasicSelectors = { readonly selectors: readonly BasicEventSelector[] } | { readonly reason: string };

/** What "all" is called, and how values are compared: those of objects are prefixes, the others exact. */
const ALL: Readonly<Record<string, { readonly value: string; readonly operator: 'StartsWith' | 'Equals' }>> = {
  'AWS::S3::Object': { value: 's3', operator: 'StartsWith' },
  'AWS::Lambda::Function': { value: 'lambda', operator: 'Equals' },
  'AWS::DynamoDB::Table': { value: 'dynamodb', operator: 'Equals' },
};

/**
 * Advanced event selectors as basic ones, for tools that read only those. Each becomes one that logs the same.
 *
 * @param partition of the ARNs that stand for all resources, such as `aws`
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 */
export function toBasic(selectors: readonly AdvancedEventSelector[], partition: string): BasicSelectors {
  const basic: BasicEventSelector[] = [];
  for (const [index, selector] of selectors.entries()) {
    const one = convert(selector, partition);
    if (typeof one === 'string') return { reason: `selector ${index + 1} ${one}` };
    basic.push(one);
  }
  return { selectors: basic };
}

function convert(selector: AdvancedEventSelector, partition: string): BasicEventSelector | string {
  const [readOnly] = valuesOf(selector, 'readOnly');
  const ReadWriteType = readOnly === undefined ? 'All' : readOnly === 'true' ? 'ReadOnly' : 'WriteOnly';
  const category = categoryOf(selector);
  if (category === 'Management') {
    const excluded = valuesOf(selector, 'eventSource', 'NotEquals');
    return { ReadWriteType, IncludeManagementEvents: true, ...(excluded.length > 0 && { ExcludeManagementEventSources: excluded }) };
  }
  if (category !== 'Data') return 'selects events that basic selectors do not know: only management and data events';
  const resource = resourceOf(selector, partition);
  if (typeof resource === 'string') return resource;
  // Said outright: without it, a selector logs all management events as well.
  return { ReadWriteType, IncludeManagementEvents: false, DataResources: [resource] };
}

function resourceOf(selector: AdvancedEventSelector, partition: string): DataResource | string {
  const [type = ''] = valuesOf(selector, 'resources.type');
  const all = ALL[type];
  if (!all || !RESOURCE_TYPES[type]?.basic)
    return `is of the type ${type}: basic selectors know AWS::S3::Object, AWS::Lambda::Function and AWS::DynamoDB::Table`;
  const foreign = selector.FieldSelectors.find(({ Field }) => !['eventCategory', 'resources.type', 'resources.ARN', 'readOnly'].includes(Field));
  if (foreign) return `has a condition on ${foreign.Field}, which basic selectors do not know`;
  const [row] = fieldSelectorsOf(selector, 'resources.ARN');
  if (!row) return { Type: type, Values: [`arn:${partition}:${all.value}`] };
  return valuesOfRow(row, type, all.operator);
}

function valuesOfRow(row: FieldSelector, Type: string, operator: 'StartsWith' | 'Equals'): DataResource | string {
  if (deselecting(row).length > 0) return 'leaves resources out, which basic selectors cannot: among them the log buckets of the app';
  const conditions = selecting(row);
  const other = conditions.find(({ how }) => how !== operator);
  if (other) return `has the operator ${other.how}, and basic selectors compare the ARNs of ${Type} with ${operator} only`;
  return { Type, Values: conditions.map(({ value }) => value) };
}
