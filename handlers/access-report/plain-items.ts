import { MemberMemo } from '../../lib/log-format/member-memo';
import { type CloudTrailRecord, dataServiceOf } from '../../lib/log-format/record';
import { Fragment, type Lines } from './lines';
import { statedArns } from './resources';
import { whichJson } from './row-line';

/** The one table that a record states. */
export interface PlainTable {
  readonly arn: string;
  readonly resources: Fragment;
  /** Before the key of an item in it, which is JSON in JSON. */
  readonly beforeKey: Fragment;
}

const BEHIND_KEY = '"}]';
const END = new Fragment(BEHIND_KEY);

/** `undefined` where more of the record tells which tables it accessed. */
export const plainTables = new MemberMemo(['resources'], (record: CloudTrailRecord): PlainTable | undefined => {
  const [arns, streams] = [statedArns(record, 'AWS::DynamoDB::Table'), statedArns(record, 'AWS::DynamoDB::Stream')];
  const [arn] = arns;
  if (arn === undefined || arns.length > 1 || streams.length > 0 || dataServiceOf(record) !== 'dynamodb') return undefined;
  const resources = whichJson({ resources: arns });
  const withKey = whichJson({ resources: arns, itemKeys: [{ table: arn, key: '' }] });
  return { arn, resources: new Fragment(resources), beforeKey: new Fragment(withKey.slice(resources.length, -BEHIND_KEY.length)) };
});

/**
 * Parameters of a call on one item of a table, or on none, where nothing else tells of tables and items: first the name of the table, then the key, of one or
 * two texts, and then what is no list and no object. Such a key is the same when it is parsed and written again, since its names are different and no numbers.
 */
const PLAIN =
  /^\{"tableName":"([^"]+)"(?:,"key":(\{"([A-Za-z_][^"]*)":"[^"]*"(?:,"(?!\3")[A-Za-z_][^"]*":"[^"]*")?\}))?(?:,"(?!(?:[tT]ableName|[kK]eys?|requestItems|streamArn|shardIterator)")\w+":(?:"[^"]*"|true|false|null|\d+))*\}$/;

/** The parameters of a call on a table, by their text without escapes. */
export interface PlainItems {
  /** The key as it is in a text of JSON; empty where there is none. */
  readonly key: string;
}

/** `undefined` where it is not so plain, or about another table. */
export function plainItems(parameters: string, { arn }: PlainTable): PlainItems | undefined {
  const match = PLAIN.exec(parameters);
  const name = match?.[1];
  if (!match || name === undefined || !(arn === name || arn.endsWith(`:table/${name}`))) return undefined;
  return { key: (match[2] ?? '').replaceAll('"', '\\"') };
}

/** Goes on with a line: the table and the key. */
export function writeItems(lines: Lines, { resources, beforeKey }: PlainTable, { key }: PlainItems): void {
  lines.put(resources);
  if (key === '') return;
  lines.put(beforeKey);
  lines.write(key);
  lines.put(END);
}
