import { Stack } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import ts from 'typescript';
import * as library from '../../lib';
import { asFile, compile, type Snippet, snippetsOf } from './snippets';

const TOPICS = ['control-alarms', 'controls', 'delivery-monitor', 'detection', 'processors', 'selectors', 'tamper-protection'];
const PAGES = ['README.md', ...TOPICS.map((topic) => `docs/${topic}.md`)];
const snippets = PAGES.flatMap(snippetsOf);
const explained = snippets.filter(({ code, says }) => says !== undefined && code.includes('eventSelectors'));

test('all code in the README and in the pages on constructs compiles, and the compiler would notice if it did not', () => {
  const wrong = { place: 'wrong', code: 'EventSelector.s3Objects([S3Objects.of(reports)], { readWrite: true });' };
  const exported = Object.keys(library);
  const files = [...snippets, wrong].map((snippet): [string, string] => [`${snippet.place.replace(/\W/g, '-')}.ts`, asFile(snippet, exported)]);

  expect(snippets.length).toBeGreaterThan(8);
  expect(compile(Object.fromEntries(files))).toEqual([expect.stringMatching(/wrong\.ts: Type 'true' is not assignable to type 'ReadWrite/)]);
}, 120_000);

test.each(explained)('$place means what the page says it means', (snippet) => {
  const text = explain(snippet);

  for (const sentence of snippet.says?.split('\n') ?? []) expect(text).toContain(sentence);
});

test('most examples on the page on selectors say what they mean', () => {
  expect(explained.length).toBeGreaterThan(6);
});

/** What a trail with the selectors of a snippet says of itself. */
function explain({ code }: Snippet): string[] {
  const stack = new Stack(undefined, 'Audit', { env: { account: '111122223333', region: 'eu-west-1' } });
  const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:111122223333:${name}`;
  const around = {
    ...library,
    reports: Bucket.fromBucketName(stack, 'Reports', 'reports'),
    uploads: Bucket.fromBucketName(stack, 'Uploads', 'uploads'),
    handler: LambdaFunction.fromFunctionArn(stack, 'Handler', arn('lambda', 'function:price-orders')),
    orders: Table.fromTableArn(stack, 'Orders', arn('dynamodb', 'table/orders')),
    copier: Role.fromRoleArn(stack, 'Copier', 'arn:aws:iam::111122223333:role/Copier'),
    archive: new library.LogArchive(stack, 'Archive', { bucketName: 'logs' } as library.LogArchiveProps),
  };
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } });
  const eventSelectors = new Function(...Object.keys(around), `${outputText}; return eventSelectors;`)(...Object.values(around));
  return new library.AuditTrail(stack, 'Trail', { trailName: 'audit', archive: around.archive, eventSelectors }).explain().split('\n');
}
