import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { App } from 'aws-cdk-lib';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { type CheckTemplatesOptions, checkTemplates } from '../../lib/testing';
import type { Checkable } from '../../lib/testing/checkable';
import { files } from '../../package.json';
import { exampleNames } from '../examples/names';
import { ACCOUNT, hardened, REGION, type Template } from '../rules/controls/hardened';
import { folderOf } from '../template/assemblies';
import { SCHEMA, type Schema, shapeOfSchema, shapeOfType } from './schema-shape';

const root = join(__dirname, '../..');
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(SCHEMA);

/** What the command line adds. */
const DEPLOY = ['findings?', 'unknown?', 'checklist?', 'trails?', 'complete?', 'skipped?'];

/** As somebody reads it: from a file. */
function reportOn(subject: Checkable, options: CheckTemplatesOptions = {}): any {
  return JSON.parse(JSON.stringify(checkTemplates(subject, { packs: PACKS.map(({ id }) => id), today: '2026-11-25', ...options })));
}

function problemsOf(report: unknown): string[] {
  return validate(report) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function withTrail(properties: object, metadata?: object): Template {
  const template = hardened();
  Object.assign(template.Resources.Trail.Properties, properties);
  if (metadata) template.Resources.Trail.Metadata = metadata;
  return template;
}

const accepted = { rule: 'TRAIL-04', reason: 'a test', owner: 'audit', ticket: 'SEC-1', expires: '2027-03-31' };

/** Templates whose reports have everything that reports can have. */
const TEMPLATES: Readonly<Record<string, Template>> = {
  hardened: hardened(),
  'with a parameter': { ...withTrail({ EnableLogFileValidation: { Ref: 'Digests' } }), Parameters: { Digests: { Type: 'String', Default: 'true' } } },
  'with an acceptance': withTrail({ EnableLogFileValidation: false }, { 'cdk-cloudtrail': { accepted: [accepted] } }),
  'with an acceptance without effect': withTrail({}, { 'cdk-cloudtrail': { accepted: [{ rule: 'TRAIL-04', expires: 'soon' }] } }),
  'with a bucket from elsewhere': withTrail({ S3BucketName: 'elsewhere', KMSKeyId: undefined }),
  'with a macro': { ...hardened(), Transform: 'Custom' },
  'of nothing': { Resources: {} },
};

test.each(Object.entries(TEMPLATES))('the report on a template %s is as the schema says', (_, template) => {
  expect(problemsOf(reportOn(template))).toEqual([]);
  expect(problemsOf(reportOn(template, { account: ACCOUNT, region: REGION, parameters: { Digests: 'true' } }))).toEqual([]);
});

test.each(exampleNames())('the report on the example %s is as the schema says', (name) => {
  const { app } = require(join(root, 'examples', name, 'app')) as { app: App };

  expect(problemsOf(reportOn(app))).toEqual([]);
});

test('so is what the command line prints, with what it finds for the deployment', () => {
  const template = withTrail({ IncludeGlobalServiceEvents: false, TrailName: 'a..b' });
  template.Resources.Other = { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Bucket' }, IsLogging: true } };
  template.Parameters = { Bucket: { Type: 'String' } };
  const args = [
    '--import',
    'tsx',
    'test/rules/check-runner.ts',
    'check',
    folderOf({ 'Audit.template.json': template }),
    '--pack',
    'ct-core',
    '--json',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const printed = JSON.parse(stdout);

  expect(printed.findings.length).toBeGreaterThan(0);
  expect(printed.unknown.length + printed.checklist.length).toBeGreaterThan(0);
  expect(problemsOf(printed)).toEqual([]);
}, 30_000);

describe('the schema refuses', () => {
  const packs = ['ct-core'];
  const rich = reportOn(TEMPLATES['with an acceptance'], { packs, account: ACCOUNT, parameters: { Digests: 'true' } });
  const open = reportOn(TEMPLATES['with a parameter'], { packs });
  const changed = (report: any, change: (report: any) => void) => {
    const copy = structuredClone(report);
    change(copy);
    return problemsOf(copy);
  };
  const rowOf = (report: any, verdict: string) => report.results.find((row: any) => row.verdict === verdict);

  test.each([
    ['one with', rich],
    ['one with unknowns and', open],
  ])('%s any member left out', (_, report) => {
    const kept = membersOf(report).filter(({ path }) => changed(report, (copy) => remove(copy, path)).length === 0);

    expect(unique(kept.map(({ text }) => text))).toEqual([]);
  });

  test('a member that it does not describe, wherever it is', () => {
    const kept = objectsOf(rich).filter(({ path }) => changed(rich, (copy) => Object.assign(find(copy, path), { further: 1 })).length === 0);

    expect(unique(kept.map(({ text }) => text))).toEqual([]);
  });

  test.each<[string, any, (report: any) => void]>([
    ['a verdict that there is not', rich, ({ results }) => Object.assign(results[0], { verdict: 'ok' })],
    ['a severity that there is not', rich, ({ results }) => Object.assign(results[0], { severity: 'grave' })],
    ['a status that there is not', rich, ({ controls }) => Object.assign(controls[0], { status: 'compliant' })],
    ['an unknown that needs nothing', open, (report) => Object.assign(rowOf(report, 'unknown'), { needs: null })],
    ['a pass that needs something', open, (report) => Object.assign(rowOf(report, 'pass'), { needs: { dependsOn: [], live: '' } })],
    ['a pass that is accepted', rich, (report) => Object.assign(rowOf(report, 'pass'), { accepted: rowOf(report, 'fail').accepted ?? {} })],
    ['a failure without a fix', rich, (report) => Object.assign(rowOf(report, 'fail'), { fix: null })],
    ['a negative count', rich, ({ summary }) => Object.assign(summary, { pass: -1 })],
    ['a count that is no number', rich, (report) => Object.assign(report, { assessed: '1' })],
    ['a digest that is none', rich, ({ subject }) => Object.assign(subject.stacks[0], { sha256: 'abc' })],
    ['a pointer that is none', rich, ({ results }) => Object.assign(rowOf({ results }, 'pass').evidence[0], { pointer: 'Resources.Trail' })],
    ['a report without a pack', rich, ({ assumptions }) => Object.assign(assumptions, { packs: [] })],
    ['another version', rich, (report) => Object.assign(report, { schemaVersion: '2' })],
    ['a value of a parameter that is no text', rich, ({ assumptions }) => Object.assign(assumptions.parameters, { Digests: true })],
  ])('%s', (_, report, change) => {
    expect(changed(report, change)).not.toEqual([]);
  });
});

test('schema and type say the same of every member', () => {
  const type = shapeOfType('lib/report/compliance-report.ts', 'ComplianceReport');

  expect(type.length).toBeGreaterThan(90);
  expect(shapeOfSchema(SCHEMA, DEPLOY)).toEqual(expect.arrayContaining([...type]));
  expect(type).toEqual(expect.arrayContaining([...shapeOfSchema(SCHEMA, DEPLOY)]));
}, 60_000);

test('schema and type of what the command line adds say the same', () => {
  const schema = shapeOfSchema(SCHEMA, []);
  const of = (name: string) => schema.filter((line) => line.startsWith(`${name}[].`)).map((line) => line.slice(name.length + 3));
  const type = (name: string) => shapeOfType('lib/rules/template-finding.ts', name).slice(1);
  // In JSON every finding has all members but `when`, so that nobody has to ask.
  const written = type('TemplateFinding').map((line) =>
    line.replace('value?: any', 'value: any').replace('awsMessage?: string', 'awsMessage: null | string'),
  );

  expect(of('unknown?').sort()).toEqual([...type('Undecided')].sort());
  expect(of('checklist?').sort()).toEqual([...type('ChecklistItem')].sort());
  expect(of('findings?').sort()).toEqual(written.sort());
}, 60_000);

test('every member is described, in sentences', () => {
  const lacking = schemasIn(SCHEMA, '#').filter(({ schema }) => !/^[a-zA-Z].*\.$/.test(schema.description ?? ''));

  expect(lacking.map(({ place }) => place)).toEqual([]);
});

test('is in the package, under the name that reports give', () => {
  const { $schema } = reportOn({ Resources: {} });

  expect(existsSync(join(root, $schema))).toBe(true);
  expect(files).toContain(join($schema));
});

type Path = readonly (string | number)[];
interface Placed {
  readonly path: Path;
  /** The same for all items of a list. */
  readonly text: string;
}

/** A member of every kind of object of a report; not what is in a value of a template or is a name of a user, and no setting of a rule. */
function membersOf(report: unknown): Placed[] {
  return objectsOf(report).flatMap(({ path, text }) =>
    Object.keys(find(report, path)).map((name) => ({ path: [...path, name], text: `${text}/${name}` })),
  );
}

/** An object of every kind: one for the rows of each verdict. */
function objectsOf(report: unknown): Placed[] {
  const all = allObjectsOf(report);
  const kinds = new Map(all.map((placed) => [JSON.stringify([placed.text, find(report, placed.path).verdict]), placed]));
  return [...kinds.values()];
}

function allObjectsOf(value: unknown, path: Path = [], text = ''): Placed[] {
  if (typeof value !== 'object' || value === null || /\/value$|assumptions\/parameters$|results\/\*\/parameters$/.test(text)) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => allObjectsOf(item, [...path, index], `${text}/*`));
  return [{ path, text }, ...Object.entries(value).flatMap(([name, item]) => allObjectsOf(item, [...path, name], `${text}/${name}`))];
}

function find(report: any, path: Path): any {
  return path.reduce((value, part) => value[part], report);
}

function remove(report: any, path: Path): void {
  delete find(report, path.slice(0, -1))[path.at(-1) as string];
}

/** The schemas of members, of items and of definitions. */
function schemasIn(schema: Schema, place: string): { readonly place: string; readonly schema: Schema }[] {
  const { properties = {}, $defs = {}, items, additionalProperties, oneOf = [] } = schema;
  const below: [string, Schema][] = [
    ...Object.entries<Schema>(properties),
    ...Object.entries<Schema>($defs),
    ...(items ? [['items', items] as [string, Schema]] : []),
    ...(typeof additionalProperties === 'object' ? [['values', additionalProperties] as [string, Schema]] : []),
    ...oneOf.filter(({ type }: Schema) => type !== 'null').map((one: Schema): [string, Schema] => ['oneOf', one]),
  ];
  return [{ place, schema }, ...below.flatMap(([name, one]) => schemasIn(one, `${place}/${name}`))];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
