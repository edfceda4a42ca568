import type { Command } from 'commander';
import { detectorWith } from '../../lib/detection/detector-with';
import { type LoadedRules, loadRules } from './detect/load-rules';
import { MergedFindings } from './detect/merge';
import { runTests } from './detect/recorded-tests';
import { type Found, search } from './detect/search';
import { foundInWords, mergedInWords, summaryInWords } from './detect/text';
import { progressBar } from './shared/progress-bar';
import { EXIT, run } from './shared/run';
import { CannotRun, count, printable } from './shared/terminal';

interface Options {
  readonly rules: readonly string[];
  readonly merge: boolean;
  readonly json?: boolean;
  readonly test?: boolean;
  readonly skipRefused?: boolean;
}

const help = `
Past log files are looked through with Sigma rules for CloudTrail. Logs are files, folders or s3://bucket/prefix, gzipped or
not: log files as delivered, arrays of records, one record a line, answers of lookup-events, events of EventBridge.
A rule that has anything that is not supported is refused, with its place and the fix: nothing of it is skipped silently.
Regular expressions are run in linear time; lookarounds and backreferences are refused.
Findings are put together by rule and principal; an event that comes several times, by its eventID and account, counts once.

--json: a line for each finding, before they are put together: { "schemaVersion": "1", "rule", "title", "severity", "file", "index",
  "eventID", "eventTime", "eventName", "account", "region", "principal" }; what the record does not say is null
--test: runs the events recorded beside the rules, in x.tests.json for x.yml:
  { "positive": [{ "name": "…", "event": { … } }], "negative": [{ "name": "…", "event": { … } }] }
  with --json a line for each: { "schemaVersion": "1", "rule", "title", "test", "expected", "passed" }

Examples:
  npx cdk-cloudtrail detect ./logs --rules ./sigma/rules/cloud/aws/cloudtrail
  npx cdk-cloudtrail detect day.json.gz other.jsonl --rules stop-logging.yml --json
  npx cdk-cloudtrail detect s3://my-log-bucket/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/ --rules ./rules
  npx cdk-cloudtrail detect --rules ./rules --test

Exit codes:
  0  nothing was found, and all log files were read; with --test: all rules do as recorded
  1  something was found, or a log file or record could not be read (files are named); with --test: a rule does not do as recorded
  2  could not run: there are no logs, or a rule is refused (see --skip-refused)`;

/** Adds `detect` to the program. */
export function register(program: Command): void {
  program
    .command('detect')
    .description('looks through past log files with detection rules (Sigma)')
    .argument('[logs...]', 'log files, folders with log files, or s3://bucket/prefix')
    .requiredOption('--rules <place>', 'a folder or file with rules; can be repeated', (value, others: string[] = []) => [...others, value])
    .option('--no-merge', 'a line for each finding')
    .option('--json', 'as JSON, a line for each finding')
    .option('--test', 'run the tests recorded beside the rules, and no logs')
    .option('--skip-refused', 'go on without the rules that are refused')
    .addHelpText('after', help)
    .action((logs: string[], options: Options) => run(() => (options.test ? test(logs, options) : detect(logs, options))));
}

async function detect(logs: readonly string[], options: Options): Promise<number> {
  if (logs.length === 0) throw new CannotRun('there are no logs; give log files, folders or s3://bucket/prefix, or --test');
  const rules = loadRules(options.rules, options);
  const detector = detectorWith(rules.loaded.map(({ rule }) => rule));
  const merged = new MergedFindings();
  const lines = options.json || !options.merge;
  const tell = (found: Found) => (lines ? console.log(options.json ? jsonOf(found) : foundInWords(found)) : merged.add(found));

  // On a terminal the bar would be between the findings.
  const searched = await search(logs, detector, tell, lines && process.stdout.isTTY ? undefined : progressBar());
  const summary = summaryInWords(rules, searched, merged.repeated);
  if (lines) console.error(summary);
  else console.log([mergedInWords(merged), summary].filter((text) => text !== '').join('\n\n'));
  return searched.findings + searched.failed + searched.unreadable > 0 ? EXIT.found : EXIT.ok;
}

function jsonOf({ rule, title, severity, file, index, ...others }: Found): string {
  return JSON.stringify({ schemaVersion: '1', rule, title, severity, file, index, ...others });
}

function test(logs: readonly string[], options: Options): number {
  if (logs.length > 0) throw new CannotRun('--test runs the tests of rules, and no logs; leave one of both out');
  const { loaded }: LoadedRules = loadRules(options.rules, options);
  const { results, untested } = runTests(loaded, options.rules);
  if (results.length === 0) throw new CannotRun(`no rule in ${options.rules.join(', ')} has tests; put them into x.tests.json beside x.yml`);
  const failed = results.filter(({ passed }) => !passed);
  if (options.json) for (const result of results) console.log(JSON.stringify({ schemaVersion: '1', ...result }));
  else {
    for (const { title, test, expected } of failed) console.log(printable(`FAILED: ${title}: ${test}: expected ${expected}`));
    for (const title of untested) console.log(printable(`without tests: ${title}`));
    console.log(`${count(results.length, 'test')} of ${count(loaded.length - untested.length, 'rule')}: ${failed.length} failed.`);
  }
  return failed.length > 0 ? EXIT.found : EXIT.ok;
}
