import { accessOfCall, dataServiceOfEventSource, dataServiceOfResourceType } from '../log-format/data-plane';
import type { TrailSelectors } from '../selection/basic-selector';
import { type Condition, deselecting, holds, selecting } from '../selection/conditions';
import { loggedParts } from '../selection/normal';
import { type AdvancedEventSelector, categoryOf, fieldSelectorsOf, valuesOf } from '../selection/selector';
import { unresolvedTest, type ValueOptions } from '../selection/unresolved';
import { eventsOf } from './events-of';
import type { Rule } from './rule';

/** An event by its names, as far as a rule says them. */
interface Named {
  readonly source?: string;
  readonly name?: string;
}

/** What a trail would have to log, so that a rule can match. */
export interface Unlogged {
  /** What could be added. */
  readonly fix: string;
}

/**
 * Whether no event that a rule can match is logged by a trail with these selectors; `undefined` where one may be.
 *
 * Only names decide: of events, of sources, and whether a call reads or writes where its name leaves no doubt. What is not certain counts as logged.
 */
export function unloggedBy(rule: Pick<Rule, 'when'>, selectors: TrailSelectors, options: ValueOptions = {}): Unlogged | undefined {
  const parts = loggedParts(selectors).map(({ selector }) => selector);
  const events = eventsOf(rule).flatMap(({ eventSource, eventName }) =>
    alternatives(eventSource).flatMap((source) => alternatives(eventName).map((name) => ({ source, name }))),
  );
  if (events.some((event) => parts.some((selector) => couldLog(selector, event, options)))) return undefined;
  return { fix: fixFor(events, parts) };
}

/** Values of a rule are the same in upper and lower case; those of a selector are not: the rule has the benefit of the doubt. */
function alternatives(values: readonly string[] | undefined): readonly (string | undefined)[] {
  return values?.map((value) => value.toLowerCase()) ?? [undefined];
}

function couldLog(selector: AdvancedEventSelector, { source, name }: Named, options: ValueOptions): boolean {
  const category = categoryOf(selector);
  const access = dataAccessOf({ source, name });
  if (category === 'Management' && access) return false;
  if (category === 'Data' && source !== undefined && !isTypeOf(selector, source, options)) return false;
  const readOnly = category === 'NetworkActivity' ? undefined : readOnlyOf(name, access);
  const known = { eventSource: source, eventName: name, readOnly };
  return Object.entries(known).every(([field, value]) => value === undefined || couldBe(selector, field, value, options));
}

/** What a call does to the data of S3, Lambda or DynamoDB; of other services nobody has a list. */
function dataAccessOf({ source, name }: Named) {
  const service = dataServiceOfEventSource(source);
  const spelled = name && CALL_NAMES.find((call) => call.toLowerCase() === name);
  return service && spelled ? accessOfCall(service, spelled) : undefined;
}

/** How names of data events are spelled that rules are about. */
const CALL_NAMES: readonly string[] = [
  ...['GetObject', 'HeadObject', 'HeadBucket', 'ListObjects', 'PutObject', 'CopyObject', 'DeleteObject', 'DeleteObjects', 'RestoreObject'],
  ...[
    'UploadPart',
    'CreateMultipartUpload',
    'CompleteMultipartUpload',
    'AbortMultipartUpload',
    'GetObjectAcl',
    'PutObjectAcl',
    'SelectObjectContent',
  ],
  ...[
    'Invoke',
    'InvokeExecution',
    'InvokeFunction',
    'GetItem',
    'BatchGetItem',
    'Query',
    'Scan',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'BatchWriteItem',
  ],
];

/** Only the types of three services have sources that are known for sure. */
function isTypeOf(selector: AdvancedEventSelector, source: string, options: ValueOptions): boolean {
  const isUnresolved = unresolvedTest(options);
  return valuesOf(selector, 'resources.type').some((type) => {
    const service = isUnresolved(type) ? undefined : dataServiceOfResourceType(type);
    return service === undefined || service === dataServiceOfEventSource(source);
  });
}

function readOnlyOf(name: string | undefined, access: ReturnType<typeof dataAccessOf>): string | undefined {
  if (access) return String(access === 'read');
  if (name && /^(?:list|describe)/.test(name)) return 'true';
  return name && /^(?:create|delete|put|update|stop|attach|detach|disable|remove|modify|authorize|revoke|terminate)/.test(name) ? 'false' : undefined;
}

function couldBe(selector: AdvancedEventSelector, field: string, value: string, options: ValueOptions): boolean {
  const isUnresolved = unresolvedTest(options);
  const meets = (condition: Condition) => holds({ ...condition, value: condition.value.toLowerCase() }, value);
  return fieldSelectorsOf(selector, field).every((fieldSelector) => {
    const wanted = selecting(fieldSelector);
    const isSelected = wanted.length === 0 || wanted.some((condition) => isUnresolved(condition.value) || meets(condition));
    return isSelected && !deselecting(fieldSelector).some((condition) => !isUnresolved(condition.value) && meets(condition));
  });
}

const DATA_FIX = {
  s3: "'EventSelector.s3Objects()'",
  lambda: "'EventSelector.lambdaInvocations()'",
  dynamodb: "'EventSelector.dynamoDbItems()'",
} as const;

function fixFor(events: readonly Named[], parts: readonly AdvancedEventSelector[]): string {
  const services = new Set(events.flatMap((event) => (dataAccessOf(event) ? (dataServiceOfEventSource(event.source) ?? []) : [])));
  if (services.size > 0) return `add ${[...services].map((service) => DATA_FIX[service]).join(' or ')}`;
  const management = parts.some((selector) => categoryOf(selector) === 'Management');
  return management ? "leave the events in 'EventSelector.managementEvents()' in" : "add 'EventSelector.managementEvents()'";
}
