import { CannotRun } from '../shared/terminal';
import type { Answer } from './check';

/** What services call a caller whom they do not know. Nothing can be asked then. */
const UNKNOWN_CALLER =
  /^(ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken|AuthFailure|CredentialsProviderError|TokenProviderError)$/;
const DENIED =
  /^(AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation|UnauthorizedAccess|Forbidden)$/;

/**
 * Asks a service. What is not there, what may not be asked and what does not answer are told apart.
 *
 * @param action as IAM calls it
 * @param absent the names of the errors that say that there is none
 */
export async function ask<T>(action: string, send: () => Promise<T>, absent: readonly string[] = []): Promise<Answer<T>> {
  try {
    return { is: 'there', value: await send() };
  } catch (error) {
    const { name, message } = error as Error;
    if (absent.includes(name)) return { is: 'absent' };
    if (UNKNOWN_CALLER.test(name)) {
      throw new CannotRun(`AWS does not accept the credentials (${name}: ${message}); log in again, or set AWS_PROFILE`);
    }
    return { is: 'unknown', because: isDenied(error) ? `access to ${action} is denied` : `${action} was not answered (${name}: ${message})` };
  }
}

/** Whether an error says that the caller may not ask. */
function isDenied(error: unknown): boolean {
  const { name, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return DENIED.test(name) || $metadata?.httpStatusCode === 403;
}
