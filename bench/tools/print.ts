import { printTable } from '../shared/table';
import type { Case } from './cases';
import { GRADES, type Grade } from './grade';
import { type Column, type Judged, rulesOf } from './judge';
import type { Linted } from './linters';
import { OTHER_QUESTIONS } from './other-question';

const TITLES: Readonly<Record<Grade, string>> = {
  right: 'right',
  falsePass: 'false pass',
  falseFail: 'false fail',
  claimedPass: 'claimed pass',
  claimedFail: 'claimed fail',
  otherQuestion: 'asks otherwise',
  silent: 'silent',
  noVerdict: 'threw',
};
/** So many examples tell what the rest is like. */
const EXAMPLES = 3;
const VERDICTS = ['pass', 'fail', 'unknown', 'notApplicable'] as const;
const titles = GRADES.map((grade) => TITLES[grade]);

export function printColumns(columns: readonly Column[]): void {
  printTable(
    ['tool', 'cases', ...titles, 'no such rule', 'not comparable'],
    columns.map((column) => [
      `${column.tool} ${column.version}`,
      String(column.judged.length),
      ...counts(column.judged),
      String(column.without),
      String([...column.refused.values()].reduce((sum, one) => sum + one, 0)),
    ]),
  );
  for (const { tool, judged } of columns.slice(1)) {
    const couldNot = judged.filter(({ answer, grade }) => answer === 'unknown' && grade === 'right').length;
    if (couldNot > 0)
      console.log(`\n${tool}: ${couldNot} of its right answers are rules that threw on what hangs on the deployment, and its report says so`);
  }
  for (const { tool, refused } of columns) {
    for (const [reason, count] of refused) console.log(`not comparable, ${tool}: ${count} (${reason})`);
  }
}

/** How many answers are right, by what was written down: it is easiest to be right about what is plainly wrong. */
export function printVerdicts(columns: readonly Column[]): void {
  console.log('\nRight answers, by the verdict that was written down\n');
  printTable(
    ['tool', ...VERDICTS],
    columns.map(({ tool, judged }) => [
      tool,
      ...VERDICTS.map((verdict) => {
        const of = judged.filter(({ one }) => one.fixture.verdict === verdict);
        return `${of.filter(({ grade }) => grade === 'right').length} of ${of.length}`;
      }),
    ]),
  );
}

/** How a tool did with each demand, beside its own names for it. */
export function printDemands({ tool, judged }: Column): void {
  console.log(`\n${tool}, by demand\n`);
  const demands = [...new Set(judged.map(({ one }) => one.fixture.rule))];
  printTable(
    ['demand', 'cases', ...titles, 'its rules'],
    demands.map((rule) => {
      const of = judged.filter(({ one }) => one.fixture.rule === rule);
      return [rule, String(of.length), ...counts(of), unique(rulesOf(tool, rule).map(short)).join(' ')];
    }),
  );
}

/** The answers that are not what was written down, by demand, what is worst and most often first. */
export function printDifferences({ tool, judged }: Column, all: boolean): void {
  for (const grade of GRADES.filter((one) => one !== 'right')) {
    const groups = [...new Set(judged.map(({ one }) => one.fixture.rule))]
      .map((rule) => ({
        rule,
        names: judged.filter(({ one, grade: of }) => of === grade && one.fixture.rule === rule).map(({ one }) => one.fixture.name),
      }))
      .filter(({ names }) => names.length > 0)
      .sort((one, other) => other.names.length - one.names.length);
    if (groups.length > 0) console.log(`\n${tool}, ${TITLES[grade]}:`);
    for (const { rule, names } of groups) {
      const told = all ? names : names.slice(0, EXAMPLES);
      console.log(`  ${rule} ${names.length}: ${told.join('; ')}${told.length < names.length ? '; …' : ''}`);
    }
  }
}

/** What the tools ask instead of our questions. */
export function printOtherQuestions(columns: readonly Column[]): void {
  console.log('\nWhere a tool asks otherwise, by its own description\n');
  const counted = OTHER_QUESTIONS.map((entry) => {
    const judged = columns.find(({ tool }) => tool === entry.tool)?.judged ?? [];
    const names = judged.filter(({ one, grade }) => grade === 'otherQuestion' && one.fixture.rule === entry.rule).map(({ one }) => one.fixture.name);
    return { ...entry, count: names.length };
  });
  printTable(
    ['demand', 'tool', 'cases', 'it asks whether'],
    counted.map(({ rule, tool, count, asks }) => [rule, tool, String(count), asks]),
  );
  // An excuse that excuses nothing is about fixtures that are gone.
  for (const { rule, tool } of counted.filter(({ count }) => count === 0))
    console.log(`!!! other-question.ts: nothing is found for ${rule} of ${tool}`);
}

/** Linters answer none of the demands; what do they say of the same templates? */
export function printLinters({ linters, sample }: { readonly linters: readonly Linted[]; readonly sample: readonly Case[] }): void {
  console.log(`\nLinters: in how many of ${sample.length} fixtures they complain about anything, by what is expected of our rule\n`);
  const of = (verdict: string) => sample.filter(({ fixture }) => fixture.verdict === verdict);
  printTable(
    ['linter', ...VERDICTS.map((verdict) => `${verdict} (${of(verdict).length})`)],
    linters.map((one) => [
      `${one.name} ${one.version}`,
      ...VERDICTS.map((verdict) => String(of(verdict).filter((item) => one.rulesOf(item).length > 0).length)),
    ]),
  );
  if (linters.length === 1) console.log('!!! cfn-lint is not installed (pip install cfn-lint): it is MISSING above !!!');
  for (const one of linters) {
    const rules = sample.flatMap((item) => one.rulesOf(item));
    const counted = unique(rules)
      .sort()
      .map((rule) => `${rule} ${rules.filter((other) => other === rule).length}`);
    console.log(`${one.name}, by rule: ${counted.join(', ') || 'nothing'}`);
  }
}

function counts(judged: readonly Judged[]): string[] {
  return GRADES.map((grade) => String(judged.filter((one) => one.grade === grade).length));
}

/** Without the pack, since the packs share their rules. */
function short(rule: string): string {
  return rule.replace(/^(HIPAA\.Security|NIST\.800\.53\.R\d|PCI\.DSS\.321|Serverless)-/, '');
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
