import type { Verdict } from '../../../lib/rules/controls/judgement';
import type { Fixture } from './fixture';
import type { Template } from './hardened';
import { basic, parameter, selectors, staged } from './selectors';

/** Selectors with what the rules for writes and for reads say of them. */
interface Row {
  readonly name: string;
  readonly template: (template: Template) => unknown;
  readonly writes: Verdict;
  readonly reads: Verdict;
  readonly more?: Partial<Fixture>;
}

const NO_VALUE = { Ref: 'AWS::NoValue' };
const READS = { Field: 'readOnly', Equals: ['true'] };
const WRITES = { Field: 'readOnly', Equals: ['false'] };
const S3 = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];
const logsArn = { 'Fn::GetAtt': ['Logs', 'Arn'] };
const objects = (...fields: unknown[]) => ({ FieldSelectors: [...S3, ...fields] });
const arn = (conditions: Template) => ({ Field: 'resources.ARN', ...conditions });
const inBucket = (bucketArn: unknown) => ({ 'Fn::Join': ['', [bucketArn, '/']] });
const ofType = (Values: unknown, more: Template = {}) => ({
  IncludeManagementEvents: false,
  DataResources: [{ Type: 'AWS::S3::Object', Values }],
  ...more,
});
const hidden = { 'Fn::Transform': { Name: 'Obscure' } };
const list = parameter({ Type: 'CommaDelimitedList' });

const row = (name: string, template: Row['template'], writes: Verdict, reads: Verdict = writes, more: Partial<Fixture> = {}): Row => ({
  name,
  template,
  writes,
  reads,
  more,
});

