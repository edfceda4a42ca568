import { judgeAccount } from '../rules/controls/account/judge-account';
import { judgeRule } from '../rules/controls/judge-rule';
import { DEFAULT_PARAMETERS, type RuleParameters } from '../rules/controls/rule-parameters';
import type { Pack } from '../rules/packs/pack';
import type { Assembly } from '../template/assembly';
import { Survey } from '../template/survey';
import { judgeNarrowness, judgeReasons } from './acceptance-rows';
import { type AcceptanceEntry, acceptancesIn, withAcceptances } from './acceptances';
import { type ComplianceReport, SCHEMA_VERSION } from './compliance-report';
import { limitsOf } from './limits';
import { rollUp } from './roll-up';
import { rowsOf } from './rows';
import { sortedBy } from './sorted-by';
import { rulesetDigest, subjectOf, summaryOf } from './subject';
import { type Unit, unitsOf } from './units';

/** What a report is made of. */
export interface ReportRequest {
  readonly assembly: Assembly;
  /** At least one. */
  readonly packs: readonly Pack[];
  /** Values that the deployment gives to the parameters of templates. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What goes before the parameters that packs set for their rules. */
  readonly ruleParameters?: Partial<RuleParameters>;
  /** Acceptances that are not in the templates. */
  readonly acceptances?: readonly AcceptanceEntry[];
  /** The version of this library. */
  readonly version: string;
  /** As `2026-11-25`: acceptances that expired before have no effect. It is not in the report. */
  readonly today: string;
}

/** Asks the rules of some packs about an assembly. The same request gives the same report, byte for byte. */
export function buildReport(request: ReportRequest): ComplianceReport {
  const { assembly, parameters = {} } = request;
  const survey = new Survey(assembly, { parameters, anyValue: true });
  const packs = request.packs.map((pack) => ({ pack, parameters: { ...DEFAULT_PARAMETERS, ...pack.parameters, ...request.ruleParameters } }));
  const { results, suppressions } = judgeUnits(survey, unitsOf(packs), request);
  return {
    $schema: './compliance-report.schema.json',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'cdk-cloudtrail', version: request.version, rulesetDigest: rulesetDigest() },
    subject: { assemblyVersion: assembly.version ?? null, stacks: subjectOf(assembly) },
    assumptions: {
      parameters: Object.fromEntries(sortedBy(Object.entries(parameters), ([name]) => [name])),
      packs: packs.map(({ pack, parameters: set }) => ({ id: pack.id, name: pack.name, parameters: set })),
    },
    assessed: survey.ofType('AWS::CloudTrail::Trail').length + survey.ofType('AWS::CloudTrail::EventDataStore').length,
    results,
    controls: packs.flatMap(({ pack }) => rollUp(pack, results)),
    suppressions,
    limits: limitsOf(assembly),
    summary: summaryOf(results),
  };
}

function judgeUnits(survey: Survey, units: readonly Unit[], request: ReportRequest): Pick<ComplianceReport, 'results' | 'suppressions'> {
  const entries = [...acceptancesIn(survey.assembly), ...(request.acceptances ?? [])];
  const of = (id: string) => units.find(({ rule }) => rule.id === id);
  const parameters = of('SUP-01')?.parameters ?? { ...DEFAULT_PARAMETERS, ...request.ruleParameters };
  const settings = { strict: parameters.strictAcceptances, today: request.today };
  const judged = units.flatMap((unit) => {
    if (unit.rule.id === 'ACCT-01') return rowsOf(unit, [judgeAccount(survey, unit.parameters)]);
    return unit.rule.of === 'report' ? [] : rowsOf(unit, judgeRule(survey, unit.rule, unit.parameters));
  });
  const { rows, reach, suppressions } = withAcceptances(judged, entries, settings);
  const [reasons, narrowness] = [of('SUP-01'), of('SUP-02')];
  const others = [
    ...(reasons ? rowsOf(reasons, judgeReasons(entries, settings)) : []),
    ...(narrowness ? rowsOf(narrowness, judgeNarrowness(reach)) : []),
  ];
  return {
    results: sortedBy([...rows, ...others], ({ rule, resource, parameters }) => [
      rule,
      resource.stack,
      resource.logicalId,
      JSON.stringify(parameters),
    ]),
    suppressions: sortedBy(suppressions, ({ at, rule }) => [at, rule]),
  };
}
