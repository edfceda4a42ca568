import type { TemplateStack } from './assembly';
import { isJson, section } from './json';
import { parameterValue } from './parameters';
import { isOpen } from './symbols';
import { textOf } from './unknown';
import type { World } from './world';

/** Reads the conditions of a template. What does not follow from values is decided, either way, and once. */
export class ConditionReader {
  constructor(
    private readonly world: World,
    private readonly stack: TemplateStack,
  ) {}

  public holds(name: string): boolean {
    return this.test(section(this.stack.template, 'Conditions')[name], name);
  }

  private test(expression: unknown, name: string): boolean {
    if (!isJson(expression)) return this.decide(`condition ${name}`);
    const [[operator, argument] = ['', undefined]] = Object.entries(expression);
    const operands = Array.isArray(argument) ? argument : [argument];
    if (operator === 'Condition') return this.holds(String(argument));
    if (operator === 'Fn::Not') return !this.test(operands[0], name);
    if (operator === 'Fn::And') return operands.every((operand) => this.test(operand, name));
    if (operator === 'Fn::Or') return operands.some((operand) => this.test(operand, name));
    if (operator === 'Fn::Equals') return this.equal(operands, name);
    return this.decide(`condition ${name}`);
  }

  private equal(operands: readonly unknown[], name: string): boolean {
    const [one, other] = operands.map((operand) => textOf(this.world.resolve(this.stack, operand)));
    if (one === undefined || other === undefined) return this.decide(`condition ${name}`);
    if (one === other) return true;
    // A parameter that stands for itself is none of the values that it is compared with: those are tried apart.
    if (operands.some(isLiteral) && operands.some((operand) => this.isOwnParameter(operand))) return false;
    if (!isOpen(one) && !isOpen(other)) return false;
    return this.decide(`${one} equals ${other}`);
  }

  private isOwnParameter(operand: unknown): boolean {
    return (
      isJson(operand) &&
      typeof operand.Ref === 'string' &&
      this.stack.parent === undefined &&
      parameterValue(this.world, this.stack, operand.Ref) !== undefined
    );
  }

  private decide(question: string): boolean {
    return this.world.choices.choose(`${this.stack.id} ${question}`, [true, false], (answer) => `${question} is ${answer}`);
  }
}

function isLiteral(operand: unknown): boolean {
  return textOf(operand) !== undefined;
}
