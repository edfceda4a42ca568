import { S3Client } from '@aws-sdk/client-s3';

/** A client that finds buckets in whatever Region. */
export function s3Client(): S3Client {
  quietAboutNode();
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  // A local API has one host name for all buckets.
  return new S3Client({ followRegionRedirects: true, ...(endpoint && { forcePathStyle: true }), ...(!regionIsSet() && { region: 'us-east-1' }) });
}

/** What Node the SDK will want next year is not what the user asked. */
export function quietAboutNode(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}

/** Any Region finds the bucket, but the client wants one. */
function regionIsSet(): boolean {
  return (process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? process.env.AWS_PROFILE) !== undefined;
}
