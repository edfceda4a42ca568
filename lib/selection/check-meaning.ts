import type { Problem } from '../findings/finding';
import { s3PathOf } from './arn';
import { type Condition, covers, deselecting, selecting } from './conditions';
import { problem } from './problems';
import { type AdvancedEventSelector, type FieldSelector, OPERATORS, type Operator, valuesOf } from './selector';
import { unresolvedTest, type ValueOptions } from './unresolved';

const ARN_FIELDS = ['resources.ARN', 'userIdentity.arn'];

/** What CloudTrail accepts although it cannot be meant. */
export function checkMeaning(selector: AdvancedEventSelector, place: string, options: ValueOptions): Problem[] {
  const ofObjects = valuesOf(selector, 'resources.type').includes('AWS::S3::Object');
  return selector.FieldSelectors.flatMap((fieldSelector) => {
    const at = `${place}, ${fieldSelector.Field}`;
    const values = OPERATORS.flatMap((operator) => (fieldSelector[operator] ?? []).map((value) => ({ operator, value })));
    return [
      ...values.flatMap(({ operator, value }) => checkWildcard(operator, value, at)),
      ...(ARN_FIELDS.includes(fieldSelector.Field) ? values.flatMap(({ operator, value }) => checkArn(operator, value, at, options)) : []),
      ...(ofObjects && fieldSelector.Field === 'resources.ARN'
        ? values.flatMap(({ operator, value }) => checkObjectArn(operator, value, at, options))
        : []),
      ...checkContradictions(fieldSelector, at),
    ];
  });
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html */
function checkWildcard(operator: Operator, value: string, place: string): Problem[] {
  if (!value.includes('*')) return [];
  return [
    problem('wildcard', {
      message: `${place}: selectors have no wildcards, * is a character like any other`,
      value: `${operator} ${value}`,
      fix: 'use StartsWith or EndsWith, or their negations, without the *',
    }),
  ];
}

function checkArn(operator: Operator, value: string, place: string, options: ValueOptions): Problem[] {
  const whole = !operator.endsWith('EndsWith');
  if (!whole || unresolvedTest(options)(value) || value.startsWith('arn:') || 'arn:'.startsWith(value)) return [];
  return [
    problem('arnFormat', {
      message: `${place}: no ARN is like this value, so it has no effect`,
      value: `${operator} ${value}`,
      fix: 'write the ARN',
    }),
  ];
}

/** The events have the ARNs of objects, `arn:aws:s3:::bucket/key`. */
function checkObjectArn(operator: Operator, value: string, place: string, options: ValueOptions): Problem[] {
  const path = s3PathOf(value);
  if (path === undefined || path === '' || unresolvedTest(options)(path)) return [];
  if (operator.endsWith('Equals') && /^[^/]*\/?$/.test(path)) {
    return [
      problem('bucketArn', {
        message: `${place}: ${operator} compares with the ARNs of objects, and this is that of a bucket, so it has no effect`,
        value,
        fix: `use ${operator === 'Equals' ? 'StartsWith' : 'NotStartsWith'} with a slash at the end`,
      }),
    ];
  }
  // No bucket name ends with a hyphen or a dot: such a value is meant as the beginning of names.
  if (operator.endsWith('StartsWith') && /^[^/]*[^/.-]$/.test(path)) {
    return [
      problem('bucketSlash', {
        message: `${place}: without a slash at the end, ${operator} also means the buckets whose names begin like this, such as ${path}-archive`,
        value,
        fix: 'add the slash, or acknowledge that this is meant',
      }),
    ];
  }
  return [];
}

function checkContradictions(fieldSelector: FieldSelector, place: string): Problem[] {
  const unwanted = deselecting(fieldSelector);
  const wanted = selecting(fieldSelector);
  const useless = wanted.flatMap((narrow) => {
    const wide = unwanted.find((condition) => covers(condition, narrow));
    return wide ? [[narrow, wide] as const] : [];
  });
  return useless.map(([narrow, wide]) =>
    problem('contradiction', {
      message: `${place}: ${say(narrow)} selects nothing, since Not${wide.how} deselects all of it${
        useless.length === wanted.length ? ', and so the whole selector logs nothing' : ''
      }`,
      value: `${say(narrow)}, Not${say(wide)}`,
      fix: 'remove one of the two',
    }),
  );
}

function say({ how, value }: Condition): string {
  return `${how} ${value}`;
}
