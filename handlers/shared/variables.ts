/** Reads a variable of the environment. */
export type ReadVariable = (name: string, options?: { readonly mayBeEmpty?: boolean }) => string;

/**
 * Reads variables of the environment that a construct sets.
 *
 * @throws when one is read that is missing, or is empty and may not be
 */
export function variablesOf(env: NodeJS.ProcessEnv, construct: string): ReadVariable {
  return (name, { mayBeEmpty = false } = {}) => {
    const value = env[name];
    if (value === undefined || (value === '' && !mayBeEmpty)) {
      throw new Error(`environment variable '${name}' is missing; the construct ${construct} sets it`);
    }
    return value;
  };
}
