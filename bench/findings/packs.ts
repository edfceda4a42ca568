import type { Verdict } from '../../test/examples/verdicts';

/** A pack of rules, by how its rules are called. */
const PACKS: readonly (readonly [name: string, rules: RegExp])[] = [
  ['cdk-nag AwsSolutions', /^AwsSolutions-/],
  ['cdk-nag HIPAA.Security', /^HIPAA\.Security-/],
  ['cdk-nag NIST.800.53.R4', /^NIST\.800\.53\.R4-/],
  ['cdk-nag NIST.800.53.R5', /^NIST\.800\.53\.R5-/],
  ['cdk-nag PCI.DSS.321', /^PCI\.DSS\.321-/],
  ['cdk-nag Serverless', /^Serverless-/],
  ['Control Tower (cfn-guard)', /_check$/],
];
const REST = 'built-in CloudFormation validation';

export const CFN_LINT = 'cfn-lint';

/** The packs in the order in which they are printed. */
export const PACK_NAMES: readonly string[] = [...PACKS.map(([name]) => name), REST];

/** The rules that a pack found broken, once for each construct that breaks it. */
export type RulesByPack = ReadonlyMap<string, readonly string[]>;

export function byPack(verdicts: readonly Verdict[]): RulesByPack {
  // What a rule adds in brackets names resources, which the two call differently.
  const rules = verdicts.map(({ rule }) => rule.replace(/\[.*\]$/, ''));
  const rulesOf = (pack: string) => rules.filter((rule) => packOf(rule) === pack);
  return new Map(PACK_NAMES.map((pack) => [pack, rulesOf(pack)]));
}

function packOf(rule: string): string {
  return PACKS.find(([, rules]) => rules.test(rule))?.[0] ?? REST;
}
