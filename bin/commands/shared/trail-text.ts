import { wordsOf } from '../../../lib/selection/words';
import { isOpen, isUnresolved } from '../../../lib/template/symbols';
import type { Declared, DeclaredTrail } from './declared-trails';
import { printable } from './terminal';

/** In plain words what each declared trail logs, and what it does not. */
export function trailsInWords({ trails, display }: Declared): string {
  return trails.map((trail) => trailInWords(trail, formOf(trail, trails), display)).join('\n\n');
}

function trailInWords({ model, name, stack }: DeclaredTrail, form: string, display: (value: string) => string): string {
  const { selectors, insights, aggregations, bucketName } = model;
  const { logs, doesNotLog } = wordsOf(selectors, {
    isUnresolved,
    display,
    insights,
    aggregations,
    ...(bucketName !== undefined && { logBuckets: [`arn:aws:s3:::${bucketName}/`] }),
  });
  const items = (sentences: readonly string[], mark: string) => sentences.map((sentence) => `  ${mark} ${printable(sentence)}`);
  return [
    `Trail ${JSON.stringify(printable(name))} (stack ${printable(stack)}${form}):`,
    ...items(logs, '+'),
    ...items([...doesNotLog, ...limitsOf(model)], '-'),
    ...items(
      model.unknowns.map(({ property, dependsOn }) => `What ${property} says in full is known only at the deployment: it depends on ${dependsOn}.`),
      '?',
    ),
  ].join('\n');
}

/** What keeps a trail from logging, besides its selectors. */
function limitsOf({ isLogging, isMultiRegion, isOrganization, region }: DeclaredTrail['model']): string[] {
  return [
    ...(isLogging === false ? ['Does not log at all: it is switched off (IsLogging is false).'] : []),
    ...(isMultiRegion === false
      ? [`Does not log events of other Regions than its own, ${isOpen(region) ? 'which the deployment decides' : region}.`]
      : []),
    ...(isOrganization === true ? [] : ['Does not log events of other accounts.']),
  ];
}

/** Which of several forms a trail has, where the conditions of its template allow several. */
function formOf(trail: DeclaredTrail, trails: readonly DeclaredTrail[]): string {
  const forms = trails.filter(({ id }) => id === trail.id);
  return forms.length === 1 ? '' : `, form ${forms.indexOf(trail) + 1} of ${forms.length} that its conditions allow`;
}