const advanced: readonly Row[] = [
  row('a hardened trail', () => {}, 'pass', 'pass', { at: 'Trail' }),
  row('all events on objects', selectors([objects()]), 'pass'),
  row('reads alone', selectors([objects(READS)]), 'fail', 'pass'),
  row('writes alone', selectors([objects(WRITES)]), 'pass', 'fail'),
  row('reads and writes in two selectors', selectors([objects(READS), objects(WRITES)]), 'pass'),
  row('all ARNs of objects', selectors([objects(arn({ StartsWith: ['arn:aws:s3:::'] }))]), 'pass'),
  row('all ARNs of objects of its own partition', selectors([objects(arn({ StartsWith: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::' }] }))]), 'pass'),
  row('the ARNs of another partition', selectors([objects(arn({ StartsWith: ['arn:aws-cn:s3:::'] }))]), 'fail'),
  row('one bucket', selectors([objects(arn({ StartsWith: ['arn:aws:s3:::data/'] }))]), 'fail', 'fail', {
    because: /only where a selector names the bucket/,
  }),
  row('buckets by their names', selectors([objects(arn({ StartsWith: ['arn:aws:s3:::prod-'] }))]), 'fail'),
  row('a bucket of the template', selectors([objects(arn({ StartsWith: [inBucket(logsArn)] }))]), 'fail'),
  row('objects by the ends of their names', selectors([objects(arn({ EndsWith: ['.csv'] }))]), 'fail', 'fail', {
    because: /only where a selector names/,
  }),
  row('one object', selectors([objects(arn({ Equals: ['arn:aws:s3:::data/key'] }))]), 'fail'),
  row('all buckets but the log bucket', selectors([objects(arn({ NotStartsWith: [inBucket(logsArn)] }))]), 'fail', 'fail', {
    because: /s3:.*; to leave out the log bucket keeps deliveries from being logged/,
  }),
  row('all buckets but another one', selectors([objects(arn({ NotStartsWith: ['arn:aws:s3:::scratch/'] }))]), 'fail', 'fail', {
    because: /s3:\/\/scratch\/…$/,
  }),
  row(
    'all buckets but the log bucket, of which reads are logged',
    selectors([objects(arn({ NotStartsWith: [inBucket(logsArn)] })), objects(READS, arn({ StartsWith: [inBucket(logsArn)] }))]),
    'fail',
    'pass',
  ),
  row(
    'a hundred buckets left out',
    selectors([objects(arn({ NotStartsWith: Array.from({ length: 100 }, (_, index) => `arn:aws:s3:::scratch-${index}/`) }))]),
    'fail',
    'fail',
    { because: /^not logged: .{300} and so on$/ },
  ),
  row('the ARN of a bucket left out, which leaves out nothing', selectors([objects(arn({ NotEquals: ['arn:aws:s3:::data'] }))]), 'fail'),
  row('some names of events', selectors([objects({ Field: 'eventName', Equals: ['PutObject', 'DeleteObject', 'GetObject'] })]), 'fail'),
  row('lifecycle rules left out', selectors([objects({ Field: 'eventSource', NotEquals: ['s3lifecycle.amazonaws.com'] })]), 'fail', 'fail', {
    because: /the objects of all buckets; only events of the event source s3lifecycle.amazonaws.com$/,
  }),
  row(
    'events on functions',
    selectors([{ FieldSelectors: [S3[0], { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }] }]),
    'fail',
    'fail',
    {
      because: /no event selector logs/,
    },
  ),
  row(
    'objects of directory buckets',
    selectors([{ FieldSelectors: [S3[0], { Field: 'resources.type', Equals: ['AWS::S3Express::Object'] }] }]),
    'fail',
  ),
  row('management events alone', selectors([{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }]), 'fail'),
  row('no event selectors', selectors(NO_VALUE), 'fail', 'fail', { because: /no event selector logs/ }),
  row('an empty list', selectors([]), 'fail'),
  row('data events without a type', selectors([{ FieldSelectors: [S3[0]] }]), 'fail'),
];

const old: readonly Row[] = [
  row('the short ARN for all buckets', basic([ofType(['arn:aws:s3'])]), 'pass'),
  row('the ARN for all buckets that the CDK writes', basic([ofType([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::']] }])]), 'pass'),
  row('all buckets, as no list', basic({ DataResources: { Type: 'AWS::S3::Object', Values: 'arn:aws:s3:::' } }), 'pass'),
  row('all buckets beside one of them', basic([ofType(['arn:aws:s3:::data/', 'arn:aws:s3:::'])]), 'pass'),
  row('all buckets of another partition', basic([ofType(['arn:aws-cn:s3:::'])]), 'fail'),
  row('all buckets, where it is deployed anywhere', basic([ofType([{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::' }])]), 'pass', 'pass', {
    anywhere: true,
  }),
  row('basic reads', basic([ofType(['arn:aws:s3'], { ReadWriteType: 'ReadOnly' })]), 'fail', 'pass'),
  row('basic writes', basic([ofType(['arn:aws:s3'], { ReadWriteType: 'WriteOnly' })]), 'pass', 'fail'),
  row(
    'basic reads and basic writes',
    basic([ofType(['arn:aws:s3'], { ReadWriteType: 'WriteOnly' }), ofType(['arn:aws:s3'], { ReadWriteType: 'ReadOnly' })]),
    'pass',
  ),
  row('one bucket in a basic selector', basic([ofType(['arn:aws:s3:::data/'])]), 'fail'),
  row('no buckets in a basic selector', basic([ofType([])]), 'fail'),
  row('a basic selector without data resources', basic([{ ReadWriteType: 'All' }]), 'fail'),
  row('all functions in a basic selector', basic([{ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }]), 'fail'),
  row(
    'all buckets whether or not management events are included',
    basic([ofType(['arn:aws:s3'], { IncludeManagementEvents: { Ref: 'Open' } })], parameter()),
    'pass',
  ),
];

const open: readonly Row[] = [
  row('an imported bucket', basic([ofType([inBucket({ 'Fn::ImportValue': 'bucket' })])]), 'fail', 'fail', { because: /name/ }),
  row(
    'imported buckets',
    selectors([objects(arn({ StartsWith: [inBucket({ 'Fn::ImportValue': 'a' }), inBucket({ 'Fn::ImportValue': 'b' })] }))]),
    'fail',
  ),
  row(
    'an imported bucket left out',
    selectors([objects(arn({ NotStartsWith: [inBucket({ 'Fn::ImportValue': 'bucket' })] }))]),
    'unknown',
    'unknown',
    {
      dependsOn: /import.bucket/,
    },
  ),
  row(
    'a bucket left out whose name is a parameter',
    selectors([objects(arn({ NotStartsWith: [{ 'Fn::Sub': 'arn:aws:s3:::${Open}/' }] }))], parameter()),
    'fail',
  ),
  row(
    'an imported bucket left out, which a selector of its own logs',
    selectors([
      objects(arn({ NotStartsWith: [inBucket({ 'Fn::ImportValue': 'b' })] })),
      objects(arn({ StartsWith: [inBucket({ 'Fn::ImportValue': 'b' })] })),
    ]),
    'unknown',
  ),
  row('an ARN in a parameter', basic([ofType([{ Ref: 'Open' }])], parameter()), 'unknown', 'unknown', { dependsOn: /Open/ }),
  row('an ARN in a parameter with a default', basic([ofType([{ Ref: 'Open' }])], parameter({ Default: 'arn:aws:s3' })), 'unknown', 'unknown', {
    withDefaults: 'pass',
  }),
  row('an ARN in a parameter with one allowed value', basic([ofType([{ Ref: 'Open' }])], parameter({ AllowedValues: ['arn:aws:s3'] })), 'pass'),
  row('an ARN that is given', basic([ofType([{ Ref: 'Open' }])], parameter()), 'pass', 'pass', { given: { Open: 'arn:aws:s3:::' } }),
  row('an imported ARN whose export has a slash in its name', basic([ofType([{ 'Fn::ImportValue': 'team/arn' }])]), 'unknown', 'unknown', {
    dependsOn: /import/,
  }),
  row('one bucket beside a selector that nobody knows', selectors([objects(arn({ StartsWith: ['arn:aws:s3:::data/'] })), hidden]), 'unknown'),
  row('ARNs in a parameter', basic([ofType({ Ref: 'Open' })], list), 'unknown', 'unknown', { dependsOn: /Open/ }),
  row('data resources that nobody knows', basic([{ DataResources: hidden }]), 'unknown', 'unknown', { dependsOn: /Transform/ }),
  row('a data resource that nobody knows', basic([{ DataResources: [hidden] }]), 'unknown', 'unknown', { dependsOn: /Transform/ }),
  row('a field selector that nobody knows', selectors([objects(hidden)]), 'unknown', 'unknown', { dependsOn: /Transform/ }),
  row('a field selector that nobody knows beside a selector for all', selectors([objects(hidden), objects()]), 'pass'),
  row(
    'a type in a parameter',
    selectors([{ FieldSelectors: [S3[0], { Field: 'resources.type', Equals: [{ Ref: 'Open' }] }] }], parameter()),
    'unknown',
    'unknown',
    {
      dependsOn: /Open/,
    },
  ),
  row(
    'a parameter that says whether it reads',
    selectors([objects({ Field: 'readOnly', Equals: [{ Ref: 'Open' }] })], parameter()),
    'unknown',
    'unknown',
    {
      dependsOn: /Open/,
    },
  ),
  row('a selector under a condition', selectors([{ 'Fn::If': ['IsProd', objects(), NO_VALUE] }], staged), 'unknown', 'unknown', {
    dependsOn: /Stage/,
  }),
  row(
    'one kind of selectors or the other',
    (template) => {
      Object.assign(template, staged);
      Object.assign(template.Resources.Trail.Properties, {
        AdvancedEventSelectors: { 'Fn::If': ['IsProd', [objects()], NO_VALUE] },
        EventSelectors: { 'Fn::If': ['IsProd', NO_VALUE, [ofType(['arn:aws:s3'])]] },
      });
    },
    'pass',
  ),
];

const several: readonly Row[] = ['Trail', 'Other'].map((at) =>
  row(
    `two trails, of which ${at === 'Trail' ? 'the other one' : 'this one'} has a limit`,
    (template) => {
      const { Trail } = template.Resources;
      const limited = [objects(arn({ StartsWith: ['arn:aws:s3:::data/'] }))];
      template.Resources.Other = { ...Trail, Properties: { ...Trail.Properties, TrailName: 'other', AdvancedEventSelectors: limited } };
    },
    at === 'Trail' ? 'pass' : 'fail',
    at === 'Trail' ? 'pass' : 'fail',
    { at },
  ),
);

/** What the rule for writes or that for reads says. */
export function objectFixtures(rule: string, access: 'writes' | 'reads'): readonly Fixture[] {
  return [...advanced, ...old, ...open, ...several].map(({ name, template, more, ...verdicts }) => ({
    rule,
    name,
    template,
    verdict: verdicts[access],
    ...more,
  }));
}
