import { macrosOf } from '../rules/controls/macros';
import { type Assembly, rawResources, type TemplateStack } from '../template/assembly';

const ALWAYS = [
  'Templates show what is declared: what is deployed, and what was changed since, is not seen.',
  'Trails and their guards are looked at: log buckets, keys, log groups, roles and topics of trails that these templates define, and alarms.',
  'A control that is met here is met in the part that its rules cover; what stays open is said beside it.',
];

/** What was not looked at, or cannot be seen. */
export function limitsOf(assembly: Assembly): string[] {
  const found = assembly.stacks.flatMap((stack) => [...macros(stack), ...loops(stack), ...unread(assembly, stack)]);
  return [...ALWAYS, ...found, ...assembly.skipped.map((file) => `Not read: ${file}`)];
}

function macros(stack: TemplateStack): string[] {
  return macrosOf(stack).map(
    (macro) => `${stack.id}: the macro ${macro} writes the template anew before it is deployed, so nothing in it is certain.`,
  );
}

function loops(stack: TemplateStack): string[] {
  const names = Object.keys((stack.template.Resources as object | undefined) ?? {}).filter((name) => name.startsWith('Fn::ForEach::'));
  return names.map((name) => `${stack.id}: the resources of ${name} were not looked at.`);
}

function unread({ stacks }: Assembly, stack: TemplateStack): string[] {
  return rawResources(stack).flatMap(([logicalId, { Type }]) => {
    const isRead = stacks.some(({ parent }) => parent?.stack === stack && parent.logicalId === logicalId);
    if (Type === 'AWS::CloudFormation::Stack' && !isRead) return [`${stack.id}: the template of the nested stack ${logicalId} was not read.`];
    return Type === 'AWS::CloudFormation::StackSet' ? [`${stack.id}: what the stack set ${logicalId} deploys was not looked at.`] : [];
  });
}
