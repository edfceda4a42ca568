import { allOf, type Verdict } from '../../../lib/rules/controls/judgement';
import { judgePublicGrants, publicGrants } from '../../../lib/rules/controls/public-grant';
import { Choices } from '../../../lib/template/choices';
import { Survey } from '../../../lib/template/survey';
import { World } from '../../../lib/template/world';
import { assemblyOf, stackOf, worldOf } from '../../template/assemblies';

type Template = any;

const ANYONE = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const ACCOUNT = '111122223333';

/** What is said of a policy whose only statement is the given one. */
function judgementOf(statement: Template, more: Template = {}) {
  return judgementOfPolicy({ Statement: [statement] }, more);
}

function judgementOfPolicy(PolicyDocument: Template, { Parameters, Resources, Conditions }: Template = {}) {
  const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'logs', PolicyDocument } };
  const { world, stack } = worldOf({ Parameters, Conditions, Resources: { Policy: policy, ...Resources } });
  const resource = world.resource(stack, 'Policy');
  if (!resource) throw new Error('there is no policy');
  const judgement = judgePublicGrants(world, [resource]);
  return { ...judgement, paths: judgement.grounds.map(({ path }) => path.join('.')), grants: publicGrants(world, resource) };
}

const when = (Condition: Template) => ({ ...ANYONE, Condition });

describe('a statement is for everyone', () => {
  test.each<[name: string, statement: Template, verdict: Verdict]>([
    ['if its principal is a star', ANYONE, 'fail'],
    ['if its principal is any AWS principal', { ...ANYONE, Principal: { AWS: '*' } }, 'fail'],
    ['if one of its principals is a star', { ...ANYONE, Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, '*'] } }, 'fail'],
    ['if a star stands beside a service', { ...ANYONE, Principal: { Service: 'cloudtrail.amazonaws.com', AWS: '*' } }, 'fail'],
    ['if it is any service', { ...ANYONE, Principal: { Service: '*' } }, 'fail'],
    ['if its principal has a wildcard in it', { ...ANYONE, Principal: { AWS: 'arn:aws:iam::*:root' } }, 'fail'],
    ['if it is for all but some', { Effect: 'Allow', NotPrincipal: { AWS: ACCOUNT }, Action: 's3:*', Resource: '*' }, 'fail'],
    ['whatever it allows', { Effect: 'Allow', Principal: '*', NotAction: 's3:DeleteBucket', NotResource: 'arn:aws:s3:::other' }, 'fail'],
    ['not if it denies', { ...ANYONE, Effect: 'Deny' }, 'pass'],
    ['not if it is for a service', { ...ANYONE, Principal: { Service: 'cloudtrail.amazonaws.com' } }, 'pass'],
    ['not if it is for an account', { ...ANYONE, Principal: { AWS: ACCOUNT } }, 'pass'],
    ['not if it is for an account that is a number', { ...ANYONE, Principal: { AWS: 111122223333 } }, 'pass'],
    ['not if it is for a canonical user', { ...ANYONE, Principal: { CanonicalUser: 'abc' } }, 'pass'],
    ['not if it is for nobody', { ...ANYONE, Principal: {} }, 'pass'],
    ['perhaps if nobody is named', { Effect: 'Allow', Action: 's3:*', Resource: '*' }, 'unknown'],
    ['perhaps if its effect is not known', { ...ANYONE, Effect: 'allow' }, 'unknown'],
    ['perhaps if its effect is missing', { Principal: '*' }, 'unknown'],
    ['not if its effect is not known, and its principal is', { ...ANYONE, Effect: 'allow', Principal: { AWS: ACCOUNT } }, 'pass'],
    ['perhaps if it is no statement', 17, 'unknown'],
    ['perhaps if it cannot be read', ['Allow'], 'unknown'],
  ])('%s', (_, statement, verdict) => {
    expect(judgementOf(statement).verdict).toBe(verdict);
  });
});

