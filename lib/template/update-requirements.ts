import { UPDATE_TABLE } from './update-table';

/** What CloudFormation does to a resource when a property of it changes. */
export type Update = 'inPlace' | 'replaces' | 'mayReplace' | 'unknown';

/**
 * What an update of a property does. `unknown` for a type or a property that the table does not have: CloudFormation gets new ones every week.
 */
export function updateOf(type: string, property: string): Update {
  const row = rowOf(type);
  if (!row) return 'unknown';
  if (row.replaces.has(property)) return 'replaces';
  // What the properties of a custom resource do is up to the function that answers for it.
  if (row.mayReplace.has(property) || (isCustom(type) && !row.inPlace.has(property))) return 'mayReplace';
  return row.inPlace.has(property) ? 'inPlace' : 'unknown';
}

/** The properties and attributes that together tell a resource from all others of its type; empty for a type that the table does not have. */
export function identifiersOf(type: string): readonly string[] {
  return rowOf(type)?.identifiers ?? [];
}

interface Row {
  readonly identifiers: readonly string[];
  readonly replaces: ReadonlySet<string>;
  readonly mayReplace: ReadonlySet<string>;
  readonly inPlace: ReadonlySet<string>;
}

function rowOf(type: string): Row | undefined {
  const text = UPDATE_TABLE[isCustom(type) ? 'AWS::CloudFormation::CustomResource' : type];
  if (text === undefined) return undefined;
  const [identifiers = [], replaces, mayReplace, inPlace] = text.split('|').map((part) => part.split(' ').filter(Boolean));
  return { identifiers, replaces: new Set(replaces), mayReplace: new Set(mayReplace), inPlace: new Set(inPlace) };
}

function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
