import type { CloudTrailRecord } from '../../../lib/log-format/record';
import { evaluate, type Verdict } from '../../../lib/selection/evaluate';
import { valuesInEvent } from '../../../lib/selection/event-fields';
import { outOfScope } from '../../../lib/selection/simulate-scope';
import { isOpen } from '../../../lib/template/symbols';
import type { Declared, DeclaredTrail } from '../shared/declared-trails';
import { couldHold, isPlaceholder } from '../shared/open-values';

/** What a trail does with an event. */
export interface TrailVerdict extends Verdict {
  readonly trail: string;
  readonly stack: string;
}

/** What each trail does with an event. A trail that conditions give several forms has one verdict: unknown, where they differ. */
export function judge(record: CloudTrailRecord, { trails, display }: Declared): TrailVerdict[] {
  const ids = [...new Set(trails.map(({ id }) => id))];
  return ids.map((id) => {
    const forms = trails.filter((trail) => trail.id === id);
    const [{ name, stack }] = forms as [DeclaredTrail];
    const verdict = agreed(forms.map((form) => verdictOf(record, form)));
    return { trail: name, stack, ...verdict, reason: display(verdict.reason) };
  });
}

function agreed(verdicts: readonly Verdict[]): Verdict {
  const [first] = verdicts as [Verdict];
  if (verdicts.every(({ logged }) => logged === first.logged)) return first;
  return { logged: 'unknown', reason: 'the conditions of the template decide' };
}

function verdictOf(record: CloudTrailRecord, { model }: DeclaredTrail): Verdict {
  const region = isOpen(model.region) ? undefined : model.region;
  const { isLogging, isMultiRegion, includesGlobalServiceEvents: globalEvents } = model;
  const scope = outOfScope(record, { isLogging, isMultiRegion, ...(region && { region }), ...(globalEvents !== undefined && { globalEvents }) });
  if (scope?.logged === 'no') return scope;

  const verdict = evaluate(record, model.selectors, { isUnresolved: (value) => isPlaceholder(value) && couldBeIn(record, value) });
  if (scope && verdict.logged === 'yes') return scope;
  const hidden = model.unknowns.find(({ property }) => /^(Advanced)?EventSelectors$/.test(property));
  if (hidden && verdict.logged === 'no') return { logged: 'unknown', reason: `the event selectors depend on ${hidden.dependsOn}` };
  return { ...verdict, reason: `${verdict.reason}${noteOnAccount(record, model)}` };
}

/** A name that CloudFormation makes up begins in a known way: one that begins otherwise is another resource. */
function couldBeIn(record: CloudTrailRecord, value: string): boolean {
  const types = (record.resources ?? []).map((resource) => ({ Field: 'resources.type', Equals: [resource?.type ?? ''] }));
  const fields = ['resources.ARN', 'userIdentity.arn', 'eventName', 'eventSource', 'eventType', 'vpcEndpointId'];
  const texts = fields.flatMap((field) => valuesInEvent(record, field, { FieldSelectors: types }).values);
  return texts.some((text) => couldHold({ how: 'StartsWith', value }, text) || couldHold({ how: 'EndsWith', value }, text));
}

/** Sample events are of somebody's account: what would become of such an event in the account of the trail is what is asked. */
function noteOnAccount({ recipientAccountId }: CloudTrailRecord, { account, isOrganization }: DeclaredTrail['model']): string {
  const differs = typeof recipientAccountId === 'string' && isOrganization !== true && !isOpen(account) && account !== recipientAccountId;
  return differs ? ` (said as if the event were of the account of the trail, ${account}; it is of ${recipientAccountId})` : '';
}
