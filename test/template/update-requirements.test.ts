import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifiersOf, updateOf } from '../../lib/template/update-requirements';
import { updateTable } from './update-table';

test('the table is what the specification of CloudFormation says', () => {
  expect(readFileSync(join(__dirname, '../../lib/template/update-table.ts'), 'utf8').replaceAll('\r\n', '\n')).toBe(updateTable());
});

test.each([
  ['AWS::CloudTrail::Trail', 'TrailName', 'replaces'],
  ['AWS::CloudTrail::Trail', 'KMSKeyId', 'inPlace'],
  ['AWS::CloudTrail::Trail', 'S3BucketName', 'inPlace'],
  ['AWS::CloudTrail::Trail', 'EnableLogFileValidation', 'inPlace'],
  ['AWS::S3::Bucket', 'BucketName', 'replaces'],
  ['AWS::S3::Bucket', 'ObjectLockEnabled', 'replaces'],
  ['AWS::S3::Bucket', 'VersioningConfiguration', 'inPlace'],
  ['AWS::S3::BucketPolicy', 'Bucket', 'replaces'],
  ['AWS::S3::BucketPolicy', 'PolicyDocument', 'inPlace'],
  ['AWS::KMS::Key', 'KeyPolicy', 'inPlace'],
  ['AWS::KMS::Alias', 'AliasName', 'replaces'],
  ['AWS::KMS::Alias', 'TargetKeyId', 'inPlace'],
  ['AWS::Logs::LogGroup', 'LogGroupName', 'replaces'],
  ['AWS::Logs::LogGroup', 'KmsKeyId', 'inPlace'],
  ['AWS::SNS::Topic', 'TopicName', 'replaces'],
  ['AWS::SNS::TopicPolicy', 'Topics', 'inPlace'],
  ['AWS::IAM::Role', 'RoleName', 'replaces'],
  ['AWS::DynamoDB::GlobalTable', 'GlobalSecondaryIndexes', 'mayReplace'],
  ['Custom::Anything', 'ServiceToken', 'replaces'],
  ['Custom::Anything', 'Whatever', 'mayReplace'],
  ['AWS::CloudTrail::Trail', 'BornTomorrow', 'unknown'],
  ['AWS::New::Service', 'Name', 'unknown'],
])('an update of %s %s: %s', (type, property, update) => {
  expect(updateOf(type, property)).toBe(update);
});

test('a resource is told from others by what CloudFormation imports it by', () => {
  expect(identifiersOf('AWS::CloudTrail::Trail')).toEqual(['TrailName']);
  expect(identifiersOf('AWS::Logs::MetricFilter')).toEqual(['LogGroupName', 'FilterName']);
  expect(identifiersOf('AWS::New::Service')).toEqual([]);
});
