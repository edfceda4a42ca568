import { GUARD_SCHEMA_VERSION } from '../../lib/processing/data-event-guard.contract';
import { publish } from '../shared/aws/sns';
import type { Notice } from './tell';
import { documentOf, subjectOf, wordsOf } from './words';

/** Tells a topic: people in words, programs as JSON. */
export async function sendTo(topicArn: string, notice: Notice): Promise<void> {
  const [words, subject, json] = [wordsOf(notice), subjectOf(notice), JSON.stringify(documentOf(notice))];
  const message = { default: words, email: words, sms: subject, sqs: json, lambda: json, http: json, https: json, firehose: json };
  await publish({ topicArn, id: notice.id, subject, message, attributes: { schemaVersion: GUARD_SCHEMA_VERSION } });
}
