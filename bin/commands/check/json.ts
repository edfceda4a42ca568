import type { ComplianceReport } from '../../../lib/report/compliance-report';
import type { AssemblyCheck } from '../../../lib/rules/check-assembly';

/**
 * The result as JSON. Every finding has all members, also those without a value, so that whoever reads it need not ask.
 *
 * @param report what the packs say, if any was named
 * @param skipped files that were not read, with the reason
 */
export function toJson(
  { findings, unknown, checklist, assessed, complete }: AssemblyCheck,
  report?: ComplianceReport,
  skipped: readonly string[] = [],
): string {
  const rows = findings.map(({ id, severity, stack, logicalId, path, value, message, awsMessage, fix, when }) => ({
    id,
    severity,
    stack,
    logicalId,
    path,
    value: value ?? null,
    message,
    awsMessage: awsMessage ?? null,
    fix,
    ...(when && { when }),
  }));
  return JSON.stringify({ schemaVersion: '1', ...report, findings: rows, unknown, checklist, trails: assessed, complete, skipped }, undefined, 2);
}
