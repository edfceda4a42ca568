/**
 * A policy, or a request, that cannot be evaluated for certain.
 *
 * Whoever catches it knows nothing about the access: neither that it is allowed nor that it is not.
 */
export class UnsupportedPolicyError extends Error {
  override readonly name = 'UnsupportedPolicyError';
}

/** Does some work, and tells where in the policy it was if the work finds something that it cannot evaluate. */
export function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UnsupportedPolicyError ? new UnsupportedPolicyError(`${place}: ${error.message}`) : error;
  }
}
