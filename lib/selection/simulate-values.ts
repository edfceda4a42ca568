import type { CloudTrailRecord, EventResource } from '../log-format/record';
import { KNOWN_FIELDS } from './fields';
import { type AdvancedEventSelector, valuesOf } from './selector';

/** Reads what an event says in a field; `undefined` where the event may say more than its record tells. */
export type Reader = (record: CloudTrailRecord, category: string) => readonly string[] | undefined;

const NONE: readonly string[] = [];

/** As `valuesInEvent()`, for many events: what depends on the selector alone is done once. */
export function readerOf(field: string, selector: AdvancedEventSelector): Reader {
  switch (field) {
    case 'eventCategory':
      return (_, category) => [category];
    case 'readOnly':
      return ({ readOnly }) => (readOnly === undefined || readOnly === null ? undefined : [String(readOnly)]);
    case 'resources.type':
      return typesIn;
    case 'resources.ARN': {
      const types = valuesOf(selector, 'resources.type');
      return ({ resources }) => (Array.isArray(resources) ? arnsIn(resources, types) : NONE);
    }
    case 'userIdentity.arn':
      return ({ userIdentity }) => scalar(userIdentity?.arn);
    default:
      return KNOWN_FIELDS.has(field) ? (record) => scalar((record as Readonly<Record<string, unknown>>)[field]) : () => undefined;
  }
}

function typesIn({ resources }: CloudTrailRecord): readonly string[] | undefined {
  if (!Array.isArray(resources)) return NONE;
  const types: string[] = [];
  for (const resource of resources as readonly unknown[]) {
    if (!isResource(resource)) continue;
    if (resource.type === undefined) return undefined;
    types.push(resource.type);
  }
  return types;
}

function arnsIn(resources: readonly unknown[], types: readonly string[]): readonly string[] | undefined {
  const arns: string[] = [];
  for (const resource of resources) {
    if (!isResource(resource)) continue;
    // Which ARNs such a record has is asked elsewhere.
    if (resource.type === undefined) return undefined;
    const arn = resource.ARN ?? resource.ARNPrefix;
    if (arn !== undefined && arn !== null && types.includes(resource.type)) arns.push(arn);
  }
  return arns;
}

function isResource(resource: unknown): resource is EventResource {
  return typeof resource === 'object' && resource !== null;
}

function scalar(value: unknown): readonly string[] {
  return value === undefined || value === null ? NONE : [String(value)];
}
