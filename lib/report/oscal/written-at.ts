/**
 * When a document is written: now, or what `SOURCE_DATE_EPOCH` says, so that a build that can be repeated gives the same file.
 *
 * @throws Error if that is no whole number of seconds since 1970
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function writtenAt({ SOURCE_DATE_EPOCH: epoch }: Readonly<Record<string, string | undefined>> = process.env): Date {
  if (epoch === undefined || epoch === '') return new Date();
  if (!/^\d{1,11}$/.test(epoch)) throw new Error(`SOURCE_DATE_EPOCH must be whole seconds since 1970, got ${JSON.stringify(epoch)}`);
  return new Date(Number(epoch) * 1000);
}
