import { Token } from 'aws-cdk-lib';
import type { Subject } from '../private/subject';
import { ENVIRONMENT } from './log-processor.contract';
import type { LogProcessorProps } from './log-processor-props';
import { refuseProcessor } from './processor-problem';

/** What can be wrong with the props that `LogProcessor` has and other processors have not. */
export function checkLogProcessor(subject: Subject, { kinds, environment = {}, metricNamespace }: LogProcessorProps): void {
  if (kinds && (kinds.length === 0 || new Set(kinds).size < kinds.length)) {
    refuseProcessor(subject, 'kinds', {
      message: "'kinds' must name at least one family of log files, and each once",
      value: kinds,
      fix: "leave 'kinds' out for management and data events",
    });
  }
  const ours = Object.values<string>(ENVIRONMENT).filter((name) => name in environment);
  if (ours.length > 0) {
    refuseProcessor(subject, 'environment', {
      message: "'environment' has variables that the construct sets itself, since the handler relies on them",
      value: ours,
      fix: 'give yours other names',
    });
  }
  checkNamespace(subject, metricNamespace);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
function checkNamespace(subject: Subject, namespace: string | undefined): void {
  if (namespace === undefined || Token.isUnresolved(namespace) || /^(?!AWS\/|:)[\w.\-/#:]{1,255}$/.test(namespace)) return;
  refuseProcessor(subject, 'metricNamespace', {
    message: "'metricNamespace' must be 1 to 255 letters, digits and any of . - _ / # :, without a colon or 'AWS/' at the start",
    value: namespace,
    fix: "pass one such as 'Security/Deletions', or leave it out",
  });
}
