// What the rules of others find of a trail: that of aws-cdk-lib, and that of this library, each in the same form.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../test/examples/verdicts';
import { lint } from './findings/cfn-lint';
import { FORMS } from './findings/forms';
import { byPack, CFN_LINT, type RulesByPack } from './findings/packs';
import { printTable } from './shared/table';

function main(): void {
  const temp = mkdtempSync(join(tmpdir(), 'findings-'));
  try {
    FORMS.forEach(({ name }, form) => {
      const [plain, library] = (['plain', 'library'] as const).map((who) => judge(form, who, join(temp, `${who}-${form}`)));
      console.log(`\n${name[0]?.toUpperCase()}${name.slice(1)}: findings by rule and construct\n`);
      if (plain && library) print(plain, library);
    });
  } finally {
    rmSync(temp, { recursive: true });
  }
}

function judge(form: number, who: string, outdir: string): RulesByPack {
  const script = join(__dirname, 'findings/judge.ts');
  const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, script, String(form), who, outdir], {
    env: { ...process.env, CDK_VALIDATION: 'true' },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the app cannot be judged: ${stderr.slice(-500)}`);
  const verdicts = JSON.parse(readFileSync(join(outdir, 'verdicts.json'), 'utf8')) as Verdict[];
  const packs = new Map(byPack(verdicts.filter(({ path }) => !path.startsWith('Data/'))));
  const linted = lint(join(outdir, 'Audit.template.json'));
  if (linted) packs.set(CFN_LINT, linted);
  else console.warn('!!! cfn-lint is not installed (pip install cfn-lint): its findings are MISSING below !!!');
  return packs;
}

function print(plain: RulesByPack, library: RulesByPack): void {
  const rows = [...plain].map(([pack, rules]) => ({ pack, plain: rules, library: library.get(pack) ?? [] }));
  const total = (of: (row: (typeof rows)[number]) => readonly string[]) => String(rows.reduce((sum, row) => sum + of(row).length, 0));
  printTable(
    ['pack', 'aws-cdk-lib', 'library'],
    [
      ...rows.map((row) => [row.pack, String(row.plain.length), String(row.library.length)]),
      ['total', total((row) => row.plain), total((row) => row.library)],
    ],
  );
  const only = (ones: readonly string[], others: readonly string[]) => [...new Set(ones)].filter((rule) => !others.includes(rule));
  printRules(
    '\nRules that only the trail of aws-cdk-lib breaks',
    rows.flatMap((row) => only(row.plain, row.library)),
  );
  printRules(
    'Rules that only the trail of this library breaks',
    rows.flatMap((row) => only(row.library, row.plain)),
  );
  printRules(
    'Rules that both break',
    rows.flatMap((row) => [...new Set(row.plain.filter((rule) => row.library.includes(rule)))]),
  );
}

function printRules(title: string, rules: readonly string[]): void {
  console.log(`${title}: ${rules.join(', ') || 'none'}`);
}

main();
