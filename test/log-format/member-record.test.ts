import { MemberRecord, membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import type { CloudTrailRecord } from '../../lib/log-format/record';

const MEMBERS = ['resources', 'requestParameters', 'userIdentity'];

/** The one record of a file, by its JSON, of which some members are read. */
async function recordOf(json: string): Promise<CloudTrailRecord> {
  const found: CloudTrailRecord[] = [];
  await readRecords(Buffer.from(`{"Records":[${json}]}`), 'a', { members: membersOf(MEMBERS) }, ({ record }) => record && found.push(record));
  return found[0] as CloudTrailRecord;
}

test.each([
  '[]',
  '[{}]',
  '[{"ARN":"a"}]',
  '[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::b/k"},{"accountId":"111122223333","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b"}]',
  '[{"ARNPrefix":"arn:aws:s3:::b/","type":""}]',
  '[{"ARN":"a","ARN":"b"}]',
  '[{"ARN":"a"},{"other":"b"}]',
  '[{"ARN":null}]',
  '[{"ARN":"a","accountId":1}]',
  '[{"ARN":{"ARN":"a"}}]',
  '[{"ARN":"a"},null]',
  '[{"ARN":"a"},[]]',
  '["ARN","a"]',
  '[ {"ARN":"a"} ]',
  '[{"ARN" : "a"}]',
  '[{"ARN":"a" ,"type":"b"}]',
  '[{"ARN":"a\\"b"}]',
  '[{"A\\u0052N":"a"}]',
  '[{"ARN":"ü"}]',
  '[{"accountID":"a"},{"typo":"b"},{"arn":"c"},{"ARN_prefix":"d"}]',
  '{"ARN":"a"}',
  'null',
])('reads the resources %s as the parser does', async (resources) => {
  expect((await recordOf(`{"resources":${resources}}`)).resources).toEqual(JSON.parse(resources));
});

test('gives the identity of a session as one object', async () => {
  const json = '{"userIdentity":{"type":"AssumedRole","arn":"a"}}';
  expect((await recordOf(json)).userIdentity).toBe((await recordOf(json)).userIdentity);
});

test.each([
  ['{"requestParameters":{"a":{"x-copy":"s"}}}', true],
  ['{"requestParameters":{"a":"x-copy"}}', true],
  ['{"requestParameters":{"a":"copy"},"resources":[{"x-copy":1}]}', false],
  ['{"requestParameters":{"x\\u002dcopy":"s"}}', true],
  ['{"requestParameters":null}', false],
  ['{"resources":[{"x-copy":1}]}', false],
])('tells by the text of %s whether there may be a name: %s', async (json, expected) => {
  const record = await recordOf(json);
  expect(!(record instanceof MemberRecord) || record.mayHave('requestParameters', 'x-copy')).toBe(expected);
});
