import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { version } from '@cdklabs/cdk-validator-cfnguard/package.json';
import type { IPolicyValidationContext } from 'aws-cdk-lib';
import type { Case } from './cases';
import type { Tool } from './tool';

/** A rule of Control Tower, as its file describes it. */
interface GuardRule {
  /** As `CT.S3.PR.1`. */
  readonly id: string;
  /** What the plugin calls it. */
  readonly name: string;
  readonly resourceTypes: readonly string[];
}

const RULES = join(dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json')), 'rules/control-tower/cfn-guard');
/**
 * Control Tower's rules as the plugin runs them: with cfn-guard, over files. One file at a time: the plugin fails as a whole if it cannot read what
 * cfn-guard says of one of them.
 *
 * @param wanted the rules that are asked; the process takes the longer, the more it has to read
 */
export function guard(cases: readonly Case[], wanted: ReadonlySet<string>): Tool {
  const all = rules();
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  const plugin = new CfnGuardValidator({ disabledRules: all.filter(({ id }) => !wanted.has(id)).map(({ id }) => fileNameOf(id)) });
  const texts = new Set(cases.flatMap(({ templates }) => templates.map((template) => JSON.stringify(template))));
  const broken = new Map([...texts].map((text, index) => [text, validate(plugin, join(folder, `${index}.template.json`), text)]));
  rmSync(folder, { recursive: true });
  return {
    name: 'Control Tower',
    version,
    answer: ({ templates }, id, { stack, logicalId }) => {
      const rule = all.find((known) => known.id === id);
      const template = templates[stack];
      if (!rule?.resourceTypes.includes(template?.Resources?.[logicalId]?.Type)) return undefined;
      const found = broken.get(JSON.stringify(template));
      return found === 'threw' ? 'threw' : found?.has(`${rule.name} ${logicalId}`) ? 'fail' : 'pass';
    },
    refuses: ({ fixture }) =>
      fixture.parameters ? 'its rules take no parameters' : fixture.given ? 'the plugin takes no parameters of templates' : undefined,
  };
}

/** The rules that are broken, each with the resource. */
function validate(plugin: CfnGuardValidator, file: string, text: string): ReadonlySet<string> | 'threw' {
  writeFileSync(file, text);
  try {
    const { violations } = plugin.validate({ templatePaths: [file] } as unknown as IPolicyValidationContext);
    return new Set(violations.flatMap(({ ruleName, violatingResources }) => violatingResources.map((one) => `${ruleName} ${one.resourceLogicalId}`)));
  } catch {
    return 'threw';
  }
}

function rules(): GuardRule[] {
  const files = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.guard'));
  return files.map((file) => {
    const text = readFileSync(join(RULES, file), 'utf8');
    const id = basename(file, '.guard').replaceAll('-', '.').toUpperCase();
    const [, types = ''] = /# Reports on:\n((?:# +AWS::.*\n)+)/.exec(text) ?? [];
    return { id, name: /^rule (\w+) when is_cfn_template/m.exec(text)?.[1] ?? id, resourceTypes: types.match(/AWS::\w+::\w+/g) ?? [] };
  });
}

function fileNameOf(id: string): string {
  return id.toLowerCase().replaceAll('.', '-');
}
