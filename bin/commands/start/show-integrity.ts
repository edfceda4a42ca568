import { generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { publicKeyOf } from '../../../lib/integrity/compose';
import { inWords } from '../../../lib/integrity/verdict';
import { parseDeliveredFileKey } from '../../../lib/log-format/log-file-key';
import { count, printable } from '../shared/terminal';
import type { LogFile } from './find-logs';
import { contentOf } from './objects';
import { type SignedRun, signDigests } from './sign-digests';
import { type Verified, verifyDigests } from './verify-digests';

/** What was done to the archive behind CloudTrail's back. */
interface Tampering {
  readonly altered: string;
  readonly deleted: string;
}

/**
 * Signs digests for delivered files, verifies them, then alters a log file and deletes a digest, and verifies again.
 *
 * @returns what to show, and 0 if the first verification found nothing and the second one found both
 */
export async function showIntegrity(s3: S3Client, bucket: string, files: readonly LogFile[]): Promise<{ text: string; exitCode: 0 | 1 }> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const runs = await signDigests({ s3, bucket, files, privateKey });
  const verify = () => verifyDigests(s3, bucket, runs, publicKeyOf(privateKey));
  const before = await verify();
  const tampering = await tamper(s3, bucket, runs);
  const after = await verify();
  const [wrongBefore, found] = [wrongIn(before), wrongIn(after)];
  const isFound = tampering !== undefined && isNoticed(tampering, after);
  return {
    text: [
      `${count(before.files.filter(({ kind }) => kind === 'digest').length, 'digest file')}, signed with a key of this run in the place of CloudTrail's, for ${count(runs.length, 'period')} with files:`,
      `  ${totals(before)}`,
      ...wrongBefore.map((line) => `  ${printable(line)}`),
      ...(tampering ? ['', 'Then one letter of a log file was changed, and a digest file was deleted:', `  ${totals(after)}`] : []),
      ...(tampering ? found.map((line) => `  ${printable(line)}`) : ['There was nothing to tamper with: no log file of the first hour can be read.']),
    ].join('\n'),
    exitCode: wrongBefore.length === 0 && (isFound || tampering === undefined) ? 0 : 1,
  };
}

function isNoticed({ altered, deleted }: Tampering, { files, intervals }: Verified): boolean {
  const isAltered = files.some(({ key, verdict, reason }) => key === altered && verdict === 'invalid' && reason === 'hash-mismatch');
  return isAltered && intervals.some(({ verdict, end }) => verdict === 'missing' && end === timeOf(deleted));
}

/** The end of the hour of a digest, as results say it. */
function timeOf(digest: string): string {
  return `${parseDeliveredFileKey(digest)?.time.toISOString().slice(0, 19)}Z`;
}

function totals({ files, intervals }: Verified): string {
  const valid = files.filter(({ verdict }) => verdict === 'valid').length;
  return `${valid} of ${count(files.length, 'file')} valid, ${intervals.filter(({ verdict }) => verdict === 'valid').length} of ${count(intervals.length, 'hour')} proven`;
}

function wrongIn({ files, intervals }: Verified): string[] {
  return [
    ...files.flatMap((file) => (file.verdict === 'valid' ? [] : [`${file.key}: ${inWords(file)}`])),
    ...intervals.flatMap((hour) =>
      hour.verdict === 'valid' ? [] : [`${hour.account} ${hour.region} from ${hour.start} to ${hour.end}: ${inWords(hour)}`],
    ),
  ];
}

/** In the period with the most digests: a file of the first hour, and the digest of the second one. */
async function tamper(s3: S3Client, bucket: string, runs: readonly SignedRun[]): Promise<Tampering | undefined> {
  const [most] = [...runs].sort((one, other) => other.digests.length - one.digests.length);
  const [altered, deleted] = [await firstLogFile(s3, bucket, most), most?.digests[1]?.key];
  if (!altered || !deleted) return undefined;
  const content = (await promisify(gunzip)(await contentOf(s3, bucket, altered))).toString('latin1');
  const changed = content.replace(/"userName":"(.)/, (_, letter: string) => `"userName":"${letter === 'x' ? 'y' : 'x'}`);
  const text = changed === content ? content.replace('"', '" ') : changed;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: altered, Body: gzipSync(Buffer.from(text, 'latin1')) }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: deleted }));
  return { altered, deleted };
}

/** The first log file that the first digest of a period lists, where it can be read. */
async function firstLogFile(s3: S3Client, bucket: string, run: SignedRun | undefined): Promise<string | undefined> {
  const [first] = run?.digests ?? [];
  if (!first) return undefined;
  const { logFiles } = JSON.parse((await promisify(gunzip)(first.content)).toString('utf8')) as { logFiles: { s3Object: string }[] };
  const key = logFiles[0]?.s3Object;
  if (key === undefined) return undefined;
  return promisify(gunzip)(await contentOf(s3, bucket, key)).then(
    () => key,
    () => undefined,
  );
}
