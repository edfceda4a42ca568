import { CannotRun } from './terminal';

const MADE_UP = /[\w-]*«([^»]*)»/g;

/**
 * Puts names that CloudFormation made up at a deployment in the place of what stands for them in a template.
 *
 * @param given `Reports=stack-reports-1abc`, by the construct as it is shown, or by the logical id
 */
export function namesIn(given: readonly string[], display: (value: string) => string): <T>(value: T) => T {
  const names = new Map(given.map(parse));
  const named = (text: string) =>
    text.replace(MADE_UP, (placeholder, inner: string) => {
      const shown = display(placeholder).replace(/^<|>$/g, '');
      return names.get(shown) ?? names.get(inner) ?? names.get(inner.slice(inner.lastIndexOf('.') + 1)) ?? placeholder;
    });
  return (value) => (names.size === 0 ? value : deep(value, named));
}

function parse(given: string): [string, string] {
  const [, construct, name] = /^([^=]+)=(.+)$/s.exec(given) ?? [];
  if (construct === undefined || name === undefined) {
    throw new CannotRun(
      `--name must be a construct or a logical id and a name, got ${JSON.stringify(given)}; write it as Reports=stack-reports-1abc`,
    );
  }
  return [construct, name];
}

function deep<T>(value: T, named: (text: string) => string): T {
  if (typeof value === 'string') return named(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => deep(item, named)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, named)])) as T;
}
