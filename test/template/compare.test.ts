import { align, apart } from '../../lib/template/align';
import type { Assembly, TemplateStack } from '../../lib/template/assembly';
import { compareAssemblies } from '../../lib/template/compare';
import { assemblyOf, type Json, stackOf } from './assemblies';

const TRAIL = 'AWS::CloudTrail::Trail';
const BUCKET = 'AWS::S3::Bucket';
const POLICY = 'AWS::S3::BucketPolicy';

const resource = (Type: string, Properties: Json = {}, more: Json = {}): Json => ({ Type, Properties, ...more });
const template = (Resources: Json, more: Json = {}): Json => ({ Resources, ...more });

/** What becomes of each resource, in a line. */
function changes(before: Json | readonly TemplateStack[], after: Json | readonly TemplateStack[], join: typeof align = align): string[] {
  const [older, newer] = [before, after].map((one) => assemblyOf(...(Array.isArray(one) ? one : [stackOf(one as Json)])));
  return compareAssemblies(join(older as never, newer as never)).map(({ effect, before: from, after: to, kept, conditional, properties }) => {
    const place = from && to && from.logicalId !== to.logicalId ? `${from.logicalId} > ${to.logicalId}` : (to ?? from)?.logicalId;
    const names = properties.map(({ name, certain, through }) => `${name}${certain ? '' : '?'}${through ? ` by ${through}` : ''}`);
    return [`${place} ${effect}`, ...(kept === 'yes' ? [] : [kept === 'no' ? 'lost' : 'kept?']), ...(conditional ? ['if'] : []), ...names].join(' ');
  });
}

describe('a resource under the same logical id', () => {
  const one = (Properties: Json) => template({ Trail: resource(TRAIL, Properties) });

  test('stays as it is if it says the same, also in another order', () => {
    expect(
      changes(one({ TrailName: 'audit', Tags: [{ Key: 'a', Value: 'b' }] }), one({ Tags: [{ Value: 'b', Key: 'a' }], TrailName: 'audit' })),
    ).toEqual(['Trail same']);
  });

  test('is updated in place, or replaced, as its properties demand', () => {
    expect(changes(one({ TrailName: 'audit' }), one({ TrailName: 'audit', KMSKeyId: 'k' }))).toEqual(['Trail updated KMSKeyId']);
    expect(changes(one({ TrailName: 'audit' }), one({ TrailName: 'other' }))).toEqual(['Trail replaced lost TrailName']);
    expect(changes(one({}), one({ TrailName: 'other' }))).toEqual(['Trail replaced lost TrailName']);
  });

  test('cannot be told of where a type or a property is not known', () => {
    expect(changes(one({ New: 1 }), one({ New: 2 }))).toEqual(['Trail cannotTell lost New']);
    expect(changes(template({ A: resource('AWS::New::Thing', { a: 1 }) }), template({ A: resource('AWS::New::Thing', { a: 2 }) }))).toEqual([
      'A cannotTell lost a',
    ]);
  });

  test('of another type is refused by CloudFormation', () => {
    expect(changes(template({ A: resource(BUCKET) }), template({ A: resource(TRAIL) }))).toEqual(['A retyped']);
  });

  test('is the same if other words for the same value were written', () => {
    const after = template({ Trail: resource(TRAIL, { TrailName: { 'Fn::Join': ['-', ['audit', 'x']] } }) });
    expect(changes(one({ TrailName: 'audit-x' }), after)).toEqual(['Trail same']);
  });

  test('is kept when it is replaced only if both templates say so', () => {
    const named = (TrailName: string, policy?: string) =>
      template({ Trail: resource(TRAIL, { TrailName }, policy ? { UpdateReplacePolicy: policy } : {}) });
    expect(changes(named('a', 'Retain'), named('b', 'Retain'))).toEqual(['Trail replaced TrailName']);
    expect(changes(named('a'), named('b', 'Retain'))).toEqual(['Trail replaced kept? TrailName']);
  });

  test('says nothing about what the CDK counts', () => {
    expect(changes(template({ M: resource('AWS::CDK::Metadata') }), template({}))).toEqual([]);
  });
});

