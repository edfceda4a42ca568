import type { Problem } from '../../lib/findings/finding';
import type { AdvancedEventSelector, FieldSelector, Operator } from '../../lib/selection/selector';

type Rows = Readonly<Record<string, { readonly [operator in Operator]?: readonly string[] }>>;

/** A selector of management events, with further fields. */
export function management(rows: Rows = {}): AdvancedEventSelector {
  return selector({ eventCategory: { Equals: ['Management'] }, ...rows });
}

/** A selector of data events of a resource type, with further fields. */
export function data(type: string, rows: Rows = {}): AdvancedEventSelector {
  return selector({ eventCategory: { Equals: ['Data'] }, 'resources.type': { Equals: [type] }, ...rows });
}

/** A selector of data events on objects, by their ARNs. */
export function objects(arns: Rows[string] = {}, rows: Rows = {}): AdvancedEventSelector {
  return data('AWS::S3::Object', { ...(Object.keys(arns).length > 0 ? { 'resources.ARN': arns } : {}), ...rows });
}

/** A selector of the network activity events of a service, with further fields. */
export function network(source: string, rows: Rows = {}): AdvancedEventSelector {
  return selector({ eventCategory: { Equals: ['NetworkActivity'] }, eventSource: { Equals: [source] }, ...rows });
}

/** A selector with exactly these fields. */
export function selector(rows: Rows): AdvancedEventSelector {
  return { FieldSelectors: Object.entries(rows).map(([Field, operators]): FieldSelector => ({ Field, ...operators })) };
}

/** Distinct values. */
export function values(count: number, start = 'value'): string[] {
  return Array.from({ length: count }, (_, index) => `${start}${index}`);
}

/** The last parts of the ids, with the severity: `error bothKinds`. */
export function found(problems: readonly Problem[]): string[] {
  return problems.map(({ id, severity }) => `${severity} ${id.replace('cdk-cloudtrail:Selector.', '')}`);
}
