import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { CONTROL_RULES } from '../../lib/rules/controls/catalogue';
import { judgeRule } from '../../lib/rules/controls/judge-rule';
import { RULES_BY_PROPERTY } from '../../lib/rules/controls/properties';
import { DEFAULT_PARAMETERS } from '../../lib/rules/controls/rule-parameters';
import { type Assembly, rawResources } from '../../lib/template/assembly';
import { readAssembly } from '../../lib/template/read-assembly';
import { Survey } from '../../lib/template/survey';
import { exampleNames } from './names';

type Json = any;

/** One thing that protects a trail, and how to take it away. */
interface Protection {
  readonly name: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly rules: readonly string[];
  readonly takeAway: (resource: Json) => void;
}

/** Properties that protect unless they say otherwise: what they say then. */
const OFF: Readonly<Record<string, unknown>> = {
  ActionsEnabled: false,
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['true'] },
      ],
    },
  ],
  Enabled: false,
  IncludeGlobalServiceEvents: false,
  PendingWindowInDays: 7,
  RetentionInDays: 30,
};

describe.each(exampleNames())('the example %s', (name) => {
  const { app } = require(join(__dirname, '../../examples', name, 'app')) as { app: App };
  const assembly = readAssembly(app.synth().directory);
  const before = verdictsOf(
    assembly,
    CONTROL_RULES.map(({ id }) => id),
  );
  const protections = [...propertiesIn(assembly), ...statementsIn(assembly)].filter(({ rules, stack, logicalId }) =>
    // What guards nothing of a trail, such as a bucket of a team, no rule is asked about.
    rules.some((rule) =>
      [...before].some(([key, verdict]) => verdict === 'pass' && key.startsWith(`${rule} `) && isAbout(assembly, key, stack, logicalId)),
    ),
  );

  test('is protected by more than a few properties', () => {
    expect(protections.length).toBeGreaterThan(name === 'existing-bucket' ? 5 : 15);
  });

  test.each(protections)('is seen to be less safe without $name', ({ stack, logicalId, rules, takeAway }) => {
    const changed = without(assembly, stack, logicalId, takeAway);
    const after = verdictsOf(changed, rules);

    expect(
      [...before].filter(([key, verdict]) => verdict === 'pass' && rules.includes(key.split(' ')[0] ?? '') && after.get(key) !== 'pass'),
    ).not.toEqual([]);
  });
});

/** What each rule says of each resource. */
function verdictsOf(assembly: Assembly, ids: readonly string[]): Map<string, string> {
  const survey = new Survey(assembly, { anyValue: true });
  return new Map(
    CONTROL_RULES.filter(({ id }) => ids.includes(id)).flatMap((rule) =>
      judgeRule(survey, rule, DEFAULT_PARAMETERS).map(({ resource, verdict }): [string, string] => [
        `${rule.id} ${resource.stack} ${resource.logicalId}`,
        verdict,
      ]),
    ),
  );
}

/** Whether a result is about a resource, or about what the resource is a policy of. */
function isAbout(assembly: Assembly, key: string, stack: string, logicalId: string): boolean {
  const [, ofStack, about] = key.split(' ');
  const raw = rawResources(assembly.stacks.find(({ id }) => id === stack) as never).find(([id]) => id === logicalId)?.[1] as Json;
  const { Bucket, Topics } = raw.Properties ?? {};
  return ofStack === stack && (about === logicalId || JSON.stringify([Bucket, Topics]).includes(`"${about}"`));
}

function propertiesIn(assembly: Assembly): Protection[] {
  return assembly.stacks.flatMap((stack) =>
    rawResources(stack).flatMap(([logicalId, raw]: [string, Json]) =>
      Object.entries(RULES_BY_PROPERTY[raw.Type] ?? {}).flatMap(([property, rules]): Protection[] => {
        const holder = (resource: Json) => (property in resource ? resource : resource.Properties);
        // Policies are taken apart, statement by statement. What only names something protects nothing by itself.
        if (holder(raw)?.[property] === undefined || /PolicyDocument|KeyPolicy|Roles|AccessControl/.test(property)) return [];
        const takeAway = (resource: Json) => {
          if (property in OFF) holder(resource)[property] = OFF[property];
          else delete holder(resource)[property];
        };
        return [{ name: `${logicalId}.${property}`, stack: stack.id, logicalId, rules: rules.split(' '), takeAway }];
      }),
    ),
  );
}

/** Statements that refuse something, and conditions of those that let CloudTrail do something. */
function statementsIn(assembly: Assembly): Protection[] {
  return assembly.stacks.flatMap((stack) =>
    rawResources(stack).flatMap(([logicalId, raw]: [string, Json]) =>
      Object.entries(RULES_BY_PROPERTY[raw.Type] ?? {}).flatMap(([property, rules]): Protection[] => {
        const statements: Json[] = [raw.Properties?.[property]?.Statement ?? []].flat();
        return statements.flatMap((statement, index): Protection[] => {
          const of = { stack: stack.id, logicalId, rules: rules.split(' ') };
          const name = `${logicalId}.${property}.Statement.${index}`;
          if (statement.Effect === 'Deny') {
            return [{ ...of, name: `${name} (Deny)`, takeAway: ({ Properties }) => Properties[property].Statement.splice(index, 1) }];
          }
          if (statement.Principal?.Service !== 'cloudtrail.amazonaws.com' || !statement.Condition || !/BKT-10|KEY-03/.test(rules)) return [];
          if (/KEY/.test(rules) && !JSON.stringify(statement.Action).includes('GenerateDataKey')) return [];
          return [{ ...of, name: `${name}.Condition`, takeAway: ({ Properties }) => delete Properties[property].Statement[index].Condition }];
        });
      }),
    ),
  );
}

/** An assembly in which one resource is changed. */
function without(assembly: Assembly, stackId: string, logicalId: string, takeAway: (resource: Json) => void): Assembly {
  const stacks = assembly.stacks.map((stack) => {
    if (stack.id !== stackId) return stack;
    const template = structuredClone(stack.template) as Json;
    takeAway(template.Resources[logicalId]);
    return { ...stack, template };
  });
  return { ...assembly, stacks };
}
