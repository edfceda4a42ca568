/** What a service answered. */
export interface AwsAnswer {
  readonly status: number;
  /** The names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How often the request was sent: after the first, an earlier one may have taken effect. */
  readonly attempts: number;
}

/** An answer that is none of those that a request expects. */
export class AwsError extends Error {
  constructor(
    readonly status: number,
    /** As the service calls it, such as `AccessDenied`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

const THROTTLES =
  /^(SlowDown|Throttl.*|RequestThrottl.*|TooManyRequests.*|RequestLimitExceeded|BandwidthLimitExceeded|ProvisionedThroughputExceeded.*|PriorRequestNotComplete|EC2ThrottledException|KmsThrottled|.*ThrottlingException)$/;
const TRANSIENT_STATUS: readonly number[] = [429, 500, 502, 503, 504];
const TRANSIENT_CODES: readonly string[] = ['RequestTimeout', 'RequestTimeoutException', 'InternalError', 'InternalFailure', 'ServiceUnavailable'];

/** Whether a service may answer otherwise when it is asked again. */
export function isTransient(answer: Pick<AwsAnswer, 'status' | 'headers' | 'body'>): boolean {
  if (answer.status < 400) return false;
  const code = codeOf(answer);
  return TRANSIENT_STATUS.includes(answer.status) || THROTTLES.test(code) || TRANSIENT_CODES.includes(code);
}

/** The code of an error: in a header, in XML (S3), or in JSON. */
export function codeOf({ status, headers, body }: Pick<AwsAnswer, 'status' | 'headers' | 'body'>): string {
  const text = body.toString('utf8', 0, 4096);
  const stated = headers['x-amzn-errortype'] ?? /<Code>([\w.]+)<\/Code>/.exec(text)?.[1] ?? /"(?:__type|code)"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  // `com.amazonaws.sqs#QueueDoesNotExist:http://…` is `QueueDoesNotExist`.
  const code = stated?.replace(/^.*#/, '').replace(/:.*$/, '');
  return code && /^[\w.]{1,128}$/.test(code) ? code : `Http${status}`;
}

/**
 * The error of an answer.
 *
 * @param what for the message, such as `GetObject of 'key'`
 */
export function errorOf(answer: AwsAnswer, what: string): AwsError {
  const { status, headers, attempts } = answer;
  const code = codeOf(answer);
  const home = headers['x-amz-bucket-region'];
  const hint = (status === 301 || status === 307 || status === 400) && home ? `; the bucket is in ${home}, run the function there` : '';
  const tries = attempts > 1 ? ` in each of ${attempts} attempts` : '';
  const request = headers['x-amz-request-id'] ?? headers['x-amzn-requestid'];
  return new AwsError(status, code, `${what} failed${tries}: ${code} (HTTP ${status}${request ? `, request ${request}` : ''})${hint}`);
}
