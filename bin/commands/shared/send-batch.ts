import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { queueFailure } from './sqs-client';

/** As many as SQS takes at once. */
export const BATCH = 10;
/** As much as SQS takes at once, in every Region. */
const MOST_BYTES = 256 * 1024;
const ATTEMPTS = 6;

/** What of a batch was not sent, and why. */
export interface Unsent<T> {
  readonly item: T;
  readonly reason: string;
}

/** Sends up to ten messages, in as few requests as their size allows. What SQS does not take is sent again, unless the message itself is wrong. */
export async function sendBatch<T>(sqs: SQSClient, url: string, items: readonly T[], bodyOf: (item: T) => string): Promise<Unsent<T>[]> {
  const unsent: Unsent<T>[] = [];
  for (const group of bySize(items, bodyOf)) unsent.push(...(await sendGroup(sqs, url, group, bodyOf)));
  return unsent;
}

async function sendGroup<T>(sqs: SQSClient, url: string, items: readonly T[], bodyOf: (item: T) => string): Promise<Unsent<T>[]> {
  let rest: readonly T[] = items;
  const refused: Unsent<T>[] = [];
  for (let attempt = 1; ; attempt++) {
    const Entries = rest.map((item, index) => ({ Id: String(index), MessageBody: bodyOf(item) }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries })).catch((error: unknown) => {
      throw queueFailure(url, error);
    });
    const failed = Failed.map(({ Id, Code, Message, SenderFault }) => ({
      item: rest[Number(Id)] as T,
      reason: `${Code}: ${Message ?? 'no reason given'}`,
      final: SenderFault === true || attempt === ATTEMPTS,
    }));
    refused.push(...failed.filter(({ final }) => final).map(({ item, reason }) => ({ item, reason })));
    rest = failed.filter(({ final }) => !final).map(({ item }) => item);
    if (rest.length === 0) return refused;
    await pause(Math.random() * 50 * 2 ** attempt);
  }
}

function bySize<T>(items: readonly T[], bodyOf: (item: T) => string): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(bodyOf(item));
    if (groups.length === 0 || bytes > room) {
      groups.push([]);
      room = MOST_BYTES;
    }
    groups.at(-1)?.push(item);
    room -= bytes;
  }
  return groups;
}
