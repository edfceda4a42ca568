import { FileReporter, MEMBERS, settle } from '../../handlers/access-report/core';
import { readLogFile } from '../../lib/log-format/log-file';
import { membersOf } from '../../lib/log-format/member-record';
import { readRecords } from '../../lib/log-format/read-records';
import { bytesOf } from '../helpers/body';
import { dataEvent, logFileKey } from '../helpers/cloudtrail-events';
import { randomOf } from '../helpers/random';

const file = logFileKey();

/** All that a report says of the bytes of a file, read member by member or as a whole. */
async function reportOf(content: Buffer, isWhole: boolean) {
  const report = new FileReporter(file, content.length);
  if (isWhole) for (const record of readLogFile(content, 'a')) report.add(record);
  else await readRecords(content, 'a', { members: membersOf(MEMBERS) }, (record) => report.add(record));
  const { candidates, unreadable, late } = report;
  const { lines, counts } = settle(report, () => true);
  return { candidates, unreadable, late, counts, lines: bytesOf(lines).toString('latin1') };
}

async function expectSame(content: Buffer): Promise<void> {
  expect(await reportOf(content, false)).toEqual(await reportOf(content, true));
}

const fileOf = (...records: unknown[]) => Buffer.from(JSON.stringify({ Records: records }));

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/t';
const item = (requestParameters: unknown, members = {}) =>
  dataEvent({
    ...{ eventSource: 'dynamodb.amazonaws.com', eventName: 'GetItem', requestParameters: requestParameters as Record<string, unknown> },
    ...{ resources: [{ accountId: '111122223333', type: 'AWS::DynamoDB::Table', ARN: TABLE }], ...members },
  });
const object = (ARN: string) => ({ type: 'AWS::S3::Object', ARN });

test.each<[what: string, record: unknown]>([
  ['a key of one text', item({ tableName: 't', key: { pk: 'a' }, consistentRead: false })],
  ['a key of two', item({ tableName: 't', key: { pk: 'a', sk: 'b' }, limit: 3 })],
  ['a key whose names are numbers', item({ tableName: 't', key: { b: 'b', 1: 'a' } })],
  ['a number as key', item({ tableName: 't', key: { pk: 1 } })],
  ['no key', item({ tableName: 't', consistentRead: true })],
  ['several keys', item({ tableName: 't', keys: [{ pk: 'a' }] })],
  ['the ARN of the table', item({ tableName: TABLE, key: { pk: 'a' } })],
  ['another table', item({ tableName: 'other', key: { pk: 'a' } })],
  ['another spelling', item({ tableName: 't', Key: { pk: 'a' } })],
  ['a shard iterator', item({ tableName: 't', shardIterator: `${TABLE}/stream/1|a` })],
  ['a stream', item({ tableName: 't' }, { resources: [{ type: 'AWS::DynamoDB::Stream', ARN: `${TABLE}/stream/1` }] })],
  ['no parameters', item(undefined)],
  ['quotes in a key', item({ tableName: 't', key: { pk: 'a"b' } })],
  ['a batch', item({ requestItems: [{ tableName: 't', operation: 'put' }] }, { eventName: 'BatchWriteItem' })],
  ['two objects', dataEvent({ resources: [object('arn:aws:s3:::b/1'), object('arn:aws:s3:::b/2')] })],
  ['a prefix', dataEvent({ resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::b/' }] })],
  ['an empty ARN', dataEvent({ resources: [object('')] })],
  ['a resource of another service', dataEvent({ resources: [object('arn:aws:s3:::b/1'), { type: 'AWS::Lambda::Function', ARN: 'f' }] })],
  ['many resources', dataEvent({ resources: Array.from({ length: 40 }, (_, at) => object(`arn:aws:s3:::b/${at}`)) })],
  ['a copy', dataEvent({ eventName: 'CopyObject', requestParameters: { 'x-amz-copy-source': 'b/k', bucketName: 'a', key: 'k' } })],
  ['a shared event', dataEvent({ sharedEventID: 'shared-1' })],
  ['an empty shared id', dataEvent({ sharedEventID: '' })],
  ['a code of an error', dataEvent({ errorCode: 'AccessDenied', errorMessage: 'no' })],
  ['a message alone', dataEvent({ errorMessage: 'Access Denied' })],
  ['no id', dataEvent({ eventID: undefined })],
  ['an account that is none', dataEvent({ recipientAccountId: 'a b' })],
  ['no category', dataEvent({ eventCategory: undefined })],
  ['no time', dataEvent({ eventTime: undefined })],
  ['no source', dataEvent({ eventSource: '' })],
  ['a user of Identity Center', dataEvent({ userIdentity: { type: 'IdentityCenterUser' }, additionalEventData: { UserName: 'ana' } })],
  ['no identity', dataEvent({ userIdentity: undefined })],
  ['an endpoint', dataEvent({ vpcEndpointId: 'vpce-1', userAgent: undefined })],
  ['escapes', dataEvent({ userAgent: 'a"b\\c', errorCode: 'a\nb' })],
  ['letters that are no ASCII', dataEvent({ userAgent: 'ü', requestParameters: { bucketName: 'b', key: '€' } })],
])('writes the row of a record with %s as for any other', async (_, record) => {
  await expectSame(fileOf(record, dataEvent({ eventID: 'e-2' }), { ...(record as object), eventID: 'e-3' }));
});

test('writes bytes that are no UTF-8 as others', async () => {
  for (const member of ['eventID', 'userAgent', 'eventName', 'awsRegion']) {
    await expectSame(
      Buffer.from(
        fileOf(dataEvent({ [member]: 'a~b' }))
          .toString()
          .replace('a~b', 'a\xffb'),
        'latin1',
      ),
    );
  }
});

test('makes of changed files what it makes of them as a whole', async () => {
  const records = [
    dataEvent(),
    item({ tableName: 't', key: { pk: 'a', sk: 'b' }, limit: 3 }),
    dataEvent({ sharedEventID: 's', errorCode: 'AccessDenied' }),
  ];
  const content = fileOf(...records, ...records);
  const random = randomOf(11);
  for (let round = 0; round < 3000; round++) {
    const changed = Buffer.from(content);
    for (let change = 0; change < 1 + (round % 3); change++) {
      const [from, to, length] = [random.upTo(content.length), random.upTo(content.length), random.upTo(round % 2 ? 2 : 24)];
      content.copy(changed, to, from, from + length);
    }
    if (isJson(changed)) await expectSame(changed);
  }
});

function isJson(content: Buffer): boolean {
  try {
    return Array.isArray((JSON.parse(content.toString()) as { Records?: unknown }).Records);
  } catch {
    return false;
  }
}
