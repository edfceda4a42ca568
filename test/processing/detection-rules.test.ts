import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DetectionRules } from '../../lib/processing/detection-rules';
import { ensureDetectionAssets } from './detection-assets';

let folder: string;

beforeAll(ensureDetectionAssets);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'detection-rules-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A rule as YAML; further lines go before the detection. */
const yaml = (id: string, eventName = 'StopLogging', others = '') => `title: Rule ${id}
id: ${id}
level: high
logsource: { product: aws, service: cloudtrail }
${others}detection:
  selection: { eventName: ${eventName} }
  condition: selection
`;

function rulesWith(files: Record<string, string>): DetectionRules {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return DetectionRules.fromDirectory(folder);
}

const staged = (rules: DetectionRules) => rules._chosen().flatMap(({ rule, staged }) => (staged ? rule.id : []));

test('reads the rules of a folder and below it, in the order of their files', () => {
  const rules = rulesWith({
    'b.yml': yaml('b'),
    'a/c.yaml': yaml('c'),
    'notes.txt': 'no rule',
    'linux.yml': yaml('l').replace('product: aws', 'product: linux'),
  });

  expect(rules.ids).toEqual(['c', 'b']);
});

test('the recommended rules are those of this library', () => {
  const [{ ids }, onData] = [DetectionRules.recommended(), DetectionRules.recommendedForDataEvents()];

  expect(ids.length).toBeGreaterThanOrEqual(40);
  expect(ids).toContain('01888163-e5d2-4235-b1be-eec77abda6bf');
  expect(onData.ids).toContain('417faf97-f81e-489a-b043-e196f4309563');
  expect(ids.filter((id) => onData.ids.includes(id))).toEqual([]);
});

test('refuses rules with all that is wrong, each with its file and line', () => {
  expect(() => rulesWith({ 'a.yml': yaml('a', '"x|y"', 'correlation: {}\n'), 'b.yml': 'a: [' })).toThrow(
    /a\.yml:5: correlation: \[cdk-cloudtrail:DetectionRule\.documentKind\].*\n.*b\.yml:1: \[cdk-cloudtrail:DetectionRule\.yaml\]/,
  );
});

test.each([
  ['is empty', {}],
  ['has rules for other logs only', { 'linux.yml': yaml('l').replace('product: aws', 'product: linux') }],
])('refuses a folder that %s', (_, files) => {
  expect(() => rulesWith(files)).toThrow('[cdk-cloudtrail:DetectionRules.directory] the folder with rules has no rule for CloudTrail');
});

test('refuses a folder that is not there', () => {
  expect(() => DetectionRules.fromDirectory(join(folder, 'x'))).toThrow(/\[cdk-cloudtrail:DetectionRules\.directory\].* cannot be read \(ENOENT/);
});

test('sets can be put together, and rules be left out with a reason', () => {
  const [own, others] = [rulesWith({ 'a.yml': yaml('a'), 'b.yml': yaml('b') }), DetectionRules.recommended()];

  const rules = own.plus(others).without(['a'], 'our deployment does this');

  expect(rules.ids).toEqual(['b', ...others.ids]);
  expect(rules._leftOut()).toEqual([{ rule: 'a', reason: 'our deployment does this' }]);
  expect(own.ids).toEqual(['a', 'b']);
});

test('rules can be staged and promoted, all or some', () => {
  const rules = rulesWith({ 'a.yml': yaml('a'), 'b.yml': yaml('b'), 'c.yml': yaml('c') });

  expect(staged(rules)).toEqual([]);
  expect(staged(rules.staged())).toEqual(['a', 'b', 'c']);
  expect(staged(rules.staged().promoted('b'))).toEqual(['a', 'c']);
  expect(staged(rules.staged('a').promoted())).toEqual([]);
});

test.each<[string, (rules: DetectionRules) => DetectionRules, string]>([
  ['the same rule twice', (rules) => rules.plus(rules), 'DetectionRules.repeatedRule'],
  ['a rule left out that is not there', (rules) => rules.without(['x'], 'why'), 'DetectionRules.unknownRule'],
  ['a rule left out for no reason', (rules) => rules.without(['a'], ' '), 'DetectionRules.noReason'],
  ['a rule staged that is not there', (rules) => rules.staged('x'), 'DetectionRules.unknownRule'],
])('refuses %s', (_, change, id) => {
  const rules = rulesWith({ 'a.yml': yaml('a') });
  expect(() => change(rules)).toThrow(`[cdk-cloudtrail:${id}]`);
});

test('keeps what is doubtful about a rule, for the construct to warn of', () => {
  const rules = rulesWith({ 'a.yml': yaml('a').replace('  condition', '  unused: { eventName: X }\n  condition') });

  expect(rules._warnings()).toMatchObject([{ id: 'cdk-cloudtrail:DetectionRule.unusedSelection', message: expect.stringMatching(/a\.yml:7: /) }]);
});
