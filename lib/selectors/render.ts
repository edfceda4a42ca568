import { Token } from 'aws-cdk-lib';
import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { AdvancedEventSelector, FieldSelector as Model, Operator } from '../selection/selector';
import type { DataEventsOfOptions } from './event-selector-options';
import type { FieldSelector } from './field-selector';
import type { ResourceType } from './resource-type';

/** The rows of a selector; a row without values says nothing and falls out. */
export type Fields = readonly FieldSelector[];

/** A row of a selector. */
export function field(name: string, operators: Omit<FieldSelector, 'field'>): FieldSelector {
  return { field: name, ...operators };
}

/** To exclude nothing is to say nothing; to select from nothing is a mistake, and stays. */
export function unlessEmpty(excluded: string[] | undefined): string[] | undefined {
  return excluded?.length === 0 ? undefined : excluded;
}

/** The rows that selectors of data events share. */
export function dataFields(type: ResourceType, options: DataEventsOfOptions): Fields {
  return [
    field('eventCategory', { equalTo: ['Data'] }),
    field('resources.type', { equalTo: [type.value] }),
    field('eventName', { equalTo: options.eventNames, notEquals: unlessEmpty(options.excludeEventNames) }),
    ...withExclusions(options.where ?? [], options.withoutNoise?.map(({ _field }) => _field) ?? []),
  ];
}

/** CloudTrail takes a field once per selector: what several exclude of one field is excluded in one row. */
function withExclusions(rows: Fields, exclusions: Fields): Fields {
  const byField = new Map(rows.map((row) => [row.field, row]));
  for (const { field: name, notEquals = [], notStartsWith = [] } of exclusions) {
    const row = byField.get(name);
    byField.set(name, {
      ...(row ?? { field: name }),
      notEquals: unlessEmpty([...new Set([...(row?.notEquals ?? []), ...notEquals])]),
      notStartsWith: unlessEmpty([...new Set([...(row?.notStartsWith ?? []), ...notStartsWith])]),
    });
  }
  // A field that the user gave twice stays twice, and is refused.
  return exclusions.length === 0
    ? rows
    : [...rows.filter(({ field: name }, index) => rows.findIndex((row) => row.field === name) !== index), ...byField.values()];
}

const API_OPERATORS = {
  equalTo: 'Equals',
  startsWith: 'StartsWith',
  endsWith: 'EndsWith',
  notEquals: 'NotEquals',
  notStartsWith: 'NotStartsWith',
  notEndsWith: 'NotEndsWith',
} as const satisfies Record<Exclude<keyof FieldSelector, 'field'>, Operator>;

const PROPERTIES = Object.entries(API_OPERATORS) as [keyof typeof API_OPERATORS, Operator][];

/** A selector in the form of the CloudTrail API, which all checks work on. */
export function toSelector(name: string | undefined, fields: Fields): AdvancedEventSelector {
  const rows = fields.map(toModel).filter((row) => Object.keys(row).length > 1);
  return { ...(name === undefined ? {} : { Name: name }), FieldSelectors: rows };
}

/** A selector in the form of the L1. */
export function toProperty({ Name, FieldSelectors }: AdvancedEventSelector): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name: Name,
    fieldSelectors: FieldSelectors.map((row) => ({
      field: row.Field,
      ...Object.fromEntries(PROPERTIES.flatMap(([property, operator]) => (row[operator] ? [[property, row[operator]]] : []))),
    })),
  };
}

function toModel({ field: Field, ...operators }: FieldSelector): Model {
  for (const [property] of PROPERTIES) {
    if (Token.isUnresolved(operators[property])) refuseList(Field, property);
  }
  // An empty list stays, so that it is refused: only what was not given at all falls out.
  return {
    Field,
    ...Object.fromEntries(PROPERTIES.flatMap(([property, operator]) => (operators[property] ? [[operator, operators[property]]] : []))),
  };
}

/** Nobody could tell what such a list reaches, nor add the buckets to it that must be left out. */
function refuseList(name: string, property: string): never {
  throw new Error(
    `[cdk-cloudtrail:Selector.listToken] the values of ${name} in '${property}' are a list that is only known at deployment, which cannot be checked or added to; pass them one by one with Fn.select(), or as a list that is known now`,
  );
}
