import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

type Resources = Readonly<Record<string, Resource>>;

/**
 * Stops the comparison where it would not be fair: both must define as many resources of each type, as many policy
 * statements, and the very same trail. Gives what differs besides, by logical id.
 */
export function checkEquivalence(hand: string, library: string): string[] {
  const [one, other] = [resourcesIn(hand), resourcesIn(library)];
  mustEqual('resources of each type', countsOf(one), countsOf(other));
  mustEqual('policy statements of each type', statementsOf(one), statementsOf(other));
  mustEqual('the trail', trailOf(one), trailOf(other));
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((id) => !isDeepStrictEqual(one[id], other[id]));
}

function resourcesIn(outdir: string): Resources {
  const template = JSON.parse(readFileSync(join(outdir, 'Audit.template.json'), 'utf8')) as { Resources: Resources };
  return template.Resources;
}

function countsOf(resources: Resources): Record<string, number> {
  return sumByType(resources, () => 1);
}

function statementsOf(resources: Resources): Record<string, number> {
  return sumByType(resources, ({ Properties = {} }) =>
    [Properties.PolicyDocument, Properties.KeyPolicy].reduce<number>((sum, document) => sum + statementCount(document), 0),
  );
}

function statementCount(document: unknown): number {
  const { Statement } = (document ?? {}) as { Statement?: unknown };
  return Array.isArray(Statement) ? Statement.length : 0;
}

function sumByType(resources: Resources, figureOf: (resource: Resource) => number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const resource of Object.values(resources)) sums[resource.Type] = (sums[resource.Type] ?? 0) + figureOf(resource);
  return sums;
}

function trailOf(resources: Resources): unknown {
  return Object.values(resources).find(({ Type }) => Type === 'AWS::CloudTrail::Trail');
}

function mustEqual(what: string, hand: unknown, library: unknown): void {
  if (isDeepStrictEqual(hand, library)) return;
  throw new Error(
    `the comparison is not fair, ${what} differ: by hand ${brief(hand)}, with the library ${brief(library)}; bring bench/synth/hand*.ts up to date`,
  );
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'none').slice(0, 600);
}
