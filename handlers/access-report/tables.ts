import { partitionOf } from '../../lib/log-format/partition';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { asObject, asObjects, type Json, memberOf, textOf } from './json';
import { type Place, statedArns } from './resources';

/** The key of an item that an event accessed. */
export interface ItemKey {
  /** ARN of the table. */
  readonly table: string;
  /** The attributes of the key as JSON text: a column of one type, whatever the attributes are. */
  readonly key: string;
}

/** The tables that an event accessed and, where it read a stream, each stream after its table. */
export function tablesOf(record: CloudTrailRecord, place: Place): string[] {
  const parameters = asObject(record.requestParameters) ?? {};
  const tables = statedArns(record, 'AWS::DynamoDB::Table');
  const streams = statedArns(record, 'AWS::DynamoDB::Stream');
  if (streams.length === 0) streams.push(...streamOf(parameters));
  const named = tables.length > 0 ? tables : itemsOf(parameters).flatMap(({ table }) => (table ? tableArn(table, place) : []));
  return [...named, ...streams.flatMap((stream) => [stream.replace(/\/stream\/.*$/, ''), stream])];
}

/** The keys of the items that an event accessed, as far as CloudTrail records them. */
export function itemKeysOf({ requestParameters }: CloudTrailRecord, tables: readonly string[], place: Place): ItemKey[] {
  const arnOf = (name: string | undefined) => tables.find((arn) => name === undefined || arn === name || arn.endsWith(`:table/${name}`));
  return itemsOf(asObject(requestParameters) ?? {}).flatMap(({ table, keys }) =>
    keys.map((key) => ({ table: arnOf(table) ?? (table ? tableArn(table, place) : ''), key: JSON.stringify(key) })),
  );
}

interface Items {
  readonly table?: string;
  readonly keys: readonly Json[];
}

/** One table of a call on items, of each part of a batch or of a transaction. */
function itemsOf(parameters: Json): Items[] {
  const { requestItems } = parameters;
  const batch = asObject(requestItems);
  // Parts come as a list; in the API a batch is a map from tables to keys.
  const parts = batch ? Object.entries(batch).map(([tableName, part]) => ({ tableName, ...asObject(part) })) : asObjects(requestItems);
  return [parameters, ...parts].flatMap((part: Json) => {
    const table = textOf(memberOf(part, 'tableName'));
    const keys = [memberOf(part, 'key'), ...asObjects(memberOf(part, 'keys'))].map(asObject).filter((key) => key !== undefined);
    return table || keys.length > 0 ? [{ table, keys }] : [];
  });
}

/** A shard iterator starts with the ARN of its stream. */
function streamOf({ streamArn, shardIterator }: Json): string[] {
  const arn = textOf(streamArn) ?? textOf(shardIterator)?.split('|')[0];
  return arn && /^arn:[\w-]+:dynamodb:.+\/stream\//.test(arn) ? [arn] : [];
}

function tableArn(table: string, { account, region }: Place): string {
  return table.startsWith('arn:') ? table : `arn:${partitionOf(region)}:dynamodb:${region}:${account}:table/${table}`;
}
