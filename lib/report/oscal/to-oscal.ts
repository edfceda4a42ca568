import type { ComplianceReport } from '../compliance-report';
import { NOTHING_ASSESSED, STATEMENT, TITLE } from '../wording';
import { catalogResources } from './catalogs';
import { findingsOf } from './findings';
import { metadataOf } from './metadata';
import { observationOf, observed } from './observations';
import { objectivesOf, reviewedControls } from './reviewed';
import { isRisk, riskOf } from './risks';
import { componentsOf, templateResources } from './subjects';
import { line, list, props, prose, timestamp } from './text';
import { uuidOf } from './uuid';

/**
 * A report as assessment results of OSCAL 1.2.1: each result of a rule is an observation, each control a finding, and what failed or was accepted
 * a risk. Only controls that are met are satisfied. The same report gives the same file, apart from the time.
 *
 * @param at when the templates were looked at, which the report does not say
 */
export function toOscal(report: ComplianceReport, at: Date): string {
  const plan = uuidOf('plan', report.tool.rulesetDigest, report.assumptions);
  const document = {
    'assessment-results': {
      uuid: uuidOf('assessment-results', report),
      metadata: metadataOf(report, TITLE, at),
      'import-ap': { href: `#${plan}`, remarks: 'There is no assessment plan in OSCAL: the rules of the packs are the plan.' },
      ...(report.controls.some(({ rules }) => rules.length > 0) && { 'local-definitions': { 'objectives-and-methods': objectivesOf(report) } }),
      results: [resultOf(report, at)],
      'back-matter': { resources: [planResource(report, plan), ...templateResources(report), ...catalogResources(report)] },
    },
  };
  return JSON.stringify(document, undefined, 2);
}

function resultOf(report: ComplianceReport, at: Date): object {
  const { summary, assessed } = report;
  const results = observed(report);
  const components = componentsOf(report);
  return {
    uuid: uuidOf('result', report),
    title: line(TITLE),
    description: prose(STATEMENT, ...(assessed === 0 ? [NOTHING_ASSESSED] : [])),
    start: timestamp(at),
    end: timestamp(at),
    ...props({ assessed: String(assessed), ...Object.fromEntries(Object.entries(summary).map(([name, count]) => [name, String(count)])) }),
    ...(components.length > 0 && { 'local-definitions': { components } }),
    'reviewed-controls': reviewedControls(report),
    ...list(
      'observations',
      results.map((one) => observationOf(report, one, at)),
    ),
    ...list('risks', results.filter(isRisk).map(riskOf)),
    ...list('findings', findingsOf(report, results)),
  };
}

function planResource({ tool, assumptions }: ComplianceReport, uuid: string): object {
  const parameters = Object.entries(assumptions.parameters).map(([name, value]) => `${name}=${value}`);
  return {
    uuid,
    title: line(`Rules of ${tool.name} ${tool.version}`),
    description: prose(
      `Packs: ${assumptions.packs.map(({ id, name }) => `${name} (${id})`).join(', ')}.`,
      `Values that the deployment gives to parameters: ${parameters.join(', ') || 'none'}.`,
    ),
    ...props({ 'ruleset-digest': tool.rulesetDigest }),
  };
}
