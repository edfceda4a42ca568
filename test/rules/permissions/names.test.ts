import { deployPolicy } from '../../../lib/rules/permissions/deploy-policy';
import { assemblyOf } from '../../template/assemblies';
import { ACCOUNT, REGION } from './deployed';
import { execution, on, ROLE, stack } from './policies';

describe('names', () => {
  test('one that is written is allowed as it is', () => {
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'events' } } });

    expect(on(documents, 'sqs:CreateQueue')).toEqual([`arn:aws:sqs:${REGION}:${ACCOUNT}:events`]);
  });

  test('one that CloudFormation makes up is allowed by the name of its stack, that of a bucket in lower case', () => {
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue' }, B: { Type: 'AWS::S3::Bucket' } });

    expect([on(documents, 'sqs:CreateQueue'), on(documents, 's3:CreateBucket')]).toEqual([
      [`arn:aws:sqs:${REGION}:${ACCOUNT}:Audit-*`],
      ['arn:aws:s3:::audit-*'],
    ]);
  });

  test('of a long name of a stack, only what CloudFormation keeps of it counts', () => {
    const documents = execution({ R: ROLE }, { name: 'PlatformSecurityAuditTrailProduction' });

    expect(on(documents, 'iam:CreateRole')).toEqual([`arn:aws:iam::${ACCOUNT}:role/PlatformSecurityAudi*`]);
  });

  test('one that hangs on a parameter may be any', () => {
    const parameters = { Parameters: { Name: { Type: 'String' } } };
    const documents = execution({ T: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Name' } } } }, {}, parameters);

    expect(on(documents, 'sns:CreateTopic')).toEqual([`arn:aws:sns:${REGION}:${ACCOUNT}:*`]);
  });

  test('what a condition decides is allowed either way', () => {
    const parameters = { Parameters: { Stage: { Type: 'String' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
    const name = { 'Fn::If': ['IsProd', 'audit', 'audit-test'] };
    const documents = execution({ Q: { Type: 'AWS::SQS::Queue', Condition: 'IsProd', Properties: { QueueName: name } } }, {}, parameters);

    expect(on(documents, 'sqs:CreateQueue')).toEqual(['audit', 'audit-test'].map((one) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${one}`));
  });

  test('resources of nested stacks are named after the outermost one', () => {
    const url = 'https://s3.eu-west-1.amazonaws.com/assets/1.json';
    const parent = stack({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url } } });
    const child = stack(
      { Q: { Type: 'AWS::SQS::Queue' } },
      { id: 'Audit/Nested', name: 'Audit-Nested', parent: { stack: parent, logicalId: 'Nested' } },
    );
    const { accounts } = deployPolicy([assemblyOf(parent, child)]);
    const documents = accounts[0]?.execution ?? [];

    expect([on(documents, 'sqs:CreateQueue'), on(documents, 's3:GetObject'), on(documents, 'cloudformation:CreateStack')]).toEqual([
      [`arn:aws:sqs:${REGION}:${ACCOUNT}:Audit-*`],
      ['arn:aws:s3:::assets/*'],
      [`arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Audit-*/*`],
    ]);
    expect(on(accounts[0]?.pipeline ?? [], 'cloudformation:CreateChangeSet')).toEqual([`arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Audit/*`]);
  });

  test('a name of a resource elsewhere that CloudFormation made up is allowed by what is known of it', () => {
    const inside = execution({ P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { 'Fn::GetAtt': ['Gone', 'Name'] } } } });

    expect(on(inside, 's3:PutBucketPolicy')).toEqual(['arn:aws:s3:::*']);
  });
});
