import type { TemplateStack } from '../../template/assembly';
import { isJson, type Json, section } from '../../template/json';
import { parameterOf } from '../../template/parameter-range';
import { display, free, isUnresolved, symbolsIn } from '../../template/symbols';
import type { World } from '../../template/world';
import { type Answer, every } from './answer';

/** What a deployment fills in for these can be any text. */
const ANY_TEXT = /^(Custom::|AWS::CloudFormation::)/;

/** Whether a text is the same for every request: without wildcards and policy variables, also once the deployment has filled it in. */
export function isFixed(world: World, text: string): Answer {
  if (/[*?]|\$\{/.test(text)) return false;
  const open = symbolsIn(text).filter(isUnresolved);
  return every(open.map((symbol) => (canBeWildcard(world, symbol) ? { dependsOn: display(symbol) } : true)));
}

function canBeWildcard(world: World, symbol: string): boolean {
  const { stacks } = world.assembly;
  const declared = parameterOf(stacks, symbol);
  return declared ? takesWildcards(declared) : !stacks.some((stack) => isAttribute(stack, symbol));
}

/** Whether a symbol stands for what a resource will be named or have: services make up no wildcards. */
function isAttribute(stack: TemplateStack, symbol: string): boolean {
  const start = free(`${stack.id}.`).slice(0, -1);
  const logicalId = symbol.startsWith(start) ? /^[A-Za-z0-9]+/.exec(symbol.slice(start.length))?.[0] : undefined;
  const resource = logicalId === undefined ? undefined : section(stack.template, 'Resources')[logicalId];
  return isJson(resource) && !ANY_TEXT.test(String(resource.Type));
}

/** Whether a parameter can have a wildcard in its value: what must exist in the account has none, and a pattern may leave no room for one. */
function takesWildcards({ Type, AllowedPattern }: Json): boolean {
  if (typeof Type === 'string' && !/^(String|CommaDelimitedList|AWS::SSM::.*)$/.test(Type)) return false;
  if (typeof AllowedPattern !== 'string') return true;
  const pieces = AllowedPattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|\./gs) ?? [];
  return pieces.some((piece) => ['*', '?'].some((sign) => matches(piece, sign)));
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^${pattern}$`).test(text);
  } catch {
    return true;
  }
}
