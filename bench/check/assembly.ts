import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../test/rules/controls/hardened';
import { otherResources } from './other-resources';
import { trailStack } from './trail-stack';

/** How big an assembly is. */
export interface Made {
  readonly stacks: number;
  readonly resources: number;
  readonly trails: number;
  readonly megabytes: number;
}

/** The stacks of an account: one of them has a trail. */
const PER_ACCOUNT = 6;
const RESOURCES = 90;

/** Writes a cloud assembly as the CDK does: templates, the paths of the constructs, and the manifest. */
export function makeAssembly(directory: string, stacks: number): Made {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const templates = Array.from({ length: Math.ceil(stacks / PER_ACCOUNT) }, (_, account) => templatesOf(account)).flat();
  const artifacts = templates.slice(0, stacks).map(({ name, account, template }) => {
    const templateFile = `${name}.template.json`;
    const additionalMetadataFile = `${name}.metadata.json`;
    writeFileSync(join(directory, templateFile), JSON.stringify(template, undefined, 1));
    writeFileSync(join(directory, additionalMetadataFile), JSON.stringify(pathsOf(name, template)));
    const properties = { templateFile, stackName: name };
    return [
      name,
      { type: 'aws:cloudformation:stack', environment: `aws://${account}/eu-west-1`, properties, additionalMetadataFile, displayName: name },
    ];
  });
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts: Object.fromEntries(artifacts) }));
  const written = templates.slice(0, stacks).map(({ template }) => template);
  const count = (is: (resource: Template) => boolean) => written.flatMap(({ Resources }) => Object.values<Template>(Resources)).filter(is).length;
  return {
    stacks,
    resources: count(() => true),
    trails: count(({ Type }) => Type === 'AWS::CloudTrail::Trail'),
    megabytes: written.reduce((sum, template) => sum + JSON.stringify(template, undefined, 1).length, 0) / 1e6,
  };
}

interface Written {
  readonly name: string;
  readonly account: string;
  readonly template: Template;
}

/** The stacks of one account: the second has the trail, which may import from the first. */
function templatesOf(index: number): Written[] {
  const account = String(111122220000 + index);
  const names = Array.from({ length: PER_ACCOUNT }, (_, at) => `Account${index}Stack${at}`);
  const { trail, imported } = trailStack(`Audit${index}`, account, { conditions: index % 3 === 0, imports: index % 2 === 1 });
  return names.map((name, at): Written => {
    const own = at === 1 ? trail : at === 0 ? imported : { Resources: {} };
    const missing = RESOURCES - Object.keys(own.Resources).length;
    return { name, account, template: { ...own, Resources: { ...own.Resources, ...otherResources(missing) } } };
  });
}

function pathsOf(name: string, { Resources }: Template): Template {
  return Object.fromEntries(Object.keys(Resources).map((id) => [`/${name}/${id}/Resource`, [{ type: 'aws:cdk:logicalId', data: id }]]));
}
