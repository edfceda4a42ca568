import type { TemplateStack } from '../../template/assembly';
import type { TemplateResource } from '../../template/resource';
import { type Judgement, unknown } from './judgement';

/** Macros of AWS that change nothing of what is written about trails and their guards. */
const HARMLESS = ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31', 'AWS::SecretsManager-2020-07-23', 'AWS::SecretsManager-2024-09-16'];

/** What of a judgement remains where a macro writes the template anew before it is deployed. */
export function beyondTemplate(judgement: Judgement, resource: TemplateResource): Judgement {
  if (judgement.verdict === 'unknown' || judgement.verdict === 'notApplicable') return judgement;
  const resources = [resource, ...judgement.grounds.map((ground) => ground.resource)];
  const macro = resources
    .map(({ stack, rawProperties }) => macrosOf(stack)[0] ?? ('Fn::Transform' in rawProperties ? 'Fn::Transform' : undefined))
    .find(Boolean);
  if (macro === undefined) return judgement;
  return unknown(`${judgement.because}, before ${macro} changes the template`, `what ${macro} makes of the template`, ...judgement.grounds);
}

/** The macros of a template that can change anything in it. */
export function macrosOf({ template }: TemplateStack): string[] {
  return [template.Transform].flat().flatMap((macro) => {
    if (macro === undefined) return [];
    const name = typeof macro === 'string' ? macro : String((macro as { Name?: unknown } | null)?.Name ?? 'a macro');
    return HARMLESS.includes(name) ? [] : [name];
  });
}
