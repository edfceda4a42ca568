import type { Verdict } from '../../../lib/rules/controls/judgement';
import type { Fixture } from './fixture';
import { ACCOUNT, REGION, type Template } from './hardened';

/** A property that has to name a customer managed key. */
export interface KeyProperty {
  readonly rule: string;
  readonly name: string;
  /** The resource in a template, which may have to be added first. */
  readonly resource: (template: Template) => Template;
  readonly logicalId: string;
}

const TEXT = { Type: 'String' };
const NO_VALUE = { Ref: 'AWS::NoValue' };
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const PLACE = `arn:aws:kms:${REGION}:${ACCOUNT}`;

type Change = (template: Template) => unknown;

/** Everything that can be written for a key. */
export function keyFixtures(key: KeyProperty): readonly Fixture[] {
  return [...written(key), ...ofResources(key), ...ofParameters(key), ...fromElsewhere(key), ...others(key)];
}

function fixtureOf({ rule, name: property, resource, logicalId }: KeyProperty) {
  return (name: string, value: unknown, verdict: Verdict, more: Partial<Fixture> = {}, change: Change = () => {}): Fixture => ({
    rule,
    name: `${property} ${name}`,
    template: (template) => {
      const { Properties } = resource(template);
      if (value === undefined) delete Properties[property];
      else Properties[property] = value;
      return change(template);
    },
    verdict,
    at: logicalId,
    ...more,
  });
}

function written(key: KeyProperty): Fixture[] {
  const fixture = fixtureOf(key);
  return [
    fixture('an ARN', `${PLACE}:key/${ID}`, 'pass'),
    fixture('an ARN of China', `arn:aws-cn:kms:cn-north-1:${ACCOUNT}:key/${ID}`, 'pass'),
    fixture('an id', ID, 'pass'),
    fixture('the id of a key of several Regions', `mrk-${'0a'.repeat(16)}`, 'pass'),
    fixture('an alias', 'alias/audit', 'pass'),
    fixture('an alias that begins like those of AWS', 'alias/aws-audit', 'pass'),
    fixture('the ARN of an alias', `${PLACE}:alias/audit`, 'pass'),
    fixture('an ARN with pseudo parameters', { 'Fn::Sub': `arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${ID}` }, 'pass', {
      anywhere: true,
    }),
    fixture('not there', undefined, 'fail', { because: /missing/ }),
    fixture('no value', NO_VALUE, 'fail', { because: /missing/ }),
    fixture('empty', '', 'fail', { because: /empty/ }),
    fixture('an alias of AWS', 'alias/aws/s3', 'fail', { because: /AWS manages/ }),
    fixture('an alias of AWS for CloudTrail', 'alias/aws/cloudtrail', 'fail'),
    fixture('the ARN of an alias of AWS', `${PLACE}:alias/aws/s3`, 'fail'),
    fixture('the ARN of an alias of AWS in another partition', `arn:aws-us-gov:kms:us-gov-west-1:${ACCOUNT}:alias/aws/s3`, 'fail'),
    fixture(
      'an alias of AWS with pseudo parameters',
      { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/s3' },
      'fail',
      {
        anywhere: true,
      },
    ),
    fixture('the word true', true, 'fail', { because: /neither/ }),
    fixture('the ARN of something else', `arn:aws:s3:::${ID}`, 'fail'),
    fixture('a list', [`${PLACE}:key/${ID}`], 'unknown'),
  ];
}

function ofResources(key: KeyProperty): Fixture[] {
  const fixture = fixtureOf(key);
  const aliased = (AliasName: unknown) => (template: Template) => {
    template.Parameters = { Name: TEXT };
    template.Resources.Alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName, TargetKeyId: { Ref: 'Key' } } };
  };
  const replicated = (template: Template) => {
    template.Resources.Replica = { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: `${PLACE}:key/mrk-1`, KeyPolicy: {} } };
  };
  return [
    fixture('the ARN of a key of the template', { 'Fn::GetAtt': ['Key', 'Arn'] }, 'pass'),
    fixture('the id of a key of the template', { Ref: 'Key' }, 'pass'),
    fixture('the id of a key of the template, anywhere', { Ref: 'Key' }, 'pass', { anywhere: true }),
    fixture('the key id of a key of the template', { 'Fn::GetAtt': 'Key.KeyId' }, 'pass'),
    fixture('a replica of the template', { Ref: 'Replica' }, 'pass', {}, replicated),
    fixture('the ARN of a replica of the template', { 'Fn::GetAtt': ['Replica', 'Arn'] }, 'pass', {}, replicated),
    fixture('an alias of the template', { Ref: 'Alias' }, 'pass', {}, aliased('alias/audit')),
    fixture('an alias of the template with a name that a parameter has', { Ref: 'Alias' }, 'pass', {}, aliased({ 'Fn::Sub': 'alias/${Name}' })),
    fixture('an alias resource that claims a name of AWS', { Ref: 'Alias' }, 'fail', {}, aliased('alias/aws/s3')),
    fixture('a bucket of the template', { Ref: 'Logs' }, 'fail', { because: /neither/ }),
    fixture('the ARN of a bucket of the template', { 'Fn::GetAtt': ['Logs', 'Arn'] }, 'fail'),
    fixture('a topic of the template', { Ref: 'Topic' }, 'fail'),
    fixture('what a custom resource answers', { 'Fn::GetAtt': ['Lookup', 'KeyArn'] }, 'unknown', { dependsOn: /Lookup/ }, (template) => {
      template.Resources.Lookup = { Type: 'Custom::KeyLookup', Properties: { ServiceToken: 'x' } };
    }),
  ];
}

