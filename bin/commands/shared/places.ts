import { CannotRun } from './terminal';

/** A place in S3. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** The parts of `s3://bucket/prefix`. */
export function s3Place(url: string, option: string): S3Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(url) ?? [];
  if (bucket === undefined) throw new CannotRun(`${option} ${url} names no bucket; write it as s3://bucket/prefix`);
  return { bucket, prefix };
}

/** The parts of the URL of a queue. */
export interface QueuePlace {
  readonly url: string;
  /** `undefined` where the URL does not say, as that of a local API. */
  readonly region?: string;
  readonly account: string;
  readonly name: string;
}

/** Reads the URL of a queue, as SQS and the output of a stack show it. */
export function queuePlace(url: string, option: string): QueuePlace {
  const [, host = '', account, name] = /^https?:\/\/([^/]+)\/(\d{12})\/([\w-]{1,80})$/.exec(url) ?? [];
  if (account === undefined || name === undefined) {
    throw new CannotRun(`${option} ${url} is not the URL of a queue; write it as https://sqs.eu-west-1.amazonaws.com/111122223333/name`);
  }
  const region = /^sqs\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(host)?.[1];
  return { url, account, name, ...(region && { region }) };
}
