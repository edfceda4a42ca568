/** An error answer of S3. Clients decide by its code and status, so both are those of the service. */
export class S3Error extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const noSuchKey = (key: string) => new S3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });

export const noSuchBucket = (bucket: string) => new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });

export const preconditionFailed = (condition: string) =>
  new S3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', { Condition: condition });

/** What this server does not know it refuses: a call that is accepted and not carried out would make a test pass for nothing. */
export const notImplemented = (what: string) =>
  new S3Error('NotImplemented', 501, `A header or parameter you provided implies functionality that is not implemented: ${what}`);
