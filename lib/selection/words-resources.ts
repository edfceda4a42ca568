import { functionNameOf, s3PathOf, tableNameOf } from './arn';
import { type Condition, deselecting, selecting } from './conditions';
import { RESOURCE_TYPES } from './resource-types';
import type { FieldSelector } from './selector';
import { type Display, enumerate, textOf } from './words-list';

/** How people speak of the resources of a type. */
interface Nouns {
  /** What the events are on; empty where that goes without saying. */
  readonly content: string;
  readonly one: string;
  readonly many: string;
  readonly all: string;
  readonly name: (condition: Condition, display: Display) => string;
}

const NOUNS: Readonly<Record<string, Nouns>> = {
  'AWS::S3::Object': { content: '', one: '', many: '', all: 'the objects of all buckets', name: objectName },
  'AWS::Lambda::Function': {
    content: '',
    one: 'the Lambda function ',
    many: 'the Lambda functions ',
    all: 'all Lambda functions',
    name: (condition, display) => shortened(condition, display, functionNameOf),
  },
  'AWS::DynamoDB::Table': {
    content: 'items of ',
    one: 'the DynamoDB table ',
    many: 'the DynamoDB tables ',
    all: 'all DynamoDB tables',
    name: (condition, display) => shortened(condition, display, tableNameOf),
  },
};

/** The resources that a selector is for, such as `items of the DynamoDB table orders`. */
export function resourcesInWords(types: readonly string[], arns: readonly FieldSelector[], hidden: readonly string[], display: Display): string {
  const nouns = nounsOf(types, display);
  const wanted = arns.flatMap(selecting).filter((condition, _, all) => !isStreamOf(condition, all));
  const unwanted = arns.flatMap(deselecting).filter(({ value }) => !hidden.includes(value));
  const names = (conditions: readonly Condition[]) => conditions.map((condition) => nouns.name(condition, display));

  const some = new Set(names(wanted)).size > 1 ? nouns.many : nouns.one;
  const included = wanted.length === 0 ? nouns.all : `${some}${enumerate(names(wanted), 'and')}`;
  const excluded = unwanted.length === 0 ? '' : `, except ${enumerate(names(unwanted), 'and')}`;
  return `${nouns.content}${included}${excluded}`;
}

/** An S3 location as people write it: `s3://bucket/prefix…`. */
export function objectName(condition: Condition, display: Display): string {
  const shown = display(condition.value);
  const path = s3PathOf(shown) ?? (shown.startsWith('arn:') ? undefined : shown);
  if (condition.how === 'EndsWith' || path === undefined || path === '') return `the objects with the ARN ${textOf(condition, display)}`;
  if (condition.how === 'StartsWith' && !path.includes('/')) return `the objects of every bucket whose name starts with ${path}`;
  return `s3://${path}${condition.how === 'StartsWith' ? '…' : ''}`;
}

function nounsOf(types: readonly string[], display: Display): Nouns {
  const [type = ''] = types;
  const known = types.length === 1 ? NOUNS[type] : undefined;
  if (known) return known;
  if (types.length === 0) return { content: '', one: '', many: '', all: 'all resources', name: textOf };
  const services = types.map((one) => RESOURCE_TYPES[one]?.service ?? 'a service that this library does not know');
  const what = `${enumerate(types.map(display), 'and')} (${enumerate(services, 'and')})`;
  return { content: '', one: `${what} `, many: `${what} `, all: `all resources of the type ${what}`, name: textOf };
}

/** A basic event selector for a table means its stream, too: that needs no words. */
function isStreamOf({ how, value }: Condition, all: readonly Condition[]): boolean {
  return how === 'StartsWith' && all.some((other) => other.how === 'Equals' && value === `${other.value}/stream/`);
}

function shortened(condition: Condition, display: Display, nameOf: (arn: string) => string | undefined): string {
  const shown = textOf(condition, display);
  return nameOf(shown) ?? shown;
}
