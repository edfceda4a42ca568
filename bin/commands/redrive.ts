import type { Command } from 'commander';
import type { ListedMessage } from './redrive/list';
import type { Moved } from './redrive/move';
import { queuePlace } from './shared/places';
import { EXIT, run } from './shared/run';
import { CannotRun, count, printable } from './shared/terminal';

interface Options {
  readonly dlqUrl: string;
  readonly queueUrl?: string;
  readonly list?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

const help = `
Messages of log files that a processor could not process are in its dead-letter queue, with the reason where the processor or
EventBridge gave one. This puts them back into the queue of the processor. A message is removed when the queue has it, and not before:
one that is in both queues for a while, or for good, is processed once. What arrives meanwhile is left for the next run.
--list: shows the messages, and moves none; for the time of the command nobody else sees them
--reason: only messages whose reason contains this text

The command needs sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility and sqs:GetQueueAttributes on the dead-letter queue, and
sqs:SendMessage on the other.

--json: { "schemaVersion": "1", "moved", "movedAndStillThere", "failed", "otherReason", "arrivedMeanwhile", "reasons": { reason: number } }
  with --list a line for each message: { "schemaVersion": "1", "messageId", "reason", "files", "sentAt" }

Examples:
  npx cdk-cloudtrail redrive --dlq-url https://sqs.eu-west-1.amazonaws.com/111122223333/dead-letters --list
  npx cdk-cloudtrail redrive --dlq-url https://sqs.eu-west-1.amazonaws.com/111122223333/dead-letters \\
    --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/queue --reason 'could not be decrypted'

Exit codes:
  0  every message that was asked for was moved; with --list: there is none
  1  a message could not be moved, or could not be removed after it was; with --list: there are messages
  2  could not run: an option is wrong, or a queue cannot be used`;

/** Adds `redrive` to the program. */
export function register(program: Command): void {
  program
    .command('redrive')
    .description('puts messages of a dead-letter queue back into the queue of the processor')
    .requiredOption('--dlq-url <url>', 'the dead-letter queue')
    .option('--queue-url <url>', 'the queue of the processor')
    .option('--list', 'show the messages, and move none')
    .option('--reason <text>', 'only messages whose reason contains this')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action((options: Options) => run(() => (options.list ? list(options) : move(options))));
}

async function list({ dlqUrl, reason, json }: Options): Promise<number> {
  const queue = queuePlace(dlqUrl, '--dlq-url');
  // Only now: who uses another command does not wait for the SDK.
  const { listMessages } = await import('./redrive/list.js');
  const found = await listMessages(queue, reason, (message) => console.log(json ? jsonOf(message) : messageInWords(message)));
  if (!json) console.log(`${count(found, 'message')}.`);
  return found > 0 ? EXIT.found : EXIT.ok;
}

async function move({ dlqUrl, queueUrl, reason, json }: Options): Promise<number> {
  if (queueUrl === undefined) throw new CannotRun('--queue-url is missing; give the queue of the processor, or --list');
  const [from, to] = [queuePlace(dlqUrl, '--dlq-url'), queuePlace(queueUrl, '--queue-url')];
  if (from.url === to.url) throw new CannotRun('--dlq-url and --queue-url are the same queue; give both of the processor');
  const { moveBack } = await import('./redrive/move.js');
  const moved = await moveBack(from, to, reason);
  console.log(json ? JSON.stringify({ schemaVersion: '1', ...moved }, null, 2) : movedInWords(moved));
  return moved.failed + moved.movedAndStillThere > 0 ? EXIT.found : EXIT.ok;
}

function jsonOf(message: ListedMessage): string {
  return JSON.stringify({ schemaVersion: '1', ...message });
}

function messageInWords({ messageId, reason, files, sentAt }: ListedMessage): string {
  return printable(`${sentAt}  ${files.join(', ') || `message ${messageId}, which announces no file`}: ${reason}`);
}

function movedInWords({ moved, movedAndStillThere, failed, otherReason, arrivedMeanwhile, reasons }: Moved): string {
  const others = [
    [movedAndStillThere, 'moved, and could not be removed from the dead-letter queue'],
    [failed, 'NOT MOVED: the queue did not take it'],
    [otherReason, 'left: another reason'],
    [arrivedMeanwhile, 'left: it arrived while this ran'],
  ] as const;
  return [
    `${count(moved, 'message')} moved.`,
    ...Object.entries(reasons).map(([reason, number]) => `  ${count(number, 'message')}: ${reason}`),
    ...others.filter(([number]) => number > 0).map(([number, what]) => `${count(number, 'message')} ${what}`),
  ]
    .map(printable)
    .join('\n');
}
