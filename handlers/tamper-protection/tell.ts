import { SCHEMA_VERSION } from '../../lib/monitoring/tamper-protection.contract';
import { publish } from '../shared/aws/sns';
import { type Alert, documentOf, subjectOf, wordsOf } from './core';
import { idOf } from './words';

/**
 * Publishes an alert on each topic.
 *
 * @throws where one of them did not take it; the others got it, and get it again when the event is tried again, with the same id
 */
export async function tell(alert: Alert, topicArns: readonly string[]): Promise<void> {
  const [words, subject, json] = [wordsOf(alert), subjectOf(alert), JSON.stringify(documentOf(alert))];
  const { incident, outcome } = alert;
  const message = { default: words, email: words, sms: subject, sqs: json, lambda: json, http: json, https: json, firehose: json };
  const attributes = {
    ...{ schemaVersion: SCHEMA_VERSION, kind: incident.kind, subject: incident.subject, outcome: outcome.result },
    ...(incident.account && { account: incident.account }),
  };
  const sent = await Promise.allSettled(topicArns.map((topicArn) => publish({ topicArn, id: idOf(alert), subject, message, attributes })));
  const failure = sent.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
}
