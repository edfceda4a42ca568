import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isForOtherLogs, type ParseYaml, readRuleFiles, ruleFilesAt, withPlace } from '../../lib/detection/rule-files';
import { document } from './rules';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rule-files-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A parser for JSON, a document a line. */
const parse: ParseYaml = (text) =>
  text.split('\n').map((line, index) => {
    const lineOf = () => index + 1;
    return line.startsWith('{') ? { value: JSON.parse(line), lineOf, errors: [] } : { lineOf, errors: [{ message: 'no brace.', line: index + 1 }] };
  });

const ruleLine = (id: string, others = {}) => JSON.stringify(document({ selection: { eventName: 'X' }, condition: 'selection' }, { id, ...others }));

function filesWith(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return ruleFilesAt(folder);
}

test('finds the files with rules of a folder, and takes a file as it is', () => {
  const files = filesWith({ 'b.yml': '', 'a/a.yaml': '', 'b.json': '', 'b.txt': '' });

  expect(files).toEqual([join(folder, 'a/a.yaml'), join(folder, 'b.yml')]);
  expect(ruleFilesAt(join(folder, 'b.txt'))).toEqual([join(folder, 'b.txt')]);
  expect(() => ruleFilesAt(join(folder, 'x'))).toThrow('ENOENT');
});

test('reads all rules, each file once, and says with the line what is wrong', () => {
  const files = filesWith({
    'a.yml': [ruleLine('one'), ruleLine('two')].join('\n'),
    'b.yml': ['no', ruleLine('two'), ruleLine('three', { logsource: { product: 'linux' } })].join('\n'),
  });

  const { loaded, problems } = readRuleFiles([...files, ...files], parse);

  expect(loaded.map(({ rule, file }) => [rule.id, file])).toEqual([
    ['one', files[0]],
    ['two', files[0]],
  ]);
  expect(problems.map(withPlace)).toEqual([
    `${files[1]}:1: [cdk-cloudtrail:DetectionRule.yaml] the file is not YAML: no brace; correct it`,
    `${files[1]}:2: id: [cdk-cloudtrail:DetectionRule.repeatedId] a rule in ${files[0]} has the same id, got "two"; give each rule an id of its own`,
    expect.stringContaining(`${files[1]}:3: logsource: [cdk-cloudtrail:DetectionRule.otherLogSource]`),
  ]);
  expect(problems.map(isForOtherLogs)).toEqual([false, false, true]);
});

test('a problem without a line stands at its file', () => {
  const problem = { id: 'cdk-cloudtrail:A.b', severity: 'error', message: 'm', fix: 'f', file: 'x.yml', path: '' } as const;
  expect(withPlace(problem)).toBe('x.yml: [cdk-cloudtrail:A.b] m; f');
});