describe('what the deployment decides', () => {
  const named = (Default: string, more: Json = {}) =>
    template({ Trail: resource(TRAIL, { TrailName: { Ref: 'Name' } }) }, { Parameters: { Name: { Type: 'String', Default } }, ...more });

  test('a parameter keeps its value in an update: a new default may change nothing', () => {
    expect(changes(named('a'), named('b'))).toEqual(['Trail cannotTell lost TrailName?']);
    expect(changes(named('a'), named('a'))).toEqual(['Trail same']);
  });

  test('a parameter without a default has the value that it had', () => {
    const open = template({ Trail: resource(TRAIL, { TrailName: { Ref: 'Name' } }) }, { Parameters: { Name: { Type: 'String' } } });
    expect(changes(open, open)).toEqual(['Trail same']);
    expect(changes(open, template({ Trail: resource(TRAIL, { TrailName: 'audit' }) }))).toEqual(['Trail cannotTell lost TrailName?']);
  });

  test('a condition that is decided as before changes nothing', () => {
    const conditions = { Parameters: { On: { Type: 'String' } }, Conditions: { IsOn: { 'Fn::Equals': [{ Ref: 'On' }, 'yes'] } } };
    const before = template({ Trail: resource(TRAIL, { TrailName: 'a' }, { Condition: 'IsOn' }) }, conditions);
    expect(changes(before, before)).toEqual(['Trail same']);
    expect(changes(before, template({ Trail: resource(TRAIL, { TrailName: 'a' }) }, conditions))).toEqual(['Trail same if']);
    expect(changes(before, template({}, conditions))).toEqual(['Trail removed lost if']);
  });

  test('a resource whose condition never holds is not there', () => {
    const never = template({ Trail: resource(TRAIL, {}, { Condition: 'Never' }) }, { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } });
    expect(changes(never, template({ Trail: resource(TRAIL) }))).toEqual(['Trail created']);
  });

  test('a name that hangs on a condition has one of its values', () => {
    const hangs = (yes: string) =>
      template(
        { Trail: resource(TRAIL, { TrailName: { 'Fn::If': ['IsOn', yes, 'other'] } }) },
        { Parameters: { On: { Type: 'String' } }, Conditions: { IsOn: { 'Fn::Equals': [{ Ref: 'On' }, 'yes'] } } },
      );
    expect(changes(hangs('a'), hangs('a'))).toEqual(['Trail same']);
    expect(changes(hangs('a'), hangs('b'))).toEqual(['Trail cannotTell lost TrailName?']);
  });

  test('more conditions than can be looked at leave it open', () => {
    const ids = Array.from({ length: 8 }, (_, index) => `On${index}`);
    const many = template(
      { Trail: resource(TRAIL, { TrailName: { 'Fn::Join': ['', ids.map((id) => ({ 'Fn::If': [id, 'a', 'b'] }))] } }) },
      {
        Parameters: Object.fromEntries(ids.map((id) => [`P${id}`, { Type: 'String' }])),
        Conditions: Object.fromEntries(ids.map((id) => [id, { 'Fn::Equals': [{ Ref: `P${id}` }, 'yes'] }])),
      },
    );
    expect(changes(many, template({ Trail: resource(TRAIL, { TrailName: 'abababab' }) }))).toEqual(['Trail cannotTell lost TrailName?']);
  });
});

describe('what refers to a resource that is replaced', () => {
  const archive = (bucket: Json) =>
    template({
      Trail: resource(TRAIL, { TrailName: 'audit', S3BucketName: { Ref: 'Bucket' } }),
      Policy: resource(POLICY, { Bucket: { Ref: 'Bucket' }, PolicyDocument: {} }),
      Bucket: resource(BUCKET, bucket),
    });

  test('gets another value, and is replaced where that demands it', () => {
    expect(changes(archive({}), archive({ ObjectLockEnabled: true }))).toEqual([
      'Trail updated S3BucketName by Bucket',
      'Policy replaced lost Bucket by Bucket',
      'Bucket replaced lost ObjectLockEnabled',
    ]);
    expect(changes(archive({ BucketName: 'a' }), archive({ BucketName: 'b' }))).toEqual([
      'Trail updated S3BucketName',
      'Policy replaced lost Bucket',
      'Bucket replaced lost BucketName',
    ]);
  });

  test('may get another value where the replacement is open', () => {
    expect(changes(archive({ New: 1 }), archive({ New: 2 }))).toEqual([
      'Trail updated S3BucketName? by Bucket',
      'Policy cannotTell lost Bucket? by Bucket',
      'Bucket cannotTell lost New',
    ]);
  });
});

