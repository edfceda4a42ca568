/**
 * Whether EventBridge matches an event, as far as patterns of this library go. Fails for an operator that it does not know.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesEvent(pattern: unknown, event: unknown): boolean {
  return Object.entries(pattern as object).every(([name, wanted]) => {
    // With one alternative it would be the name of a field.
    if (name === '$or' && Array.isArray(wanted) && wanted.length > 1) return wanted.some((one) => matchesEvent(one, event));
    const found = valuesAt(event, name);
    if (!Array.isArray(wanted)) return (found.length > 0 ? found : [{}]).some((one) => matchesEvent(wanted, one ?? {}));
    if (wanted.length === 0) throw new Error(`EventBridge refuses a pattern without values: ${name}`);
    return wanted.some((one) => matchesValue(one, found));
  });
}

/** What a field has: of an array, its elements, since one of them is enough. */
function valuesAt(event: unknown, name: string): unknown[] {
  if (Array.isArray(event)) return event.flatMap((one) => valuesAt(one, name));
  if (typeof event !== 'object' || event === null || !(name in event)) return [];
  return [(event as Record<string, unknown>)[name]].flat();
}

function matchesValue(wanted: unknown, found: readonly unknown[]): boolean {
  if (wanted === null || typeof wanted !== 'object') return found.includes(wanted);
  const [[operator, operand] = [], ...others] = Object.entries(wanted);
  if (others.length > 0) throw new Error(`a matcher has one operator: ${JSON.stringify(wanted)}`);
  if (operator === 'exists') return operand === found.some((one) => one !== undefined && !isObject(one));
  const holds = OPERATORS[String(operator)]?.(operand);
  if (!holds) throw new Error(`operator ${operator} is not known`);
  return found.some((one) => typeof one === 'string' && holds(one));
}

const OPERATORS: Record<string, (operand: string) => (text: string) => boolean> = {
  prefix: (operand) => (text) => text.startsWith(operand),
  suffix: (operand) => (text) => text.endsWith(operand),
  'equals-ignore-case': (operand) => (text) => text.toLowerCase() === operand.toLowerCase(),
  wildcard: (operand) => {
    const parts = operand.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('.*')}$`, 's');
    return (text) => pattern.test(text);
  },
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