describe('a condition limits', () => {
  test.each<[name: string, condition: Template]>([
    ['the account of the source', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
    ['the account of the source as a number', { StringEquals: { 'aws:SourceAccount': 111122223333 } }],
    ['the source, with a star after its account', { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } }],
    ['the source, a bucket', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::logs/*' } }],
    ['the source in China', { StringLike: { 'aws:SourceArn': `arn:aws-cn:cloudtrail:*:${ACCOUNT}:*` } }],
    ['the organization', { StringEquals: { 'AWS:principalorgid': 'o-abcdefghij' } }],
    ['the organization of several', { StringEquals: { 'aws:PrincipalOrgID': ['o-abcdefghij', 'o-bcdefghijk'] } }],
    ['a part of the organization', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abcdefghij/r-abcd/*' } }],
    ['the role', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }],
    ['the session of a role', { StringLike: { 'aws:userId': 'AROAEXAMPLEID:*' } }],
    ['the account of the caller of KMS', { StringEqualsIgnoreCase: { 'kms:CallerAccount': ACCOUNT } }],
    ['the VPC', { StringEquals: { 'aws:SourceVpc': 'vpc-111' } }],
    ['the endpoint', { StringLike: { 'aws:SourceVpce': 'vpce-111' } }],
    ['the access points', { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } }],
    ['the key', { StringEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` } }],
    ['a network', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.7' } }],
    ['networks of both kinds', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }],
    ['beside what does not', { StringEquals: { 'aws:SourceVpc': 'vpc-111', 's3:x-amz-acl': 'private' }, Bool: { 'aws:SecureTransport': 'true' } }],
    ['if the key may be missing, and may not', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-111' }, Null: { 'aws:sourcevpc': false } }],
  ])('%s', (_, condition) => {
    expect(judgementOf(when(condition)).verdict).toBe('pass');
  });

  test.each<[name: string, condition: Template]>([
    ['not if there is none', {}],
    ['not by its transport', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['not if the key may be missing', { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-111' } }],
    ['not if all of no values will do', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-abcdefghij/' } }],
    ['not if all of no networks will do', { 'ForAllValues:IpAddress': { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['not by a network that is left out', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['not if it says who is left out', { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } }],
    ['not if any value will do', { StringLike: { 'aws:SourceAccount': '*' } }],
    ['not if one value of several is any', { StringLike: { 'aws:SourceAccount': [ACCOUNT, '*'] } }],
    ['not if any VPC will do', { StringLike: { 'aws:SourceVpc': 'vpc-*' } }],
    ['not if any organization will do', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['not by an ARN of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/audit' } }],
    ['not by an ARN that is cut short', { StringLike: { 'aws:SourceArn': 'arn:aws:*' } }],
    ['not by a bucket of anybody', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs-*' } }],
    ['not by any bucket', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
    ['not by an account anywhere in the text', { StringLike: { 'aws:SourceArn': `*${ACCOUNT}*` } }],
    ['not by what the caller says of itself', { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } }],
    ['not by every network', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['not by both halves of every network', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }],
    ['not by every network of IPv6', { IpAddress: { 'aws:SourceIp': '::/0' } }],
    ['not by an address with a wildcard', { IpAddress: { 'aws:SourceIp': '*' } }],
    ['not by private addresses of anybody', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
    ['not by the service that it goes through', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }],
    ['not by a header', { StringEquals: { 'aws:Referer': 'https://example.com' } }],
    ['not by a key that only has to be there', { Null: { 'aws:SourceArn': 'false' } }],
    ['not by a value of no text', { StringEquals: { 'aws:SourceAccount': [null] } }],
  ])('%s', (_, condition) => {
    expect(judgementOf(when(condition)).verdict).toBe('fail');
  });
});

describe('what the deployment fills in', () => {
  const withParameter = (statement: Template, Declared: Template) => judgementOf(statement, { Parameters: { Who: Declared } });
  const who = { Ref: 'Who' };
  const named = (AWS: Template) => ({ ...ANYONE, Principal: { AWS } });

  test.each<[name: string, statement: Template, declared: Template, verdict: Verdict]>([
    ['can be a star', named(who), { Type: 'String' }, 'unknown'],
    ['can be a star if its pattern has room for one', named(who), { Type: 'String', AllowedPattern: 'arn:aws:iam::.*' }, 'unknown'],
    ['can be a star if its pattern leaves out others', named(who), { Type: 'String', AllowedPattern: '[^a]+' }, 'unknown'],
    ['can be a star if its pattern is not understood', named(who), { Type: 'String', AllowedPattern: '[z-a]' }, 'unknown'],
    ['is no star if its pattern has no room for one', named(who), { Type: 'String', AllowedPattern: '^[0-9]{12}$' }, 'pass'],
    ['is no star if its pattern has no room, written in another way', named(who), { Type: 'String', AllowedPattern: 'a*\\d{12}(\\.x)?' }, 'pass'],
    ['is no star if it is a number', named(who), { Type: 'Number' }, 'pass'],
    ['is no star if it must exist', when({ StringEquals: { 'aws:SourceVpc': who } }), { Type: 'AWS::EC2::VPC::Id' }, 'pass'],
    ['is no star in the middle of a name', named({ 'Fn::Sub': 'arn:aws:iam::${Who}:root' }), { Type: 'String' }, 'pass'],
    ['is among stars', named({ 'Fn::Sub': 'arn:aws:iam::${Who}:*' }), { Type: 'String' }, 'fail'],
    ['is beside a star', named([who, '*']), { Type: 'String' }, 'fail'],
    ['can be a list with a star', named(who), { Type: 'CommaDelimitedList' }, 'unknown'],
    ['does not matter in a statement that denies', { ...named(who), Effect: 'Deny' }, { Type: 'String' }, 'pass'],
    [
      'does not matter where a condition limits',
      { ...named(who), Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a' } } },
      { Type: 'String' },
      'pass',
    ],
    ['can be any value of a condition', when({ StringLike: { 'aws:SourceAccount': who } }), { Type: 'String' }, 'unknown'],
    ['can be any account in an ARN', when({ ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:s3:a:${Who}:b' } } }), { Type: 'String' }, 'unknown'],
    ['can be any ARN', when({ ArnLike: { 'aws:SourceArn': who } }), { Type: 'String' }, 'unknown'],
    ['can be any network', when({ IpAddress: { 'aws:SourceIp': who } }), { Type: 'String' }, 'unknown'],
    ['can be any values of a condition', when({ StringLike: { 'aws:SourceAccount': who } }), { Type: 'CommaDelimitedList' }, 'unknown'],
    ['does not matter beside a star', when({ StringLike: { 'aws:SourceAccount': [who, '*'] } }), { Type: 'String' }, 'fail'],
    ['does not matter after the account', when({ ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:s3::1:${Who}' } } }), { Type: 'String' }, 'pass'],
    ['can be any effect', { ...ANYONE, Effect: who }, { Type: 'String' }, 'unknown'],
  ])('%s', (_, statement, declared, verdict) => {
    const judgement = withParameter(statement, declared);
    expect(judgement.verdict).toBe(verdict);
    expect(judgement.dependsOn).toEqual(verdict === 'unknown' ? expect.stringContaining('Who') : undefined);
  });

  test('is no star if another resource makes it', () => {
    const identity = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity' };
    const statement = named({ 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] });
    expect(judgementOf(statement, { Resources: { Identity: identity } }).verdict).toBe('pass');
    expect(judgementOf(statement, { Resources: { Identity: { Type: 'Custom::Identity' } } }).verdict).toBe('unknown');
    expect(judgementOf(statement, { Resources: {} }).verdict).toBe('unknown');
  });

  test('is no star if a resource of one stack of several makes it', () => {
    const identity = { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity' };
    const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: { Statement: named({ 'Fn::GetAtt': ['Identity', 'Arn'] }) } } };
    const stack = stackOf({ Resources: { Policy: policy, Identity: identity } });
    const world = new World(new Choices(), new Survey(assemblyOf(stackOf({ Resources: {} }, { id: 'Another' }), stack)));
    const resource = world.resource(stack, 'Policy');
    expect(resource && judgePublicGrants(world, [resource]).verdict).toBe('pass');
  });

  test.each<[name: string, statement: Template]>([
    ['conditions that are a dynamic reference', { ...ANYONE, Condition: '{{resolve:ssm:conditions}}' }],
    ['conditions that are a list', { ...ANYONE, Condition: ['aws:SourceAccount'] }],
    ['what an operator demands', when({ StringEquals: '{{resolve:ssm:keys}}' })],
    ['what an operator demands as a list', when({ StringEquals: ['aws:SourceAccount'] })],
    ['an operator that nobody knows', when({ stringequals: { 'aws:SourceAccount': ACCOUNT } })],
    ['no values', when({ StringEquals: { 'aws:SourceAccount': [] } })],
    ['a statement of a macro', { 'Fn::Transform': { Name: 'Statement' } }],
    ['an import', named({ 'Fn::ImportValue': 'who' })],
  ])('leaves it open for %s', (_, statement) => {
    const { verdict, dependsOn } = judgementOf(statement);
    expect([verdict, dependsOn]).toEqual(['unknown', expect.stringMatching(/./)]);
  });
});

describe('the place of a statement', () => {
  const Deny = { ...ANYONE, Effect: 'Deny' };
  const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const never = { 'Fn::If': ['Never', Deny, { Ref: 'AWS::NoValue' }] };

  test.each<[name: string, document: Template, path: string]>([
    ['is its position', { Statement: [Deny, ANYONE] }, 'Properties.PolicyDocument.Statement.1'],
    ['is that of a single one', { Statement: ANYONE }, 'Properties.PolicyDocument.Statement'],
    ['is that of the list if another one is left out', { Statement: [never, Deny, ANYONE] }, 'Properties.PolicyDocument.Statement'],
    ['is that of the choice in the list', { Statement: [{ 'Fn::If': ['Never', Deny, ANYONE] }] }, 'Properties.PolicyDocument.Statement.0'],
    ['is that of a choice of lists', { Statement: { 'Fn::If': ['Never', [], [Deny, ANYONE]] } }, 'Properties.PolicyDocument.Statement'],
    ['is that of a choice of policies', { 'Fn::If': ['Never', {}, { Statement: [ANYONE] }] }, 'Properties.PolicyDocument'],
    ['is that of a text', JSON.stringify({ Statement: [ANYONE] }), 'Properties.PolicyDocument'],
    ['is that of what is no policy', { 'Fn::Sub': '{{resolve:ssm:policy}}' }, 'Properties.PolicyDocument'],
  ])('%s', (_, document, path) => {
    expect(judgementOfPolicy(document, { Conditions }).paths).toEqual([path]);
  });

  test('is that of all statements if none of them is for everyone', () => {
    expect(judgementOf(Deny).paths).toEqual(['Properties.PolicyDocument.Statement']);
  });

  test('is told for each statement', () => {
    expect(judgementOfPolicy({ Statement: [Deny, ANYONE] }).grants.map(({ isPublic }) => isPublic)).toEqual([false, true]);
  });
});

test('one public policy of several is enough', () => {
  const policy = (Effect: string) => ({ Type: 'AWS::SNS::TopicPolicy', Properties: { PolicyDocument: { Statement: { ...ANYONE, Effect } } } });
  const { world, stack } = worldOf({ Resources: { One: policy('Deny'), Other: policy('Allow') } });
  const [one, other] = ['One', 'Other'].map((id) => world.resource(stack, id));
  if (!one || !other) throw new Error('there are no policies');

  const judgement = judgePublicGrants(world, [one, other]);
  expect([judgement.verdict, judgement.grounds.map(({ resource }) => resource.logicalId)]).toEqual(['fail', ['Other']]);
  expect(judgePublicGrants(world, []).verdict).toBe(allOf([]).verdict);
});
