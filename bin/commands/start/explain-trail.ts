import type { TrailSelectors } from '../../../lib/selection/basic-selector';
import { wordsOf } from '../../../lib/selection/words';
import { readable, type Template } from './readable';
import { CannotRun, printable } from './terminal';

type TrailProperties = TrailSelectors & { readonly TrailName?: string; readonly S3BucketName?: string };

/** In plain words what each trail of the templates logs, and what it does not. */
export function explainTrails(templates: readonly Template[]): string {
  const trails = templates.flatMap((template) =>
    Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::CloudTrail::Trail')
      .map(({ Properties }) => readable(Properties, template) as TrailProperties),
  );
  if (trails.length === 0) throw new CannotRun('the app declares no AWS::CloudTrail::Trail; add an AuditTrail to it');
  return trails.map(explain).join('\n\n');
}

function explain(trail: TrailProperties): string {
  const { logs, doesNotLog } = wordsOf(trail, { logBuckets: [`arn:aws:s3:::${trail.S3BucketName}/`] });
  const items = (sentences: readonly string[], mark: string) => sentences.map((sentence) => `  ${mark} ${printable(sentence)}`);
  return [`Trail "${trail.TrailName ?? 'without a name'}":`, ...items(logs, '+'), ...items(doesNotLog, '-')].join('\n');
}
