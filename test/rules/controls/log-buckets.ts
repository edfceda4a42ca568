import type { Fixture } from './fixture';
import { hardened, type Template } from './hardened';

export type Change = (resource: Template, template: Template) => unknown;

export const NO_VALUE = { Ref: 'AWS::NoValue' };

/** Changes the properties of the log bucket. */
export const onBucket = (change: Change) => (template: Template) => {
  change(template.Resources.Logs.Properties, template);
};

/** Gives the policy of the log bucket other statements. */
export const withStatements = (statements: (all: Template[], template: Template) => Template) => (template: Template) => {
  const { PolicyDocument } = template.Resources.LogsPolicy.Properties;
  PolicyDocument.Statement = statements(PolicyDocument.Statement, template);
};

/** Declares a parameter before something is changed. */
export const withParameter = (name: string, declared: object, change: (template: Template) => unknown) => (template: Template) => {
  template.Parameters = { ...template.Parameters, [name]: { Type: 'String', ...declared } };
  return change(template);
};

/** Declares the condition `IsProd`, that may be true or not, before something is changed. */
export const withCondition = (change: (template: Template) => unknown) => (template: Template) => {
  template.Parameters = { ...template.Parameters, Stage: { Type: 'String' } };
  template.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  return change(template);
};

/** A choice by that condition. */
export const either = (yes: unknown, no: unknown) => ({ 'Fn::If': ['IsProd', yes, no] });

/** A second trail with a bucket that is as well guarded as the first. */
export function secondTrail({ Resources }: Template): void {
  const { Logs, LogsPolicy, Trail } = hardened().Resources;
  const renamed = (one: Template) => JSON.parse(JSON.stringify(one).replaceAll('"Logs"', '"Other"').replaceAll('"LogsPolicy"', '"OtherPolicy"'));
  Resources.Other = renamed(Logs);
  Resources.OtherPolicy = renamed(LogsPolicy);
  Resources.OtherTrail = { ...renamed(Trail), DependsOn: ['OtherPolicy'] };
}

/** The trail alone, with a bucket that it names in some way. */
function trailOf(S3BucketName: unknown): Template {
  return { Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'audit', IsLogging: true, S3BucketName } };
}

/** Everything but the trail, in a stack that exports the name of the bucket. */
function archive(): Template {
  const { Trail: _, ...Resources } = hardened().Resources;
  return { Resources, Outputs: { Bucket: { Value: { Ref: 'Logs' }, Export: { Name: 'logs' } } } };
}

/**
 * What holds for every rule of the log bucket: other buckets do not count, and a bucket that is defined elsewhere is not known.
 *
 * @param spoil makes the rule fail, by the bucket and its policy
 */
export function guards(rule: string, spoil: (bucket: Template, policy: Template) => unknown): readonly Fixture[] {
  const spoilt = (template: Template, bucket = 'Logs') => void spoil(template.Resources[bucket], template.Resources[`${bucket}Policy`]);
  return [
    { rule, name: 'a log bucket as it should be', template: () => {}, verdict: 'pass', at: 'Logs' },
    { rule, name: 'a log bucket as it should not be', template: (template) => spoilt(template), verdict: 'fail', at: 'Logs' },
    { rule, name: 'the bad one of two', template: (template) => [secondTrail(template), spoilt(template, 'Other')][2], verdict: 'fail', at: 'Other' },
    { rule, name: 'the good one of two', template: (template) => [secondTrail(template), spoilt(template, 'Other')][2], verdict: 'pass', at: 'Logs' },
    {
      rule,
      name: 'a bad bucket beside it that no trail names',
      template: (template) => {
        secondTrail(template);
        delete template.Resources.OtherTrail;
        spoilt(template, 'Other');
      },
      verdict: 'pass',
    },
    {
      rule,
      name: 'a good bucket beside it that no trail names',
      template: (template) => {
        secondTrail(template);
        delete template.Resources.OtherTrail;
        spoilt(template);
      },
      verdict: 'fail',
    },
    {
      rule,
      name: 'a bucket that is imported',
      template: () => ({ Resources: { Trail: trailOf('audit-logs-of-somebody') } }),
      verdict: 'unknown',
      dependsOn: /audit-logs-of-somebody/,
    },
    {
      rule,
      name: 'a bucket whose name a parameter gives',
      template: () => ({ Parameters: { Name: { Type: 'String' } }, Resources: { Trail: trailOf({ Ref: 'Name' }) } }),
      verdict: 'unknown',
      dependsOn: /Name/,
    },
    {
      rule,
      name: 'a bucket of another stack',
      template: () => [archive(), { Resources: { Trail: trailOf({ 'Fn::ImportValue': 'logs' }) } }],
      verdict: 'pass',
    },
    {
      rule,
      name: 'a bucket of another stack that is bad',
      template: () => {
        const other = archive();
        spoilt(other);
        return [other, { Resources: { Trail: trailOf({ 'Fn::ImportValue': 'logs' }) } }];
      },
      verdict: 'fail',
    },
    {
      rule,
      name: 'a trail that delivers to one bucket or to another one',
      template: withCondition((template) => {
        secondTrail(template);
        delete template.Resources.OtherTrail;
        spoilt(template, 'Other');
        template.Resources.Trail.Properties.S3BucketName = either({ Ref: 'Logs' }, { Ref: 'Other' });
      }),
      verdict: 'fail',
      at: 'Other',
    },
    {
      rule,
      name: 'a macro that writes the template anew',
      template: (template) => void Object.assign(template, { Transform: 'Obscure' }),
      verdict: 'unknown',
    },
    { rule, name: 'no trail', template: (template) => void delete template.Resources.Trail, verdict: 'notApplicable' },
  ];
}

