import type { TemplateStack } from './assembly';
import { isJson, section } from './json';
import { isOpen } from './symbols';
import { textOf } from './unknown';
import type { World } from './world';

/** Whether a condition holds. What does not follow from values is decided, either way, and once. */
export function conditionHolds(world: World, stack: TemplateStack, name: string): boolean {
  const test = (expression: unknown): boolean => {
    const [[operator, argument] = ['', undefined]] = Object.entries(isJson(expression) ? expression : {});
    const operands = Array.isArray(argument) ? argument : [argument];
    if (operator === 'Condition') return world.holds(stack, String(argument));
    if (operator === 'Fn::Not') return !test(operands[0]);
    if (operator === 'Fn::And') return operands.every(test);
    if (operator === 'Fn::Or') return operands.some(test);
    if (operator === 'Fn::Equals') return equal(world, stack, operands, name);
    return decide(world, stack, `condition ${name}`);
  };
  return test(section(stack.template, 'Conditions')[name]);
}

/** Takes a decision that a template leaves open. */
export function decide(world: World, stack: TemplateStack, question: string): boolean {
  return world.choices.choose(`${stack.id} ${question}`, [true, false], (answer) => `${question} is ${answer}`);
}

function equal(world: World, stack: TemplateStack, operands: readonly unknown[], name: string): boolean {
  const [one, other] = operands.map((operand) => textOf(world.resolve(stack, operand)));
  if (one === undefined || other === undefined) return decide(world, stack, `condition ${name}`);
  if (one === other) return true;
  // A parameter that stands for itself is none of the values that it is compared with: those are tried apart.
  if (operands.some((operand) => textOf(operand) !== undefined) && operands.some((operand) => isOwnParameter(world, stack, operand))) return false;
  return isOpen(one) || isOpen(other) ? decide(world, stack, `${one} equals ${other}`) : false;
}

function isOwnParameter(world: World, stack: TemplateStack, operand: unknown): boolean {
  if (!isJson(operand) || typeof operand.Ref !== 'string' || stack.parent !== undefined) return false;
  return world.parameter(stack, operand.Ref) !== undefined;
}
