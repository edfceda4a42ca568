import type { ComplianceReport } from '../compliance-report';
import { visible } from '../visible';
import { NOTHING_ASSESSED } from '../wording';
import { Locations, type Written } from './locations';
import { message } from './message';
import { fingerprintsOf, resultOf } from './results';
import { rulesOf } from './rules';

/**
 * A report as SARIF 2.1.0 for code scanning: a result for whatever failed or is unknown. What passed or does not apply is only counted.
 *
 * @param written templates and source files, so that results have lines; without them, they are at the first line of a template
 */
export function toSarif(report: ComplianceReport, written: Partial<Written> = {}): string {
  const { tool, subject, results, limits, assessed, summary, assumptions } = report;
  const rules = rulesOf(report);
  const locations = new Locations(report, { files: new Map(), lines: new Map(), ...written });
  const open = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown');
  const fingerprints = fingerprintsOf(open);
  const notes = limits.map((text) => ({ level: 'note', message: { text: message(text) } }));
  const run = {
    tool: { driver: { name: tool.name, version: tool.version, rules: rules.list, properties: { rulesetDigest: tool.rulesetDigest } } },
    automationDetails: { id: `${tool.name}/${assumptions.packs.map(({ id }) => id).join('+')}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: assessed > 0,
        toolExecutionNotifications: [...(assessed > 0 ? [] : [{ level: 'error', message: { text: NOTHING_ASSESSED } }]), ...notes],
      },
    ],
    artifacts: subject.stacks.map(({ template, sha256 }) => ({ location: { uri: locations.uri(template) }, hashes: { 'sha-256': sha256 } })),
    results: open.map((row, index) =>
      resultOf(row, { ruleIndex: rules.index.get(row.rule) ?? -1, fingerprint: fingerprints[index] ?? '', locations }),
    ),
    properties: { summary, parameters: Object.entries(assumptions.parameters).map(([name, value]) => `${name}=${value}`) },
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(log, (_, value: unknown) => (typeof value === 'string' ? visible(value) : value), 2);
}
