import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

export type Schema = { readonly [keyword: string]: any };

/** The schema of reports, as it is shipped. */
export const SCHEMA: Schema = JSON.parse(readFileSync(join(root, 'compliance-report.schema.json'), 'utf8'));

/** What both a type and a schema say of a value, in one line per member: `results[].verdict: "pass" | "fail"`. */
export type Shape = readonly string[];

/** The shape that a schema describes, without the members that are named. */
export function shapeOfSchema(schema: Schema, without: readonly string[]): Shape {
  return linesOfSchema(schema, '').filter((line) => !without.some((name) => line.startsWith(name)));
}

let program: ts.Program | undefined;

/** The sources with the types that are asked for: the compiler reads them once. */
function sources(): ts.Program {
  const files = ['lib/report/compliance-report.ts', 'lib/rules/template-finding.ts'].map((file) => join(root, file));
  program ??= ts.createProgram(files, { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, types: [] });
  return program;
}

/** The shape of a type that one of the sources exports. */
export function shapeOfType(file: string, name: string): Shape {
  const checker = sources().getTypeChecker();
  const source = sources().getSourceFile(join(root, file));
  const symbol = source && checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol).find((one) => one.name === name);
  if (!symbol) throw new Error(`${file} exports no ${name}`);
  return linesOfType(checker, checker.getDeclaredTypeOfSymbol(symbol), '');
}

function linesOfSchema(given: Schema, path: string): string[] {
  const schema = resolved(given);
  if (schema.oneOf) return linesOfSchema({ ...resolved(schema.oneOf.find(({ type }: Schema) => type !== 'null')), orNull: true }, path);
  if (schema.enum)
    return [
      line(
        path,
        schema.enum.map((value: unknown) => JSON.stringify(value)),
      ),
    ];
  if ('const' in schema) return [line(path, [JSON.stringify(schema.const)])];
  const names = [schema.type ?? 'any'].flat();
  if (schema.type === 'array') return [line(path, ['array', ...orNull(schema)]), ...linesOfSchema(schema.items, `${path}[]`)];
  if (schema.type !== 'object')
    return [
      line(
        path,
        names.map((name) => (name === 'integer' ? 'number' : name)),
      ),
    ];
  if (typeof schema.additionalProperties === 'object') return [line(path, ['map']), ...linesOfSchema(schema.additionalProperties, `${path}{}`)];
  const members = Object.entries(schema.properties as Record<string, Schema>);
  return [
    line(path, ['object', ...orNull(schema)]),
    ...members.flatMap(([name, member]) => linesOfSchema(member, at(path, name, schema.required?.includes(name)))),
  ];
}

/** What stands beside a reference goes before what it refers to. */
function resolved({ $ref, ...schema }: Schema): Schema {
  return $ref ? { ...resolved(SCHEMA.$defs[$ref.split('/').at(-1)]), ...schema } : schema;
}

function linesOfType(checker: ts.TypeChecker, type: ts.Type, path: string): string[] {
  const parts = type.isUnion() ? type.types : [type];
  const isNull = parts.some(({ flags }) => flags & ts.TypeFlags.Null);
  const rest = parts.filter(({ flags }) => !(flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
  const [first] = rest;
  if (!first) throw new Error(`${path} has no type`);
  if (first.flags & ts.TypeFlags.Unknown) return [line(path, ['any'])];
  const simple = rest.flatMap((one) => simpleName(checker, one));
  if (simple.length > 0) return [line(path, [...new Set(simple), ...(isNull ? ['null'] : [])])];
  if (checker.isArrayType(first)) {
    const [item] = checker.getTypeArguments(first as ts.TypeReference);
    return [line(path, ['array', ...(isNull ? ['null'] : [])]), ...linesOfType(checker, item as ts.Type, `${path}[]`)];
  }
  const values = checker.getIndexTypeOfType(first, ts.IndexKind.String);
  if (values) return [line(path, ['map']), ...linesOfType(checker, values, `${path}{}`)];
  const members = checker.getPropertiesOfType(first).flatMap((member) => {
    const isRequired = !(member.flags & ts.SymbolFlags.Optional);
    return linesOfType(checker, checker.getTypeOfSymbol(member), at(path, member.name, isRequired));
  });
  return [line(path, ['object', ...(isNull ? ['null'] : [])]), ...members];
}

function simpleName(checker: ts.TypeChecker, type: ts.Type): string[] {
  if (type.isStringLiteral()) return [JSON.stringify(type.value)];
  if (type.flags & ts.TypeFlags.BooleanLike) return ['boolean'];
  return type.flags & (ts.TypeFlags.String | ts.TypeFlags.Number) ? [checker.typeToString(type)] : [];
}

function at(path: string, name: string, isRequired: boolean): string {
  return `${path}${path === '' ? '' : '.'}${name}${isRequired ? '' : '?'}`;
}

function line(path: string, kinds: readonly string[]): string {
  return `${path}: ${[...kinds].sort().join(' | ')}`;
}

function orNull(schema: Schema): string[] {
  return schema.orNull ? ['null'] : [];
}
