import type { TemplateStack } from '../../lib/template/assembly';
import { assemblyOf, stackOf } from '../template/assemblies';

export type Template = any;

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const TRAIL_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;
export const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' };

const forTrail = { 'aws:SourceArn': TRAIL_ARN };
const logsArn = { 'Fn::GetAtt': ['Logs', 'Arn'] };

/** A trail with its bucket, as it should be. */
export function valid(): Template {
  return {
    Resources: {
      Logs: { Type: 'AWS::S3::Bucket', Properties: {} },
      LogsPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Version: '2012-10-17', Statement: [readAcl(), put(`AWSLogs/${ACCOUNT}/*`)] } },
      },
      Trail: {
        Type: 'AWS::CloudTrail::Trail',
        DependsOn: ['LogsPolicy'],
        Properties: {
          TrailName: 'audit',
          S3BucketName: { Ref: 'Logs' },
          IsLogging: true,
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
          EnableLogFileValidation: true,
        },
      },
    },
  };
}

export function readAcl(): Template {
  return { Effect: 'Allow', Principal: CLOUDTRAIL, Action: 's3:GetBucketAcl', Resource: logsArn, Condition: { StringEquals: { ...forTrail } } };
}

/** Lets CloudTrail put objects below folders of the bucket. */
export function put(...paths: string[]): Template {
  return {
    Effect: 'Allow',
    Principal: CLOUDTRAIL,
    Action: 's3:PutObject',
    Resource: paths.map((path) => ({ 'Fn::Join': ['', [logsArn, `/${path}`]] })),
    Condition: { StringEquals: { ...forTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  };
}

export function withKey(template = valid()): Template {
  const { Resources } = template;
  Resources.Key = {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
          {
            Effect: 'Allow',
            Principal: CLOUDTRAIL,
            Action: 'kms:GenerateDataKey*',
            Resource: '*',
            Condition: {
              StringEquals: { ...forTrail },
              StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
            },
          },
          {
            Effect: 'Allow',
            Principal: CLOUDTRAIL,
            Action: ['kms:Decrypt', 'kms:DescribeKey'],
            Resource: '*',
            Condition: { StringEquals: { ...forTrail } },
          },
        ],
      },
    },
  };
  Resources.Trail.Properties.KMSKeyId = { 'Fn::GetAtt': ['Key', 'Arn'] };
  Resources.Logs.Properties.BucketEncryption = {
    ServerSideEncryptionConfiguration: [
      { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
    ],
  };
  return template;
}

export function withLogGroup(template = valid()): Template {
  const { Resources } = template;
  Resources.Group = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'audit' } };
  Resources.Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: CLOUDTRAIL, Action: 'sts:AssumeRole' }] },
    },
  };
  Resources.RolePolicy = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'write',
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['Group', 'Arn'] } }],
      },
    },
  };
  Resources.Trail.DependsOn.push('RolePolicy');
  Object.assign(Resources.Trail.Properties, {
    CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Group', 'Arn'] },
    CloudWatchLogsRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
  });
  return template;
}

export function withTopic(template = valid()): Template {
  const { Resources } = template;
  Resources.Topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'files' } };
  Resources.TopicPolicy = {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Topic' }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: CLOUDTRAIL, Action: 'sns:Publish', Resource: { Ref: 'Topic' }, Condition: { StringEquals: { ...forTrail } } },
        ],
      },
    },
  };
  Resources.Trail.DependsOn.push('TopicPolicy');
  Resources.Trail.Properties.SnsTopicName = { 'Fn::GetAtt': ['Topic', 'TopicName'] };
  return template;
}

/** With a topic that is encrypted. */
export function withTopicKey(template = withTopic()): Template {
  const { Resources } = template;
  Resources.TopicKey = {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
          { Effect: 'Allow', Principal: CLOUDTRAIL, Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: '*' },
        ],
      },
    },
  };
  Resources.Topic.Properties.KmsMasterKeyId = { Ref: 'TopicKey' };
  return template;
}

export function ofOrganization(template = valid()): Template {
  template.Resources.Trail.Properties.IsOrganizationTrail = true;
  template.Resources.LogsPolicy.Properties.PolicyDocument.Statement.push(put('AWSLogs/o-exampleorgid/*'));
  return template;
}

/** With further trails, of which each has a bucket of its own. */
export function withTrails(names: readonly string[], properties: Template = {}, template = valid()): Template {
  for (const [index, name] of names.entries()) {
    const id = `Other${index}`;
    const policy = JSON.parse(
      JSON.stringify(valid().Resources.LogsPolicy).replaceAll('"Logs"', `"${id}Logs"`).replaceAll('trail/audit', `trail/${name}`),
    );
    template.Resources[`${id}Logs`] = { Type: 'AWS::S3::Bucket', Properties: {} };
    template.Resources[`${id}LogsPolicy`] = policy;
    template.Resources[id] = {
      ...valid().Resources.Trail,
      DependsOn: [`${id}LogsPolicy`],
      Properties: { ...valid().Resources.Trail.Properties, TrailName: name, S3BucketName: { Ref: `${id}Logs` }, ...properties },
    };
  }
  return template;
}

/** With other properties of the trail. */
export function trail(properties: Template, template = valid()): Template {
  Object.assign(template.Resources.Trail.Properties, properties);
  return template;
}

/** With a change. */
export function changed(template: Template, change: (resources: Template) => void): Template {
  change(template.Resources);
  return template;
}

export function statements(resources: Template, id = 'LogsPolicy'): Template[] {
  return (resources[id].Properties.PolicyDocument ?? resources[id].Properties.KeyPolicy).Statement;
}

/** Data events of one selector, besides all management events. */
export function dataEvents(...rows: Template[]): Template {
  return { AdvancedEventSelectors: [management(), advanced('Data', { Field: 'resources.type', Equals: ['AWS::S3::Object'] }, ...rows)] };
}

export function management(): Template {
  return advanced('Management');
}

export function advanced(category: string, ...rows: Template[]): Template {
  return { FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }, ...rows] };
}

export function arn(operator: string, ...values: unknown[]): Template {
  return { Field: 'resources.ARN', [operator]: values };
}

/** An assembly of one stack in a known place. */
export function deployed(template: Template, place: Partial<TemplateStack> = {}) {
  return assemblyOf(stackOf(template, { account: ACCOUNT, region: REGION, ...place }));
}
