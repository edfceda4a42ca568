import type { Acceptance, ComplianceReport, ControlRow, Evidence, ResultResource, ResultRow } from '../../lib/report/compliance-report';
import { DEFAULT_PARAMETERS } from '../../lib/rules/controls/rule-parameters';
import { PACKS, RULES } from './sample-rules';

export function resource(stack: string, logicalId: string, type: string, path = `${stack}/${logicalId}`): ResultResource {
  return { stack, logicalId, type, path };
}

/** A place in a resource, with what it leads to. */
export function at(where: ResultResource, property: string, value: unknown, more: Partial<Evidence> = {}): Evidence {
  const pointer = `/Resources/${where.logicalId}/Properties/${property}`;
  return { template: `${where.stack}.template.json`, pointer, value, route: [], resolvedTo: null, ...more };
}

/** A property that is missing. */
export function absent(where: ResultResource, property: string): Evidence {
  return {
    template: `${where.stack}.template.json`,
    pointer: `/Resources/${where.logicalId}/Type`,
    value: where.type,
    absent: `Properties.${property}`,
    route: [],
    resolvedTo: null,
  };
}

/** The evidence that something is another resource. */
export function leadsTo(where: ResultResource, property: string, value: unknown, to: ResultResource): Evidence {
  const step = { template: `${to.stack}.template.json`, pointer: `/Resources/${to.logicalId}/Type`, value: to.type };
  return at(where, property, value, { route: [step], resolvedTo: to.path });
}

type More = Partial<Pick<ResultRow, 'withDefaults' | 'accepted' | 'otherTools' | 'parameters' | 'severity'>> & {
  readonly dependsOn?: readonly string[];
};

export function result(
  rule: string,
  where: ResultResource,
  verdict: ResultRow['verdict'],
  because: string,
  evidence: readonly Evidence[] = [],
  { dependsOn = [], ...more }: More = {},
): ResultRow {
  const [title, severity, live, fix] = RULES[rule] ?? [rule, 'info', 'nothing', 'nothing'];
  const packs = PACKS.filter(({ controls }) => controls.some(({ rules }) => rules.includes(rule)));
  return {
    rule,
    title,
    parameters: {},
    verdict,
    severity,
    resource: where,
    because,
    evidence,
    needs: verdict === 'unknown' ? { dependsOn, live } : null,
    withDefaults: null,
    fix: verdict === 'fail' || verdict === 'unknown' ? fix : null,
    controls: packs.flatMap(({ framework, version, controls }) =>
      controls.filter(({ rules }) => rules.includes(rule)).map(({ id, coverage }) => ({ framework, version, id, coverage })),
    ),
    packs: packs.map(({ id }) => id),
    otherTools: [],
    accepted: null,
    ...more,
  };
}

/** The row for a rule that has nothing to be about. */
export function nothing(rule: string, type: string): ResultRow {
  return result(rule, { logicalId: null, type, path: null, stack: null }, 'notApplicable', 'these templates have nothing that the rule is about');
}

/** A whole report of some results. */
export function reportOf(results: readonly ResultRow[], more: Partial<ComplianceReport> = {}): ComplianceReport {
  const sorted = [...results].sort((one, other) => (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0));
  const number = (is: (row: ResultRow) => boolean) => results.filter(is).length;
  return {
    $schema: './compliance-report.schema.json',
    schemaVersion: '1',
    tool: { name: 'cdk-cloudtrail', version: '0.1.0', rulesetDigest: '5f2b9a6c'.repeat(8) },
    subject: { assemblyVersion: '55.0.0', stacks: [] },
    assumptions: { parameters: {}, packs: PACKS.map(({ id, name }) => ({ id, name, parameters: DEFAULT_PARAMETERS })) },
    assessed: new Set(results.flatMap(({ resource: { type, path } }) => (path !== null && /::(Trail|EventDataStore)$/.test(type) ? path : []))).size,
    results: sorted,
    controls: PACKS.flatMap(({ id: pack, framework, version, controls }) =>
      controls.map((control): ControlRow => ({ framework, version, pack, ...control, status: statusOf(sorted, control.rules) })),
    ),
    suppressions: [],
    limits: [],
    summary: {
      pass: number(({ verdict }) => verdict === 'pass'),
      fail: number(({ verdict }) => verdict === 'fail'),
      unknown: number(({ verdict }) => verdict === 'unknown'),
      notApplicable: number(({ verdict }) => verdict === 'notApplicable'),
      accepted: number(({ accepted }) => accepted !== null),
    },
    ...more,
  };
}

function statusOf(results: readonly ResultRow[], rules: readonly string[]): ControlRow['status'] {
  const asked = results.filter(({ rule, verdict }) => rules.includes(rule) && verdict !== 'notApplicable');
  const open = asked.filter(({ accepted }: { accepted: Acceptance | null }) => accepted === null).map(({ verdict }) => verdict);
  if (open.includes('fail')) return 'notMet';
  if (open.includes('unknown')) return 'undetermined';
  if (open.length < asked.length) return 'accepted';
  return asked.length > 0 ? 'met' : 'notAssessed';
}
