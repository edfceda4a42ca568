// What other tools say of the templates that our rules are tested with, beside what people wrote down for them. Argument: `all` tells each difference.
import { version } from '../package.json';
import { casesOf } from './tools/cases';
import { guard } from './tools/guard';
import { columnOf, coveredBy, ours, rulesOf } from './tools/judge';
import { lint } from './tools/linters';
import { nag } from './tools/nag';
import { printColumns, printDemands, printDifferences, printLinters, printOtherQuestions, printVerdicts } from './tools/print';

async function main(): Promise<void> {
  const cases = await casesOf();
  const rules = new Set(cases.map(({ fixture }) => fixture.rule));
  console.log(`${cases.length} fixtures of ${rules.size} rules, each with a verdict that was written down by hand\n`);
  const wanted = new Set([...rules].flatMap((rule) => rulesOf('Control Tower', rule)));
  const tools = [nag(coveredBy('cdk-nag', cases)), guard(coveredBy('Control Tower', cases), wanted)];
  const others = tools.map((tool) => columnOf(tool, cases));
  const own = ours(cases, version);
  printColumns([own, ...others]);
  printVerdicts([own, ...others]);
  for (const column of others) printDemands(column);
  for (const column of [own, ...others]) printDifferences(column, process.argv[2] === 'all');
  printOtherQuestions(others);
  printLinters(lint(cases));
  if (own.judged.some(({ grade }) => grade !== 'right')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
