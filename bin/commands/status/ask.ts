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
    const status = statusOf(error);
    const said = wordsOf(name, message, status);
    if (UNKNOWN_CALLER.test(name)) {
      throw new CannotRun(`AWS does not accept the credentials for ${action} (${said}); log in again, set AWS_PROFILE, or enable the Region`);
    }
    if (status === undefined) throw new CannotRun(`AWS cannot be reached for ${action} (${said}); check the network and the Region`);
    const isDenied = status === 403 || DENIED.test(name);
    return { is: 'unknown', because: isDenied ? `access to ${action} is denied` : `${action} was not answered (${said})` };
  }
}

/** An answer that is not of the service, such as the page of a proxy, says nothing that helps. */
function wordsOf(name: string, message: string, status: number | undefined): string {
  const [line = ''] = message.split('\n');
  const isForeign = name === 'SyntaxError' || /Deserialization error/.test(message);
  return isForeign ? `HTTP ${status}, and no answer that AWS gives` : name === 'NoAnswer' ? line : `${name}: ${line}`;
}

/** The status of the answer of HTTP; `undefined` where there was none. */
function statusOf(error: unknown): number | undefined {
  return (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
}
