import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

/** A block of code in a page of the documentation. */
export interface Snippet {
  /** For messages: the page and the line where the block begins. */
  readonly place: string;
  readonly code: string;
  /** The block of plain text that follows, if one does before the next code: what the code is said to do. */
  readonly says?: string;
}

/** The blocks of TypeScript in a page. */
export function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll('\r\n', '\n');
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code = ''], index, all) => ({
    language,
    code,
    line: text.slice(0, all[index]?.index).split('\n').length,
  }));
  return blocks.flatMap(({ language, code, line }, index) => {
    const next = blocks[index + 1];
    return language === 'ts' ? [{ place: `${page}:${line}`, code, ...(next?.language === 'text' && { says: next.code.trim() }) }] : [];
  });
}

/** What a reader has around a fragment: a stack, and the resources that pages speak of. */
const SURROUNDINGS = `
import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Table, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Role, type IRole } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import * as library from 'cdk-cloudtrail';
declare const reports: IBucket, uploads: IBucket, handler: IFunction, orders: ITable, copier: IRole, topic: ITopic, archive: library.LogArchive;
declare const trail: library.AuditTrail, alarmTopic: ITopic, security: ITopic, operations: ITopic;
declare const stack: Stack, stackInUsEast1: Stack, managementStack: Stack, protection: library.TamperProtection;
declare const delivery: library.DeliveryMonitor, dataEvents: library.DataEventGuard, integrity: library.IntegrityMonitor;
declare const access: library.AccessReport, controls: library.ControlAlarms;
`;

/** A snippet as a file: a fragment goes into the constructor of a stack. */
export function asFile({ code }: Snippet, exported: readonly string[]): string {
  if (/^import /m.test(code)) return code;
  const body = `class Example extends Stack { constructor(scope: Construct, id: string) { super(scope, id);\n${code}\n} }`;
  return `${SURROUNDINGS}\nimport { ${exported.join(', ')} } from 'cdk-cloudtrail';\n${body}`;
}

/** What the compiler says against files, by their names, with the settings of this repository. */
export function compile(files: Readonly<Record<string, string>>): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.dev.json'), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(__dirname, name), text]));
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, language, ...others) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...others) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, noUnusedLocals: false, noUnusedParameters: false, declaration: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
