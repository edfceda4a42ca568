import { UnsupportedPolicyError } from './unsupported-policy-error';

/** A value as text for a message. */
export const quoted = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** Whether something is what JSON calls an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One or more literal strings; numbers and booleans count where the grammar of policies lets them do without quotes. */
export function literals(element: unknown, unquoted: readonly string[] = []): string[] {
  const values: unknown[] = Array.isArray(element) ? element : [element];
  if (values.length === 0) {
    throw new UnsupportedPolicyError('the list is empty, and services differ in what they make of that; give a value or leave the element out');
  }
  return values.map((value) => literal(value, unquoted));
}

function literal(value: unknown, unquoted: readonly string[]): string {
  if (typeof value !== 'string' && !unquoted.includes(typeof value)) {
    throw new UnsupportedPolicyError(`${quoted(value)} is not a literal string; resolve intrinsic functions before the policy is evaluated`);
  }
  const text = String(value);
  if (text.includes('${')) {
    throw new UnsupportedPolicyError(`policy variables are not evaluated, got ${quoted(text)}; put in the value that the variable stands for`);
  }
  return text;
}
