import { CONTROL_RULES } from '../../lib/rules/controls/catalogue';
import type { ControlRule } from '../../lib/rules/controls/control-rule';
import { PACKS } from '../../lib/rules/packs/catalogue';

const DECIDABLE = { full: 'wholly', partly: 'in part', none: 'never' } as const;

/** The page of all rules and packs, made from the rules and packs themselves. */
export function rulesPage(): string {
  return [
    '# Rules and packs',
    '',
    '<!-- Made by `npx tsx --tsconfig tsconfig.dev.json test/docs/write-rules-page.ts`: change the rules, not this page. -->',
    '',
    'A rule looks at templates only. What it is asked about, and what its verdicts mean, is in [controls.md](controls.md).',
    '',
    '## Packs',
    '',
    table(
      ['Pack', 'Framework', 'Rules', 'Controls', 'Of which templates show all, a part, nothing'],
      PACKS.map(({ id, framework, version, rules, controls }) => {
        const shown = (is: (control: (typeof controls)[number]) => boolean) => controls.filter(is).length;
        const all = shown((one) => one.rules.length > 0 && one.coverage === 'full');
        const part = shown((one) => one.rules.length > 0 && one.coverage === 'partial');
        return [
          `\`${id}\``,
          [framework, version].filter(Boolean).join(' '),
          rules.length,
          controls.length,
          `${all}, ${part}, ${controls.length - all - part}`,
        ];
      }),
    ),
    '',
    '## Rules',
    '',
    ...CONTROL_RULES.flatMap(ruleSection),
  ].join('\n');
}

function ruleSection(rule: ControlRule): string[] {
  const packs = PACKS.filter(({ rules }) => rules.includes(rule.id)).map(({ id }) => `\`${id}\``);
  return [
    `### ${rule.id} ${rule.name}`,
    '',
    `**${escaped(rule.title)}.** ${escaped(rule.rationale)}`,
    '',
    `- Passes if: ${escaped(rule.predicate)}`,
    `- Weight: ${rule.severity}; templates decide it ${DECIDABLE[rule.decidable]}`,
    `- Fix: ${escaped(rule.fix)}`,
    `- In the account: ${escaped(rule.live)}`,
    ...(rule.limit === undefined ? [] : [`- Limit: ${escaped(rule.limit)}`]),
    `- Packs: ${packs.length > 0 ? packs.join(', ') : 'none by itself'}`,
    '',
  ];
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function escaped(text: string): string {
  return text.replace(/[<>|*]/g, (char) => `\\${char}`);
}