function ofParameters(key: KeyProperty): Fixture[] {
  const fixture = fixtureOf(key);
  const value = { Ref: 'KeyArn' };
  const declared = (more: object) => (template: Template) => {
    template.Parameters = { KeyArn: { ...TEXT, ...more } };
  };
  const pattern = (name: string, AllowedPattern: string, verdict: Verdict) =>
    fixture(`a parameter with ${name}`, value, verdict, {}, declared({ AllowedPattern }));
  return [
    fixture('a parameter', value, 'unknown', { dependsOn: /KeyArn/ }, declared({})),
    fixture('a parameter with a default', value, 'unknown', { dependsOn: /KeyArn/, withDefaults: 'pass' }, declared({ Default: 'alias/audit' })),
    fixture('a parameter that is empty by default', value, 'unknown', { withDefaults: 'fail' }, declared({ Default: '' })),
    fixture('a parameter that is given', value, 'pass', { given: { KeyArn: ID } }, declared({})),
    fixture('a parameter that is given badly', value, 'fail', { given: { KeyArn: 'alias/aws/s3' } }, declared({ Default: ID })),
    fixture('a parameter that is not empty', value, 'unknown', { dependsOn: /KeyArn/ }, declared({ MinLength: 1 })),
    fixture('a parameter with good allowed values', value, 'pass', {}, declared({ AllowedValues: [ID, 'alias/audit'] })),
    fixture('a parameter with a bad allowed value', value, 'unknown', { dependsOn: /KeyArn/ }, declared({ AllowedValues: [ID, 'alias/aws/s3'] })),
    fixture('a parameter with bad allowed values', value, 'fail', {}, declared({ AllowedValues: ['alias/aws/sns', 'alias/aws/s3'] })),
    pattern('a pattern for ARNs of keys', '^arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[a-f0-9-]+$', 'pass'),
    pattern('a pattern for ARNs of keys with an escaped slash', 'arn:(?:aws|.*):kms:.*:key\\/.+', 'unknown'),
    pattern('a pattern for ARNs of keys, escaped', 'arn:(?:aws):kms:.*:key\\/.+', 'pass'),
    pattern('a pattern for ARNs of keys or of aliases', 'arn:aws:kms:.*:key/.+|arn:aws:kms:.*:alias/.+', 'unknown'),
    pattern('a pattern for ARNs in which the key is an option', '.*(:key/.+)?.*', 'unknown'),
    pattern('a pattern that refuses keys', '(?!.*:key/.).*', 'unknown'),
    pattern('a pattern of single characters', '[:key/.a-z0-9-]+', 'unknown'),
    pattern('a pattern for aliases', 'alias/.+', 'unknown'),
    fixture('a parameter of the parameter store', value, 'unknown', {}, (template) => {
      template.Parameters = { KeyArn: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/key', AllowedPattern: '.*:key/.*' } };
    }),
    fixture('an alias that ends with a parameter', { 'Fn::Sub': 'alias/${KeyArn}' }, 'unknown', { dependsOn: /KeyArn/ }, declared({})),
    fixture('an alias that begins like one of AWS and ends with a parameter', { 'Fn::Sub': 'alias/aw${KeyArn}' }, 'unknown', {}, declared({})),
    fixture('an alias of AWS that ends with a parameter', { 'Fn::Sub': 'alias/aws/${KeyArn}' }, 'fail', {}, declared({})),
    fixture('an alias that begins with a name', { 'Fn::Sub': 'alias/audit-${KeyArn}' }, 'pass', {}, declared({})),
    fixture('an ARN that ends with a parameter', { 'Fn::Sub': `${PLACE}:key/\${KeyArn}` }, 'pass', {}, declared({})),
    fixture('an ARN of which a parameter says whether it is an alias', { 'Fn::Sub': `${PLACE}:\${KeyArn}` }, 'unknown', {}, declared({})),
  ];
}

function fromElsewhere(key: KeyProperty): Fixture[] {
  const fixture = fixtureOf(key);
  const imported = { 'Fn::ImportValue': 'key' };
  const exporting = (Value: unknown) => (template: Template) => [
    template,
    {
      Resources: { Theirs: { Type: 'AWS::KMS::Key', Properties: {} }, Bucket: { Type: 'AWS::S3::Bucket' } },
      Outputs: { Key: { Value, Export: { Name: 'key' } } },
    },
  ];
  const staged = (template: Template) => {
    template.Parameters = { Stage: TEXT };
    template.Conditions = { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } };
  };
  const mapped = (a: string, b: string) => (template: Template) => {
    template.Mappings = { Keys: { 'eu-west-1': { key: a }, 'us-east-1': { key: b } } };
  };
  const row = { 'Fn::FindInMap': ['Keys', { Ref: 'AWS::Region' }, 'key'] };
  return [
    fixture('imported from nobody knows where', imported, 'unknown', { dependsOn: /import.key/ }),
    fixture('imported from another stack', imported, 'pass', {}, exporting({ 'Fn::GetAtt': ['Theirs', 'Arn'] })),
    fixture('imported from another stack by its id', imported, 'pass', {}, exporting({ Ref: 'Theirs' })),
    fixture('imported from another stack, and of AWS', imported, 'fail', {}, exporting('alias/aws/s3')),
    fixture('imported from another stack, and a bucket', imported, 'fail', {}, exporting({ Ref: 'Bucket' })),
    fixture('a dynamic reference', '{{resolve:ssm:/key}}', 'unknown', { dependsOn: /resolve.ssm/ }),
    fixture('a key in every row of a mapping', row, 'pass', { anywhere: true }, mapped('alias/a', 'alias/b')),
    fixture('a key in some rows of a mapping', row, 'unknown', { anywhere: true, dependsOn: /Keys/ }, mapped('alias/a', 'alias/aws/s3')),
    fixture('a key or nothing', { 'Fn::If': ['IsProd', { Ref: 'Key' }, NO_VALUE] }, 'unknown', { dependsOn: /parameter Stage/ }, staged),
    fixture('a key or another', { 'Fn::If': ['IsProd', { Ref: 'Key' }, 'alias/dev'] }, 'pass', {}, staged),
    fixture('a key of AWS or nothing', { 'Fn::If': ['IsProd', 'alias/aws/s3', NO_VALUE] }, 'fail', {}, staged),
    fixture('what a macro makes of it', { 'Fn::Transform': { Name: 'Obscure' } }, 'unknown', { dependsOn: /Transform/ }),
  ];
}

function others(key: KeyProperty): Fixture[] {
  const fixture = fixtureOf(key);
  const withAnother = (value: unknown) => (template: Template) => {
    const { Type, Properties } = structuredClone(key.resource(template));
    const { TrailName: _, ...others } = Properties;
    template.Resources.Other = { Type, Properties: { ...others, [key.name]: value } };
  };
  return [
    fixture('a key beside another resource without one', 'alias/audit', 'pass', {}, withAnother('alias/aws/s3')),
    fixture('missing, beside another resource with a key', undefined, 'fail', {}, withAnother('alias/audit')),
    fixture('of AWS, of the other one', 'alias/audit', 'fail', { at: 'Other' }, withAnother('alias/aws/s3')),
  ];
}
