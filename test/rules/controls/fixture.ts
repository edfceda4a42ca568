import { CONTROL_RULES } from '../../../lib/rules/controls/catalogue';
import type { ControlResult } from '../../../lib/rules/controls/control-result';
import { judgeRule } from '../../../lib/rules/controls/judge-rule';
import type { Verdict } from '../../../lib/rules/controls/judgement';
import { DEFAULT_PARAMETERS, type RuleParameters } from '../../../lib/rules/controls/rule-parameters';
import type { TemplateStack } from '../../../lib/template/assembly';
import { Survey } from '../../../lib/template/survey';
import { assemblyOf, stackOf } from '../../template/assemblies';
import { ACCOUNT, hardened, REGION, type Template } from './hardened';

/** Templates with what a rule says of them. */
export interface Fixture {
  readonly rule: string;
  /** What is special about it, as the end of a sentence that starts with the rule. */
  readonly name: string;
  /** Changes the hardened template, or gives another one; several for several stacks, `Stack`, `Stack2` and so on. */
  readonly template: (template: Template) => unknown;
  readonly verdict: Verdict;
  /** The logical id of the resource that it is about; needed where there are several results. */
  readonly at?: string;
  /** What an unknown has to name. */
  readonly dependsOn?: RegExp;
  /** What a reviewer has to read. */
  readonly because?: RegExp;
  readonly withDefaults?: Verdict;
  readonly parameters?: Partial<RuleParameters>;
  /** Values that the deployment gives to template parameters. */
  readonly given?: Readonly<Record<string, string>>;
  /** Whether the stacks are for a known account and Region. */
  readonly anywhere?: true;
}

/** What the rule of a fixture says, for each resource. */
export function resultsOf(fixture: Fixture): readonly ControlResult[] {
  return judged(fixture).results;
}

/** The templates of a fixture, each of a stack. */
export function templatesOf({ template }: Fixture): Template[] {
  const changed = hardened();
  const answer = template(changed) as Template;
  if (Array.isArray(answer)) return answer;
  return [answer?.Resources ? answer : changed];
}

function judged(fixture: Fixture) {
  const { rule: id, parameters, given, anywhere } = fixture;
  const rule = CONTROL_RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  const place = anywhere ? {} : { account: ACCOUNT, region: REGION };
  const stacks = templatesOf(fixture).map((one, index) => stackOf(one, { ...named(index), ...place }));
  const survey = new Survey(assemblyOf(...stacks), { anyValue: true, parameters: given ?? {} });
  return { stacks, results: judgeRule(survey, rule, { ...DEFAULT_PARAMETERS, ...parameters }) };
}

function named(index: number) {
  const name = index === 0 ? 'Stack' : `Stack${index + 1}`;
  return { id: name, name, file: `cdk.out/${name}.template.json` };
}

/** Makes a test of each fixture. */
export function testFixtures(fixtures: readonly Fixture[]): void {
  test.each(fixtures.map((fixture) => [`${fixture.rule} is ${fixture.verdict} for ${fixture.name}`, fixture] as const))('%s', (_, fixture) => {
    const { results: all, stacks } = judged(fixture);
    const results = fixture.at === undefined ? all : all.filter(({ resource }) => resource.logicalId === fixture.at);

    expect(results.map(({ verdict }) => verdict)).toEqual(fixture.verdict === 'notApplicable' && all.length === 0 ? [] : [fixture.verdict]);
    for (const { because, dependsOn, withDefaults } of results) {
      if (fixture.because) expect(because).toMatch(fixture.because);
      if (fixture.dependsOn) expect(dependsOn.join('; ')).toMatch(fixture.dependsOn);
      if (fixture.withDefaults) expect(withDefaults).toBe(fixture.withDefaults);
    }
    for (const result of results) expectTraceable(result, stacks);
  });
}

/** A pass or a fail that rests on nothing is a guess, and an unknown that names nothing is no help. */
function expectTraceable({ verdict, evidence, dependsOn }: ControlResult, stacks: readonly TemplateStack[]): void {
  if (verdict === 'unknown') expect(dependsOn).not.toEqual([]);
  if (verdict === 'pass' || verdict === 'fail') expect(evidence).not.toEqual([]);
  for (const { template, pointer, value } of evidence.flatMap((one) => [one, ...one.route])) {
    const stack = stacks.find(({ file }) => file.endsWith(`/${template}`));
    expect({ pointer, value }).toEqual({ pointer, value: at(stack?.template, pointer) });
  }
}

function at(json: unknown, pointer: string): unknown {
  const path = pointer.slice(1).split('/');
  return path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).reduce((value: any, part) => value?.[part], json);
}
