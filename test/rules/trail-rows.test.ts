import { findingsOf, type Row } from './rows';
import { changed, deployed, ofOrganization, type Template, trail, valid, withKey, withLogGroup, withTrails } from './templates';

const name = (TrailName: string): Template => {
  const template = JSON.parse(JSON.stringify(valid()).replaceAll('trail/audit', `trail/${TrailName}`));
  return trail({ TrailName }, template);
};
const prefix = (S3KeyPrefix: string): Template => {
  const template = JSON.parse(JSON.stringify(valid()).replace('/AWSLogs', `/${S3KeyPrefix}/AWSLogs`));
  return trail({ S3KeyPrefix }, template);
};
const dataOnly = {
  EventSelectors: [{ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }],
};

const ROWS: Row[] = [
  ['E01', 'Trail.name', 'a name that is too short', name('ab')],
  ['E02', 'Trail.name', 'a name that is too long', name('a'.repeat(129))],
  ['E03', 'Trail.name', 'two hyphens in a row', name('my--trail')],
  ['E03', 'Trail.name', 'a period before a hyphen', name('a.-b')],
  ['E04', 'Trail.name', 'a name like an IP address', name('192.168.5.4')],
  ['E05', 'Trail.name', 'another character', name('my trail')],
  ['E06', 'Trail.name', 'a separator at the end', name('audit-')],
  ['E07', 'Trail.name', 'a separator at the beginning', name('-audit')],
  [
    'E75',
    'Trail.nameTaken',
    'two trails of a name',
    changed(withTrails(['audit'], dataOnly), ({ Other0 }) => Object.assign(Other0.Properties, { IsMultiRegionTrail: false })),
  ],
  ['E74', 'App.trailCount', 'a sixth trail in a Region', withTrails(['two', 'three', 'four', 'five', 'six'], dataOnly)],
  ['E77', 'Trail.tags', 'more than 50 tags', trail({ Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) })],
  ['E08', 'LogArchive.keyPrefixLength', 'a prefix that is too long', prefix('a'.repeat(201))],
  ['E09', 'LogArchive.keyPrefixSlash', 'a prefix with a slash at the end', trail({ S3KeyPrefix: 'logs/' })],
  ['E09', 'LogArchive.keyPrefixSlash', 'a prefix with a slash at the beginning', trail({ S3KeyPrefix: '/logs' })],
  ['-', 'LogArchive.keyPrefixAwsLogs', 'a prefix with AWSLogs', prefix('logs/AWSLogs')],
  ['E76', 'Trail.bucketName', 'the ARN of a bucket as its name', trail({ S3BucketName: 'arn:aws:s3:::some-logs' })],
  ['E76', 'Trail.bucketName', 'a name that no bucket can have', trail({ S3BucketName: 'My_Logs' })],
  [
    'E19',
    'LogArchive.keyRegion',
    'a key of another Region',
    trail({ KMSKeyId: `arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012` }),
  ],
  ['E20', 'LogArchive.awsManagedKey', 'the key of S3', trail({ KMSKeyId: 'alias/aws/s3' })],
  ['E21', 'Trail.keyId', 'a key id that is none', trail({ KMSKeyId: 'my key' })],
  ['E22', 'LogArchive.unusableKey', 'an asymmetric key', changed(withKey(), ({ Key }) => Object.assign(Key.Properties, { KeySpec: 'RSA_2048' }))],
  ['E22', 'LogArchive.unusableKey', 'a disabled key', changed(withKey(), ({ Key }) => Object.assign(Key.Properties, { Enabled: false }))],
  [
    'E23',
    'Trail.cloudWatchLogsPair',
    'a log group without a role',
    changed(withLogGroup(), ({ Trail }) => delete Trail.Properties.CloudWatchLogsRoleArn),
  ],
  [
    'E24',
    'Trail.cloudWatchLogsPair',
    'a role without a log group',
    changed(withLogGroup(), ({ Trail }) => delete Trail.Properties.CloudWatchLogsLogGroupArn),
  ],
  [
    'E25',
    'CloudWatchLogs.region',
    'a log group of another Region',
    trail({
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:x:*',
      CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/x',
    }),
  ],
  [
    'E26',
    'Trail.logGroupArn',
    'the ARN of a log group without its streams',
    trail(
      { CloudWatchLogsLogGroupArn: { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}' } },
      withLogGroup(),
    ),
  ],
  ['E34', 'Trail.globalServiceEvents', 'a multi-Region trail without global service events', trail({ IncludeGlobalServiceEvents: false })],
  [
    'E34',
    'Trail.globalServiceEvents',
    'a multi-Region trail that does not say so',
    changed(valid(), ({ Trail }) => delete Trail.Properties.IncludeGlobalServiceEvents),
  ],
  [
    'X13',
    'Trail.dependencyCycle',
    'a policy that refers to the trail',
    changed(valid(), ({ LogsPolicy }) => {
      const [statement] = LogsPolicy.Properties.PolicyDocument.Statement;
      statement.Condition.StringEquals['aws:SourceArn'] = { 'Fn::GetAtt': ['Trail', 'Arn'] };
    }),
  ],
  ['W12', 'Trail.noLogFileValidation', 'a trail without digest files', trail({ EnableLogFileValidation: false })],
  ['W15', 'Trail.organizationSingleRegion', 'an organization trail for one Region', trail({ IsMultiRegionTrail: false }, ofOrganization())],
];

test.each(ROWS)('%s is found as %s: %s', (_, id, __, template) => {
  expect(findingsOf(deployed(template))).toEqual([`cdk-cloudtrail:${id}`]);
});
