import { S3Client } from '@aws-sdk/client-s3';
import { Getter } from './s3-get';
import { Denied, S3Reader } from './s3-read';
import { Targets } from './s3-target';
import type { Archive } from './store';

/** The objects of S3, with many requests at once; read-only. */
export function s3Store(bucket: string): Archive {
  // What Node it will want next year is not what the user asked.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? process.env.AWS_PROFILE;
  const s3 = new S3Client({
    // A local API has one host name for all buckets.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(region === undefined && { region: 'us-east-1' }),
  });
  const [getter, targets] = [new Getter(), new Targets(s3)];
  const reader = new S3Reader(getter, targets);
  return {
    async *list(prefix) {
      for await (const { objects } of reader.list(bucket, prefix)) for (const { key } of objects) yield key;
    },
    async folders(prefix) {
      const names: string[] = [];
      for await (const { folders } of reader.list(bucket, prefix, '/')) names.push(...folders.map((folder) => folder.slice(prefix.length, -1)));
      return names;
    },
    async read(location) {
      try {
        return await reader.read(location);
      } catch (error) {
        if (!(error instanceof Denied) || location.bucket !== bucket) throw error;
        // To who may not list the whole bucket, S3 answers the same for an object that is not there: the list of its folder tells.
        for await (const { objects } of reader.list(bucket, location.key)) if (objects.some(({ key }) => key === location.key)) throw error;
        return undefined;
      }
    },
    source: async (location) => ({ target: await targets.of(location.bucket), key: location.key }),
    close: () => {
      getter.close();
      s3.destroy();
    },
  };
}
