import { operatorOf } from '../../policy/operators';
import { isJson, type Json } from '../../template/json';
import { display } from '../../template/symbols';
import { listOf, textOf, unknownIn } from '../../template/unknown';
import type { World } from '../../template/world';
import { type Answer, every, some } from './answer';
import { isFixed } from './open-texts';

/** Keys that tie a request to an account, an organization, a principal, a source or a network. After a colon or a slash there may be a star. */
const CALLER = [
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceName',
  'aws:PrincipalServiceNamesList',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
  'aws:SourceOwner',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:userid',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
  'kms:CallerAccount',
  's3:DataAccessPointAccount',
];

/** Keys with an ARN, which has to say whose it is. */
const CALLER_ARN = [
  'aws:PrincipalArn',
  'aws:SourceArn',
  'aws:SourceVpcArn',
  's3:DataAccessPointArn',
  // Who writes with a key, or reads, has to be allowed to use it.
  's3:x-amz-server-side-encryption-aws-kms-key-id',
];

/** The private addresses of `aws:VpcSourceIp` are in everybody's networks: alone they tie a request to nobody. */
const CALLER_ADDRESS = ['aws:SourceIp'];

const OPERATORS = /^(?:ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)(IfExists)?$/;

/** The broadest networks that S3 does not take for everybody's. */
const BROADEST = { v4: 8, v6: 32 };

type Test = (world: World, value: string) => Answer;

const TESTS: ReadonlyMap<string, Test> = new Map([
  ...CALLER.map((key) => [key.toLowerCase(), isOneCaller] as const),
  ...CALLER_ARN.map((key) => [key.toLowerCase(), isOfOneOwner] as const),
  ...CALLER_ADDRESS.map((key) => [key.toLowerCase(), isNarrow] as const),
]);

/** What a limit has to be made of. */
export interface LimitOptions {
  /** The keys that count; all that are known to limit if left out. */
  readonly only?: readonly string[];
  /** Keys that every request in question has: `IfExists` makes no difference to them. */
  readonly sent?: readonly string[];
}

/**
 * Whether the conditions of a statement that is about everyone leave only some: whoever is not known there, or anonymous, does not meet them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isLimited(world: World, statement: Json, { only, sent = [] }: LimitOptions = {}): Answer {
  const { Condition } = statement;
  if (Condition === undefined) return false;
  if (!isJson(Condition)) return { dependsOn: display(textOf(Condition) ?? 'the conditions of a statement') };
  const counts = (key: string) => only?.some((one) => one.toLowerCase() === key.toLowerCase()) ?? true;
  const isThere = (key: string) => sent.some((one) => one.toLowerCase() === key.toLowerCase()) || mustExist(Condition, key);
  const tests = Object.entries(Condition).flatMap(([operator, wanted]): Answer[] => {
    const [found, , ifExists] = OPERATORS.exec(operator) ?? [];
    if (found === undefined) return isKnown(operator) ? [] : [{ dependsOn: `the operator ${display(operator)}` }];
    if (!isJson(wanted)) return [{ dependsOn: display(textOf(wanted) ?? `what ${operator} demands`) }];
    return Object.entries(wanted)
      .filter(([key]) => counts(key))
      .map(([key, values]) => every([ifExists === undefined || isThere(key), limits(world, key, values)]));
  });
  return some(tests);
}

/** Whether it is known of an operator that it says whom it leaves out, or nothing of who is meant. */
function isKnown(operator: string): boolean {
  const base = operator.replace(/^For(Any|All)Values?:/, '').replace(/IfExists$/, '');
  return ['Null', 'IpAddress', 'NotIpAddress', 'BinaryEquals'].includes(base) || operatorOf(base) !== undefined;
}

/** One value that anybody can meet is enough for everybody. */
function limits(world: World, key: string, values: unknown): Answer {
  const test = TESTS.get(key.toLowerCase());
  if (!test) return false;
  const list = listOf(values);
  if (!list || list.length === 0) return { dependsOn: display(unknownIn(values) ?? `the values of ${key}`) };
  return every(list.map((value) => test(world, textOf(value) ?? '*')));
}

/** Whether a statement demands that a key is there, so that `IfExists` makes no difference. */
function mustExist({ Null }: Json, wanted: string): boolean {
  return Object.entries(isJson(Null) ? Null : {}).some(
    ([key, values]) => key.toLowerCase() === wanted.toLowerCase() && [values].flat().every((value) => textOf(value) === 'false'),
  );
}

function isOneCaller(world: World, value: string): Answer {
  return isFixed(world, /^[^:/]*/.exec(value)?.[0] ?? value);
}

/** An ARN without an account, as that of a bucket, tells its owner by its name. */
function isOfOneOwner(world: World, value: string): Answer {
  const [, , , , account, resource] = value.split(':');
  if (account === undefined) return isFixed(world, value);
  return account === '' ? isFixed(world, /^[^/]*/.exec(resource ?? '*')?.[0] ?? '') : isFixed(world, account);
}

function isNarrow(_: World, value: string): Answer {
  if (value.includes('‹')) return { dependsOn: display(value) };
  const [address = '', bits] = value.split('/');
  if (/[*?]|\$\{/.test(address)) return false;
  return bits === undefined || Number(bits) >= (address.includes(':') ? BROADEST.v6 : BROADEST.v4);
}
