import type { Command } from 'commander';
import type { Outcome } from '../../lib/integrity/verdict';
import { COULD_NOT_RUN, endWith, run } from './shared/run';
import { write } from './shared/write';
import { type GivenReport, readReport } from './verify/again';
import { checkEvidence, reportText, type Signer, writeEvidence } from './verify/evidence';
import type { FileThread } from './verify/file-thread';
import { FileThreads, startThreads } from './verify/file-threads';
import { help } from './verify/help';
import { printJson } from './verify/json';
import { keysAsJson, keysOfFile, keysOfService, type RememberedKeys } from './verify/keys';
import { openArchive } from './verify/open';
import { policyFor } from './verify/policy';
import { evidenceOf, filesOf, findingsOf } from './verify/report';
import { type Request, type RequestOptions, requestOf } from './verify/request';
import { verifyAll } from './verify/run';
import { scopesOf } from './verify/scopes';
import { inText } from './verify/text';
import { WorkFolder } from './verify/work-folder';

interface Options extends RequestOptions, Signer {
  readonly keys?: string;
  readonly saveKeys?: string;
  readonly metadata?: string;
  readonly checkpoint?: string;
  readonly evidence?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly printPolicy?: boolean;
}

const EXIT: Readonly<Record<Outcome, number>> = { valid: 0, invalid: 1, undecided: 2 };

/** Adds `verify` to the program. */
export function register(program: Command): void {
  program
    .command('verify')
    .description('proves that log files are complete and untampered, by the digests that CloudTrail signed')
    .argument('[archive]', 's3://bucket/prefix, or a folder with the objects of a bucket at their keys')
    .option('--from <time>', 'verify digests that end after it, in UTC: 2026-07-01, or 2026-07-01T12:00:00Z')
    .option('--to <time>', 'and not after it (default: now)')
    .option('--trail-arn <arn>', 'the digests of this trail only (default: of all that deliver there)')
    .option('--accounts <ids>', 'these accounts only, with commas between them; counted as missing where nothing is there')
    .option('--regions <names>', 'these Regions only, with commas between them; counted as missing where nothing is there')
    .option('--keys <file>', 'public keys from a file, as --save-keys or aws cloudtrail list-public-keys wrote it (default: asks CloudTrail)')
    .option('--save-keys <file>', 'writes the public keys that were used, for work without a connection')
    .option('--metadata <file>', 'the metadata of the objects of a folder (default: object-metadata.json in it or above it)')
    .option('--moved-from <place>', 's3://bucket/prefix where CloudTrail delivered, if the archive is a copy of it')
    .option(
      '--stopped <from/to>',
      'a time at which logging was off, as you know: reported, not counted; can be repeated',
      (value, others: string[] = []) => [...others, value],
    )
    .option('--lag <hours>', 'how late a digest may come after the end of its hour', '2')
    .option('--checkpoint <folder>', 'keeps what is done, so that the same command goes on from there')
    .option('--evidence <folder>', 'writes a report in JSON and HTML that a second person can repeat')
    .option('--sign-key <file>', 'signs the report with a private key in PEM')
    .option('--kms-key <arn>', 'signs the report with a key of KMS')
    .option('--report <folder>', 'repeats the verification of a report, and compares')
    .option('--print-policy', 'prints the IAM policy that this needs, and does nothing else')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    // 2 says something else here than in the other commands.
    .exitOverride(endWith(COULD_NOT_RUN))
    .action((archive: string | undefined, options: Options) => run(() => verify(archive, options), COULD_NOT_RUN));
}

async function verify(place: string | undefined, options: Options): Promise<number> {
  if (options.printPolicy) {
    console.log(policyFor(place, options));
    return 0;
  }
  const given = options.report === undefined ? undefined : readReport(options.report);
  const asked = given ? { ...given.report.request, ...(place && { place }) } : requestOf(place, options, new Date());
  checkEvidence(options.evidence, options);
  // They start while the archive is opened.
  const others = startThreads();
  try {
    return await verifyArchive(asked, given, options, others);
  } finally {
    for (const other of others) other.close();
  }
}

async function verifyArchive(asked: Request, given: GivenReport | undefined, options: Options, others: readonly FileThread[]): Promise<number> {
  const { archive, bucket, prefix, request } = await openArchive(asked, options.metadata);
  const everyFile = Boolean(options.json) || options.evidence !== undefined || given !== undefined;
  const threads = new FileThreads(archive, others);
  const folder = WorkFolder.open(options.checkpoint, request, everyFile);
  try {
    const [keys, scopes] = await Promise.all([keysFor(folder.request, options.keys ?? given?.keys), scopesOf(archive, prefix, folder.request)]);
    const results = await verifyAll({ request: folder.request, archive, bucket, prefix, scopes, keys, folder, threads });
    const findings = await findingsOf(folder.request, results);
    if (options.saveKeys !== undefined) write(keysAsJson(keys.used()), options.saveKeys);
    const evidence = options.evidence !== undefined || given ? await evidenceOf(findings, results, keys.used()) : undefined;
    if (options.json) await printJson(findings, filesOf(results));
    else console.log(await inText(findings, filesOf(results)));
    const say = options.json ? console.error : console.log;
    if (options.evidence !== undefined && evidence) for (const line of await writeEvidence(options.evidence, evidence, options)) say(line);
    const same = given && evidence ? compare(given, reportText({ ...evidence, request: given.report.request }), say) : true;
    return same ? EXIT[findings.verdict] : EXIT.invalid;
  } finally {
    folder.close();
    archive.close();
  }
}

/** Whether the same was found again in a report that nobody changed. */
function compare({ text, lines, intact }: GivenReport, again: string, say: (line: string) => void): boolean {
  for (const line of lines) say(line);
  say(`the same was found again: ${text === again ? 'yes' : 'NO'}`);
  return intact && text === again;
}

async function keysFor({ from, to }: Request, file: string | undefined): Promise<RememberedKeys> {
  if (file !== undefined) return keysOfFile(file);
  const { fetchFromCloudTrail } = await import('./verify/fetch-keys.js');
  return keysOfService(fetchFromCloudTrail(), new Date(from), new Date(to));
}