describe('what CloudFormation does not see', () => {
  const trail = (id: string, more: Json = {}) => template({ [id]: resource(TRAIL, { TrailName: 'audit' }, more) });

  test('a new logical id is a removal and a creation; of the same name it is there already', () => {
    expect(changes(trail('Old'), trail('New'))).toEqual(['Old > New moved lost']);
    expect(changes(trail('Old', { DeletionPolicy: 'Retain' }), trail('New'))).toEqual(['Old > New moved']);
    expect(changes(template({ Old: resource(BUCKET) }), template({ New: resource(BUCKET) }))).toEqual(['New created', 'Old removed lost']);
  });

  test('a bucket has one policy, whatever its logical id is', () => {
    const policy = (id: string) => template({ Logs: resource(BUCKET), [id]: resource(POLICY, { Bucket: { Ref: 'Logs' } }) });
    expect(changes(policy('Old'), policy('New'))).toEqual(['Logs same', 'Old > New moved lost']);
  });

  test('the policy of a bucket that is replaced is another one', () => {
    const policy = (id: string, lock: boolean) =>
      template({ Logs: resource(BUCKET, lock ? { ObjectLockEnabled: true } : {}), [id]: resource(POLICY, { Bucket: { Ref: 'Logs' } }) });
    expect(changes(policy('Old', false), policy('New', true))).toEqual(['Logs replaced lost ObjectLockEnabled', 'New created', 'Old removed lost']);
  });

  test('a resource in another stack of the same place is there already', () => {
    const [one, two] = ['One', 'Two'].map((name) => stackOf(trail('Trail'), { name, region: 'eu-west-1' })) as [TemplateStack, TemplateStack];
    const other = stackOf(template({ Topic: resource('AWS::SNS::Topic') }), { name: 'One', region: 'eu-west-1' });
    expect(changes([one], [other, two])).toEqual(['Topic created', 'Trail moved lost']);
    expect(changes([one], [two, stackOf(template({}), { name: 'Three' })])).toEqual(['Trail moved']);
  });

  test('a name is one of its Region, but for buckets', () => {
    const [one, two] = ['eu-west-1', 'us-east-1'].map((region) => stackOf(trail('Trail'), { name: region, region })) as [
      TemplateStack,
      TemplateStack,
    ];
    expect(changes([one], [two])).toEqual(['Trail created', 'Trail left']);
    const logs = template({ Logs: resource(BUCKET, { BucketName: 'logs' }) });
    const [here, there] = ['eu-west-1', 'us-east-1'].map((region) => stackOf(logs, { name: region, region })) as [TemplateStack, TemplateStack];
    expect(changes([here], [there])).toEqual(['Logs moved']);
  });
});

describe('stacks', () => {
  const logs = template({ Logs: resource(BUCKET), Policy: resource(POLICY, { Bucket: { Ref: 'Logs' } }) });

  test('one template over one is the same stack, whatever the files are called', () => {
    expect(changes([stackOf(logs, { id: 'old', name: 'old' })], [stackOf(logs, { id: 'new', name: 'new' })])).toEqual(['Logs same', 'Policy same']);
  });

  test('a stack of a cloud assembly is the one of its name', () => {
    const [one, two] = ['One', 'Two'].map((name) => ({ ...assemblyOf(stackOf(logs, { name })), version: '50.0.0' })) as [Assembly, Assembly];
    expect(compareAssemblies(align(one, two)).map(({ effect }) => effect)).toEqual(['created', 'created', 'left', 'left']);
  });

  test('a stack that the app no longer has stays', () => {
    expect(changes([stackOf(logs, { name: 'One' }), stackOf(logs, { name: 'Two' })], [stackOf(logs, { name: 'One' })])).toEqual([
      'Logs same',
      'Policy same',
      'Logs left',
      'Policy left',
    ]);
  });

  test('a nested stack goes with the resource that deploys it', () => {
    const parent = stackOf(template({}), { name: 'One' });
    const nested = stackOf(logs, { name: 'One-Nested', parent: { stack: parent, logicalId: 'Nested' } });
    expect(changes([parent, nested], [parent])).toEqual(['Logs removed lost', 'Policy removed lost']);
  });

  test('what belongs to no stack is there already, or left as it is', () => {
    const outside = template({ Trail: resource(TRAIL, { TrailName: 'audit' }), Logs: resource(BUCKET, { BucketName: 'logs' }) });
    expect(changes(outside, template({ Trail: resource(TRAIL, { TrailName: 'audit' }) }), apart)).toEqual(['Trail moved', 'Logs left']);
  });
});
