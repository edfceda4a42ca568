import type { TemplateStack } from './assembly';
import { isJson, type Json, section } from './json';
import { free, symbolsIn } from './symbols';
import { textOf } from './unknown';

/** The declaration of the parameter that a text wholly stands for; `undefined` for any other text. */
export function parameterOf(stacks: readonly TemplateStack[], text: string): Json | undefined {
  const [symbol, ...others] = symbolsIn(text);
  if (symbol !== text || others.length > 0) return undefined;
  for (const stack of stacks) {
    if (!text.startsWith(free(stack.id).slice(0, -1))) continue;
    for (const [name, declared] of Object.entries(section(stack.template, 'Parameters'))) {
      if (isJson(declared) && free(`${stack.id}.${name}`) === text) return declared;
    }
  }
  return undefined;
}

/** Whether CloudFormation takes a text for a parameter. What its pattern says in a way that is not understood here may let it through. */
export function accepts({ AllowedPattern, MinLength, MaxLength, MinValue, MaxValue, Type }: Json, text: string): boolean {
  // The constraints are for the name in the parameter store, where no value is empty.
  if (typeof Type === 'string' && Type.startsWith('AWS::SSM::')) return text !== '';
  if (typeof AllowedPattern === 'string' && !matchesWhole(AllowedPattern, text)) return false;
  if (MinLength !== undefined && text.length < Number(textOf(MinLength))) return false;
  if (MaxLength !== undefined && text.length > Number(textOf(MaxLength))) return false;
  if (MinValue !== undefined && Number(text) < Number(textOf(MinValue))) return false;
  if (MaxValue !== undefined && Number(text) > Number(textOf(MaxValue))) return false;
  if (Type === 'Number') return text.trim() !== '' && Number.isFinite(Number(text));
  // What is looked up, or must exist in the account, is never empty.
  return text !== '' || Type === 'String' || Type === 'CommaDelimitedList' || Type === undefined;
}

/** CloudFormation wants the whole value to match. */
function matchesWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}
