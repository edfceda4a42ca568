import type { TemplateStack } from './assembly';
import { section } from './json';
import { compared, possibleValues } from './possible';
import type { Effect, PropertyChange } from './resource-change';
import type { RawResource, Survey } from './survey';
import { updateOf } from './update-requirements';

/** Both assemblies, as they can be deployed. */
export interface Surveys {
  readonly before: Survey;
  readonly after: Survey;
}

/** The properties of a resource that get another value, or may. */
export function changedProperties(before: RawResource, after: RawResource, surveys: Surveys): PropertyChange[] {
  const [older, newer] = [before, after].map(({ raw }) => section(raw, 'Properties')) as [Record<string, unknown>, Record<string, unknown>];
  const decidedAlike = isDecidedAlike(before.stack, after.stack);
  return [...new Set([...Object.keys(older), ...Object.keys(newer)])].sort().flatMap((name): PropertyChange[] => {
    const alike = JSON.stringify(older[name]) === JSON.stringify(newer[name]);
    if (alike && !hasFunctions(newer[name])) return [];
    const result = compared(possibleValues(surveys.before, before.stack, older[name]), possibleValues(surveys.after, after.stack, newer[name]));
    if (result === 'same' || (result === 'open' && alike && decidedAlike)) return [];
    // A parameter keeps its value in an update, whatever its new default is.
    const certain = result === 'different' && (!alike || decidedAlike);
    return [{ name, update: updateOf(String(after.raw.Type), name), certain }];
  });
}

/** What changes of properties do to their resource. */
export function effectOf(changes: readonly PropertyChange[]): Extract<Effect, 'same' | 'updated' | 'replaced' | 'cannotTell'> {
  if (changes.length === 0) return 'same';
  if (changes.some(({ update, certain }) => update === 'replaces' && certain)) return 'replaced';
  return changes.every(({ update }) => update === 'inPlace') ? 'updated' : 'cannotTell';
}

/** Whether the same deployment decides the conditions of two templates alike. */
export function isDecidedAlike(before: TemplateStack, after: TemplateStack): boolean {
  return ['Parameters', 'Mappings', 'Conditions'].every(
    (part) => JSON.stringify(section(before.template, part)) === JSON.stringify(section(after.template, part)),
  );
}

function hasFunctions(written: unknown): boolean {
  return /"(Ref|Fn::\w+)":|\{\{resolve:/.test(JSON.stringify(written) ?? '');
}
