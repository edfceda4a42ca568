import { ENVIRONMENT, SCHEMA_VERSION } from '../../lib/monitoring/control-alarms.contract';
import { publish } from '../shared/aws/sns';
import { writeLine } from '../shared/metrics';
import { forEachOf } from '../shared/retry';
import { variablesOf } from '../shared/variables';
import { controlsOf, type Notice, read } from './core';
import { type Delivery, unpack } from './delivery';
import { documentOf, subjectOf, wordsOf } from './words';

const required = variablesOf(process.env, 'ControlAlarms');
const topicArn = required(ENVIRONMENT.topicArn);
/** A delivery may be of thousands of principals, and SNS takes so many messages a second. */
const AT_ONCE = 16;
const controls = controlsOf(required(ENVIRONMENT.controls).split(' '));

/**
 * Tells a topic of the events of a delivery. One that fails is tried again by Lambda, and then kept as a dead letter: messages that had gone out before
 * come again, with the same id.
 */
export async function handler(delivery: Delivery): Promise<void> {
  const { notices, unreadable, counts } = read(unpack(delivery), controls);
  const failures: unknown[] = [];
  // One that fails is no reason not to send the others.
  await forEachOf(notices, AT_ONCE, (notice) => send(notice).catch((error: unknown) => void failures.push(error)));
  writeLine({ level: 'INFO', ...counts, notices: notices.length, failures: failures.length });
  if (failures.length > 0) throw failures[0];
  // Somebody has to look: the delivery is kept, and the alarm goes off.
  if (unreadable.length > 0) throw new Error(`${unreadable.length} log events are no records of CloudTrail: ${unreadable.slice(0, 10).join(', ')}`);
}

async function send(notice: Notice): Promise<void> {
  const [words, subject, json] = [wordsOf(notice), subjectOf(notice), JSON.stringify(documentOf(notice, SCHEMA_VERSION))];
  const message = { default: words, email: words, sms: subject, sqs: json, lambda: json, http: json, https: json, firehose: json };
  const attributes = { schemaVersion: SCHEMA_VERSION, controls: notice.controls.join(' '), ...(notice.account && { account: notice.account }) };
  await publish({ topicArn, id: notice.id, subject, message, attributes });
}