/** A text of the log bucket that has to be one of some. */
export interface Choice {
  readonly rule: string;
  readonly name: string;
  /** Writes the value. */
  readonly write: (template: Template, value: unknown) => unknown;
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
  readonly missing: 'pass' | 'fail';
}

/** What can be written for a text. */
export function choices({ rule, name, write, right, wrong, missing }: Choice): readonly Fixture[] {
  const [good] = right;
  const [bad] = wrong;
  const fixture = (what: string, value: unknown, verdict: Fixture['verdict'], more: Partial<Fixture> = {}): Fixture => ({
    rule,
    name: `${name} ${what}`,
    template: (template) => void write(template, value),
    verdict,
    ...more,
  });
  const parameter = (declared: object) => ({
    template: withParameter('Choice', declared, (template) => void write(template, { Ref: 'Choice' })),
  });
  const condition = (yes: unknown, no: unknown) => ({ template: withCondition((template) => void write(template, either(yes, no))) });
  return [
    ...right.map((value) => fixture(`${JSON.stringify(value)}`, value, 'pass')),
    ...wrong.map((value) => fixture(`${JSON.stringify(value)}`, value, 'fail')),
    fixture('missing', undefined, missing),
    fixture('without a value', NO_VALUE, missing),
    fixture('a dynamic reference', '{{resolve:ssm:choice}}', 'unknown', { dependsOn: /resolve.ssm.choice/ }),
    fixture('a list', [good, bad], 'unknown'),
    fixture('a parameter', undefined, 'unknown', { ...parameter({}), dependsOn: /Choice/ }),
    fixture('a parameter with a default', undefined, 'unknown', { ...parameter({ Default: String(good) }), withDefaults: 'pass' }),
    fixture('a parameter with one allowed value', undefined, 'pass', parameter({ AllowedValues: [good] })),
    fixture('a parameter with bad allowed values', undefined, 'fail', parameter({ AllowedValues: wrong })),
    fixture('a parameter with two allowed values', undefined, 'unknown', { ...parameter({ AllowedValues: [good, bad] }), dependsOn: /Choice/ }),
    fixture('a parameter with a pattern', undefined, 'pass', parameter({ AllowedPattern: String(good) })),
    fixture('a parameter with a pattern that is bad', undefined, 'fail', parameter({ AllowedPattern: String(bad) })),
    fixture('a parameter with a pattern for both', undefined, 'unknown', parameter({ AllowedPattern: `${good}|${bad}` })),
    fixture('a parameter with a pattern for neither', undefined, 'unknown', { ...parameter({ AllowedPattern: 'x+' }), dependsOn: /Choice/ }),
    fixture('good either way', undefined, 'pass', condition(good, right.at(-1))),
    fixture('good or bad', undefined, 'unknown', { ...condition(good, bad), dependsOn: /Stage/ }),
    fixture('bad or missing', undefined, missing === 'pass' ? 'unknown' : 'fail', condition(bad, NO_VALUE)),
    fixture('good or missing', undefined, missing === 'pass' ? 'pass' : 'unknown', condition(good, NO_VALUE)),
    fixture('of a map with a row that is not known', undefined, 'unknown', {
      template: withParameter('Row', {}, (template) => {
        template.Mappings = { Rows: { one: { value: good }, two: { value: bad } } };
        write(template, { 'Fn::FindInMap': ['Rows', { Ref: 'Row' }, 'value'] });
      }),
      dependsOn: /Rows/,
    }),
  ];
}
