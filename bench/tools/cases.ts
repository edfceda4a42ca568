import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '../../lib/rules/controls/judgement';
import { type Fixture, resultsOf, templatesOf } from '../../test/rules/controls/fixture';
import type { Template } from '../../test/rules/controls/hardened';
import { ROOT } from '../shared/compile';

/** A fixture that tools are asked about. */
export interface Case {
  readonly fixture: Fixture;
  /** One for each stack, in the order of the stacks. */
  readonly templates: readonly Template[];
  readonly ours: Verdict | undefined;
  /** What an answer of a tool has to be about; nothing where the rule found nothing that it could be about. */
  readonly about: readonly Place[];
}

/** A resource of a case. */
export interface Place {
  readonly stack: number;
  readonly logicalId: string;
}

const FIXTURES = join(ROOT, 'test/rules/controls/fixtures');
/** What speaks of a resource in its stead: some tools report the bucket, some its policy. */
const POLICIES = /^AWS::(S3::BucketPolicy|SNS::TopicPolicy|IAM::(Policy|ManagedPolicy|RolePolicy))$/;

/** Every fixture of every rule, as the tests have them. */
export async function casesOf(): Promise<Case[]> {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(files.sort().map(async (name) => Object.values<unknown>(await import(join(FIXTURES, name)))));
  const fixtures = modules.flat(2).filter((one): one is Fixture => typeof one === 'object' && one !== null && 'template' in one);
  return fixtures.map(caseOf);
}

function caseOf(fixture: Fixture): Case {
  const templates = templatesOf(fixture);
  const results = resultsOf(fixture).filter(({ resource }) => fixture.at === undefined || resource.logicalId === fixture.at);
  const [result] = results;
  const stackOf = (id: string | null) => Number(/^Stack(\d+)$/.exec(id ?? '')?.[1] ?? 1) - 1;
  const place = result?.resource.logicalId ? { stack: stackOf(result.resource.stack), logicalId: result.resource.logicalId } : undefined;
  return {
    fixture,
    templates,
    ours: results.length > 1 ? undefined : (result?.verdict ?? 'notApplicable'),
    about: place ? [place, ...policiesOf(templates, place)] : [],
  };
}

/** By a reference in the same stack, or by the name of the resource. */
function policiesOf(templates: readonly Template[], { stack, logicalId }: Place): Place[] {
  const name = nameOf(templates[stack]?.Resources?.[logicalId]?.Properties);
  const reference = `"(Ref|Fn::GetAtt)":(\\[)?"${logicalId}"`;
  return templates.flatMap((template, index) => {
    const mentions = new RegExp([...(index === stack ? [reference] : []), ...(name === undefined ? [] : [`"${name}"`])].join('|') || '(?!)');
    return Object.entries<Template>(template.Resources ?? {})
      .filter(([id, one]) => !(index === stack && id === logicalId) && POLICIES.test(one?.Type) && mentions.test(JSON.stringify(one)))
      .map(([id]) => ({ stack: index, logicalId: id }));
  });
}

function nameOf(properties: Template): string | undefined {
  const names = ['BucketName', 'RoleName', 'TopicName'].map((property) => properties?.[property]);
  return names.find((name) => typeof name === 'string' && /^[\w-]+$/.test(name));
}
