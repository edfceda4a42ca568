import { buildReport, type ReportRequest } from '../../lib/report/build-report';
import type { ComplianceReport, ResultRow } from '../../lib/report/compliance-report';
import { packOf } from '../../lib/rules/packs/catalogue';
import { ACCOUNT, hardened, REGION, type Template } from '../rules/controls/hardened';
import { assemblyOf, stackOf } from '../template/assemblies';

export const TODAY = '2026-11-25';

export const ACCEPTANCE = { rule: 'TRAIL-04', reason: 'a test', owner: 'security', ticket: 'SEC-1', expires: '2027-03-31' };

/** The report on a template that is deployed to a known place. */
export function reportOn(template: Template, packs: readonly string[], parts: Partial<ReportRequest> = {}): ComplianceReport {
  const stack = stackOf(template, { name: 'Audit', id: 'Audit', file: '/some/where/cdk.out/Audit.template.json', account: ACCOUNT, region: REGION });
  return buildReport({ assembly: assemblyOf(stack), packs: packs.map(packOf), version: '1.2.3', today: TODAY, ...parts });
}

/** The hardened template with something changed in the properties of its trail. */
export function withTrail(properties: object, metadata?: object): Template {
  const template = hardened();
  Object.assign(template.Resources.Trail.Properties, properties);
  if (metadata) template.Resources.Trail.Metadata = metadata;
  return template;
}

/** The rows of a rule. */
export function rowsOf({ results }: ComplianceReport, rule: string): ResultRow[] {
  return results.filter((row) => row.rule === rule);
}

export function statusOf({ controls }: ComplianceReport, id: string): string | undefined {
  return controls.find((control) => control.id === id)?.status;
}
