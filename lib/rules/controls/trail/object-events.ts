import { selecting } from '../../../selection/conditions';
import { type AdvancedEventSelector, fieldSelectorsOf } from '../../../selection/selector';
import type { TrailModel } from '../../../template/trail-model';
import type { ControlRule } from '../control-rule';
import type { Judgement } from '../judgement';
import { judgeLogged } from './logged-events';

/** What the rules for reads and for writes have in common. */
export const OBJECT_EVENTS = {
  severity: 'low',
  decidable: 'full',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  live: 'cloudtrail:GetEventSelectors',
  limit: 'directory buckets, tables and access points have events of their own, which are not meant',
} as const satisfies Partial<ControlRule>;

const LOG_BUCKET = '; to leave out the log bucket keeps deliveries from being logged, but the rule is about all buckets';

/** Judges whether a trail logs what is done to the objects of all buckets, present and future. */
export function judgeObjectEvents(trail: TrailModel, access: 'reads' | 'writes'): Judgement {
  const arns = `arn:${trail.partition}:s3:::`;
  const eventsOn = (how: 'StartsWith' | 'Equals', arn: string) => ({
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'readOnly', Equals: [String(access === 'reads')] },
      { Field: 'resources.ARN', [how]: [arn] },
    ],
  });
  return judgeLogged(trail, {
    called: `${access} ${access === 'reads' ? 'of' : 'to'} the objects of all buckets`,
    all: eventsOn('StartsWith', arns),
    single: {
      isNamedBy: namesObjects,
      otherEvent: eventsOn('Equals', `${arns}bucket-that-no-selector-names/object`),
      because: `${access} are logged only where a selector names the bucket or the object`,
    },
    note: (lost) => (concerns(lost, `${arns}${trail.bucketName}/`) ? LOG_BUCKET : ''),
  });
}

/** Whether a selector is for single buckets or objects. */
function namesObjects(selector: AdvancedEventSelector): boolean {
  return fieldSelectorsOf(selector, 'resources.ARN').some((field) => {
    const wanted = selecting(field);
    return wanted.length > 0 && wanted.every(({ how, value }) => how !== 'StartsWith' || value.replace(/‹[^›]*›/g, '').includes('/'));
  });
}

function concerns(selectors: readonly AdvancedEventSelector[], arn: string): boolean {
  return selectors.some((selector) =>
    fieldSelectorsOf(selector, 'resources.ARN').some((field) => selecting(field).some(({ value }) => value.startsWith(arn))),
  );
}
