import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  type IApplyRule,
  type NagPack,
  NagRuleCompliance,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
} from 'cdk-nag';
import { version } from 'cdk-nag/package.json';
import { ACCOUNT, REGION, type Template } from '../../test/rules/controls/hardened';
import type { Case } from './cases';
import type { Answer } from './grade';
import type { Tool } from './tool';

const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

type Answers = Map<string, Answer>;

/** The packs of cdk-nag over the templates, which they read as constructs: each template through `CfnInclude` in a stack. */
export function nag(cases: readonly Case[]): Tool {
  const folder = mkdtempSync(join(tmpdir(), 'nag-'));
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const seen = new Map(cases.map((one, index) => [one, answersOf(one, app, join(folder, `${index}`))]));
  rmSync(folder, { recursive: true });
  return {
    name: 'cdk-nag',
    version,
    answer: (one, rule, { stack, logicalId }) => (seen.get(one) as Answers | undefined)?.get(`${stack} ${logicalId} ${rule}`),
    refuses: (one) => {
      const found = seen.get(one);
      return typeof found === 'string' ? found : one.fixture.parameters ? 'its rules take no parameters' : undefined;
    },
  };
}

/** What the rules say, or why the templates cannot be read as constructs. */
function answersOf({ templates, fixture }: Case, app: App, file: string): Answers | string {
  const answers: Answers = new Map();
  for (const [index, template] of templates.entries()) {
    const templateFile = `${file}-${index}.json`;
    writeFileSync(templateFile, JSON.stringify(withoutStrayDependencies(template)));
    const stack = new Stack(app, `Case${basename(file)}-${index}`, fixture.anywhere ? {} : { env: { account: ACCOUNT, region: REGION } });
    try {
      const declared = Object.entries(fixture.given ?? {}).filter(([name]) => template.Parameters?.[name]);
      new CfnInclude(stack, 'Template', { templateFile, parameters: Object.fromEntries(declared), allowCyclicalReferences: true });
    } catch {
      return 'CfnInclude cannot read a template';
    }
    for (const Pack of PACKS)
      listening(new Pack(), (rule, logicalId, answer) => answers.set(`${index} ${logicalId} ${rule}`, answer)).validateScope(stack);
  }
  return answers;
}

/** Fixtures take resources away that others wait for. No rule looks at that, and `CfnInclude` would not read them. */
function withoutStrayDependencies(template: Template): Template {
  const resources = Object.entries<Template>(template.Resources).map(([id, one]) => {
    const DependsOn = [one?.DependsOn ?? []].flat().filter((other) => other in template.Resources);
    return [id, one?.DependsOn === undefined ? one : { ...one, DependsOn }];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** A pack drops what passed, so listen to its rules. */
function listening(pack: NagPack, hear: (rule: string, logicalId: string, answer: Answer) => void): NagPack {
  const open = pack as unknown as { applyRule(params: IApplyRule): void };
  const apply = open.applyRule.bind(pack);
  open.applyRule = (params) => {
    const id = `${pack.readPackName}-${params.ruleSuffixOverride ?? params.rule.name}`;
    // What stays where the rule throws. The pack catches that, and its report says that the rule could not be validated.
    let answer: Answer | undefined = 'unknown';
    const rule: IApplyRule['rule'] = (node) => {
      const said = params.rule(node);
      answer = answerOf(said);
      return said;
    };
    apply({ ...params, rule: Object.defineProperty(rule, 'name', { value: params.rule.name }) });
    if (answer) hear(id, params.node.node.id, answer);
  };
  return pack;
}

function answerOf(said: ReturnType<IApplyRule['rule']>): Answer | undefined {
  if (Array.isArray(said)) return said.length > 0 ? 'fail' : 'pass';
  if (said === NagRuleCompliance.NON_COMPLIANT) return 'fail';
  return said === NagRuleCompliance.COMPLIANT ? 'pass' : undefined;
}
