import type { PolicyViolation } from 'aws-cdk-lib';
import { isAtOrBelow } from '../report/acceptances';
import type { ComplianceReport, ControlRef, Evidence, ResultRow } from '../report/compliance-report';
import { type Assembly, locationOf, type TemplateStack } from '../template/assembly';
import type { Acknowledgement } from './acknowledgements';

/** How the CDK tells a finding. Errors fail the synthesis. */
export type Telling = 'error' | 'warning' | 'info';

/** What is told at a synthesis, and how. */
export interface Tellings {
  readonly failuresAre: Telling;
  readonly unknownsAre: Telling;
  /** For failures that no option of a construct can mend, such as that of a missing alarm; like all failures if it is left out. */
  readonly failuresBeyondAre?: Telling;
}

/** What no option of a trail or its archive does: alarms on events, a replica of the log bucket, logging what happens in the log bucket. */
const BEYOND = /^(ALM-\d+|BKT-13|TRAIL-0[89])$/;

/** What violations are made of. */
export interface ViolationRequest {
  readonly report: ComplianceReport;
  readonly assembly: Assembly;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly tellings: Tellings;
  /** The path of the app or stage: of what no resource is to blame for. */
  readonly path: string;
}

/**
 * The results that did not pass, as the CDK tells them. What is accepted is among them only if it is acknowledged as well: then the CDK lists it as
 * suppressed, with its reason.
 */
export function violationsOf(request: ViolationRequest): PolicyViolation[] {
  return onceEach(request.report.results).flatMap((row) => {
    if (row.verdict !== 'fail' && row.verdict !== 'unknown') return [];
    const path = row.resource.path ?? request.path;
    const acknowledged = request.acknowledgements.filter(({ to, rule, at }) => to !== 'others' && rule === row.rule && isAtOrBelow(path, at));
    if (row.accepted !== null) return acknowledged.some(({ to }) => to === 'plugin') ? [violationOf(row, request, [])] : [];
    return [violationOf(row, request, acknowledged)];
  });
}

/** How a result is told that did not pass. */
export function tellingOf({ rule, verdict }: ResultRow, { failuresAre, failuresBeyondAre = failuresAre, unknownsAre }: Tellings): Telling {
  if (verdict === 'unknown') return unknownsAre;
  return BEYOND.test(rule) ? failuresBeyondAre : failuresAre;
}

/** Packs that want different things of a rule may find the same: that is told once, with the controls of all. */
function onceEach(rows: readonly ResultRow[]): ResultRow[] {
  const found = new Map<string, ResultRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.rule, row.verdict, row.resource, row.because]);
    found.set(key, { ...row, controls: [...(found.get(key)?.controls ?? []), ...row.controls] });
  }
  return [...found.values()];
}

/** @param inVain acknowledgements that the report does not take for an acceptance */
function violationOf(row: ResultRow, { report, assembly, tellings, path }: ViolationRequest, inVain: readonly Acknowledgement[]): PolicyViolation {
  const { rule, title, verdict, because, needs, fix, resource } = row;
  const stack = assembly.stacks.find(({ id }) => id === resource.stack);
  const open = needs === null ? '' : `; it depends on ${needs.dependsOn.join(', ')}, and ${needs.live} settles it`;
  const told = tellingOf(row, tellings);
  return {
    ruleName: rule,
    // The CDK would take the word of any acknowledgement. It leaves alone what is fatal.
    severity: told === 'error' && inVain.some(({ to }) => to === 'plugin') ? 'fatal' : told,
    description: `${verdict === 'fail' ? '' : 'not known: '}${because}; wanted: ${title}${open}${inVain.map((one) => withoutEffect(one, report)).join('')}`,
    ...(fix !== null && {
      fix: inVain.length > 0 ? `${fix}; or say who accepts it, why and until when, with Acceptance.of(construct).accept()` : fix,
    }),
    ruleMetadata: metadataOf(row),
    violatingResources: [
      {
        constructPath: resource.path ?? path,
        ...(stack && resource.logicalId !== null && { resourceLogicalId: resource.logicalId, templatePath: stack.file }),
        locations: stack ? locationsOf(row, stack) : [],
      },
    ],
  };
}

function withoutEffect({ rule, at }: Acknowledgement, { suppressions }: ComplianceReport): string {
  const problems = suppressions.filter((one) => one.rule === rule && isAtOrBelow(one.at, at)).flatMap((one) => one.problems);
  return `; the acknowledgement at ${at || 'the app'} has no effect: ${[...new Set(problems)].join(', ') || 'it is of no resource'}`;
}

function metadataOf({ verdict, severity, controls, evidence, withDefaults }: ResultRow): Record<string, string> {
  return {
    verdict,
    severity,
    ...(controls.length > 0 && { controls: controls.map(nameOf).join(', ') }),
    ...(evidence.length > 0 && { evidence: evidence.map(({ template, pointer }) => `${template}#${pointer}`).join(', ') }),
    ...(withDefaults !== null && { withDefaults }),
  };
}

function nameOf({ framework, version, id }: ControlRef): string {
  return [framework, version, id].filter((part) => part !== null).join(' ');
}

/** The properties of the resource itself that the verdict rests on, as the CDK writes them: it knows which line of the app set one. */
function locationsOf({ evidence, resource }: ResultRow, stack: TemplateStack): string[] {
  return [...new Set(evidence.flatMap((one) => locationIn(one, stack, String(resource.logicalId))))];
}

function locationIn({ template, pointer, absent }: Evidence, stack: TemplateStack, logicalId: string): string[] {
  const [, , id, ...path] = pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (template !== locationOf(stack) || id !== logicalId) return [];
  return [absent ?? path.join('.')];
}
