import type { ComplianceReport, ResultRow } from '../../lib/report/compliance-report';
import { sampleReport } from './sample';
import { reportOf } from './sample-parts';

const VERDICTS: readonly ResultRow['verdict'][] = ['pass', 'pass', 'fail', 'unknown', 'pass', 'pass', 'notApplicable'];

/** Many trails, asked by all 64 rules for many packs. */
export function largeReport(trails = 50, packs = 8): ComplianceReport {
  const { results, ...sample } = sampleReport();
  const models = results.filter(({ resource, evidence }) => resource.logicalId !== null && evidence.length > 0);
  const rows = Array.from({ length: 64 }, (_, rule) =>
    Array.from({ length: trails }, (_, trail): ResultRow => {
      const model = models[(rule * 7 + trail) % models.length] as ResultRow;
      const stack = `Stack${trail}`;
      const verdict = VERDICTS[(rule + trail) % VERDICTS.length] ?? 'pass';
      const resource = { stack, logicalId: 'Trail', type: 'AWS::CloudTrail::Trail', path: `${stack}/Audit/Trail` };
      const evidence = model.evidence.map((one) => ({ ...one, template: `${stack}.template.json` }));
      return { ...model, rule: `TRAIL-${100 + rule}`, title: `Rule ${rule}`, verdict, resource, evidence, accepted: null, packs: packIds(packs) };
    }),
  ).flat();
  const controls = packIds(packs).flatMap((pack) =>
    Array.from({ length: 60 }, (_, control) => ({
      framework: `Framework ${pack}`,
      version: null,
      pack,
      id: `C-${control}`,
      title: `Control ${control}`,
      status: 'notMet' as const,
      rules: [control, control + 1, control + 4].map((rule) => `TRAIL-${100 + rule}`),
      coverage: 'partial' as const,
      open: 'What templates cannot show.',
    })),
  );
  const stacks = Array.from({ length: trails }, (_, trail) => ({ ...sample.subject.stacks[0], name: `Stack${trail}` }) as never);
  return { ...sample, results: rows, controls, summary: reportOf(rows).summary, subject: { ...sample.subject, stacks } };
}

function packIds(number: number): string[] {
  return Array.from({ length: number }, (_, index) => `pack-${index + 1}`);
}
