import type { ComplianceReport } from '../../../lib/report/compliance-report';
import { toOscal } from '../../../lib/report/oscal/to-oscal';

export const AT = new Date('2026-11-25T08:30:15.250Z');

/** The assessment results of a report. */
export function read(report: ComplianceReport): any {
  return JSON.parse(toOscal(report, AT))['assessment-results'];
}

/** The value of a property. */
export function value({ props = [] }: any, name: string): string | undefined {
  return props.find((prop: any) => prop.name === name)?.value;
}

/** Every member of a name, wherever it stands. */
export function all(node: unknown, name: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, member]) => [...(key === name ? [member] : []), ...all(member, name)]);
}
