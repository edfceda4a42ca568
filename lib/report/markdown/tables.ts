import type { Verdict } from '../../rules/controls/judgement';
import type { ComplianceReport, ControlRow } from '../compliance-report';
import { type PackOfControls, packsOf, tally } from '../reading';
import { count, coverageOf, NOTHING_ASSESSED, OUTCOMES, placeOf, STATEMENT, STATUSES, TITLE } from '../wording';
import { code, plain } from './escape';
import type { Section } from './fit';

/** So many parameters are told. */
const PARAMETERS = 30;

/** What it is, and how many results there are of each kind. */
export function summary({ summary, assessed, results }: ComplianceReport): Section {
  const judged = `${count(assessed, 'trail or event data store', 'trails and event data stores')}, ${count(results.length, 'result')}.`;
  return {
    before: `# ${TITLE}\n\n${STATEMENT}\n\n${assessed === 0 ? `**${NOTHING_ASSESSED}**` : judged}\n\n${head('Result', 'Number', 'What it means')}`,
    rows: (Object.keys(OUTCOMES) as (Verdict | 'accepted')[]).map((kind) => {
      const { symbol, label, meaning } = OUTCOMES[kind];
      return line(`${symbol} ${label}`, String(summary[kind]), meaning);
    }),
    after: '',
    rowsAre: 'numbers',
    weight: 9,
  };
}

/** A table for each pack, folded: its numbers are above it. */
export function controls(report: ComplianceReport): Section[] {
  return packsOf(report).map((pack, index) => ({
    before: `${index === 0 ? '\n## Controls\n' : ''}\n${packHead(pack)}\n\n${head('Control', 'Status', 'Rules', 'Coverage', 'What stays open')}`,
    rows: pack.controls.map(control),
    after: '\n</details>\n',
    rowsAre: `controls of ${code(pack.id)}`,
    weight: 2,
  }));
}

function packHead(pack: PackOfControls): string {
  return `<details><summary><b>${plain(pack.title)}</b> ${code(pack.id)}: ${numbers(pack)}</summary>`;
}

function control(row: ControlRow): string {
  const { symbol, label } = STATUSES[row.status];
  const rules = row.rules.map((rule) => code(rule)).join(' ') || 'none';
  return line(`**${plain(row.id)}** ${plain(row.title)}`, `${symbol} ${label}`, rules, coverageOf(row), plain(row.open ?? 'Nothing'));
}

function numbers({ controls }: PackOfControls): string {
  const found = tally(controls.map(({ status }) => status));
  const statuses = Object.keys(STATUSES) as ControlRow['status'][];
  return statuses.flatMap((status) => (found.has(status) ? `${found.get(status)} ${STATUSES[status].label.toLowerCase()}` : [])).join(', ');
}

export function acceptances({ suppressions }: ComplianceReport): Section[] {
  if (suppressions.length === 0) return [];
  const says = 'Somebody takes responsibility for these. No verdict changes because of it.';
  const before = `\n## Acceptances\n\n${says}\n\n${head('Rule', 'Where', 'Reason', 'Owner', 'Ticket', 'Expires', 'Results', 'Problems')}`;
  const rows = suppressions.map(({ rule, at, reason, owner, ticket, expires, matched, problems }) =>
    line(
      code(rule),
      code(at),
      plain(reason),
      plain(owner ?? 'none'),
      plain(ticket ?? 'none'),
      plain(expires ?? 'never'),
      String(matched),
      plain(problems.join('; ')) || 'none',
    ),
  );
  return [{ before, rows, after: '', rowsAre: 'acceptances', weight: 4 }];
}

export function limits({ limits }: ComplianceReport): Section[] {
  if (limits.length === 0) return [];
  return [{ before: '\n## Limits\n\n', rows: limits.map((limit) => `- ${plain(limit)}`), after: '', rowsAre: 'limits', weight: 4 }];
}

/** Which templates were read, and what was taken for granted. */
export function subject({ subject: { stacks }, assumptions, tool }: ComplianceReport): Section {
  const given = Object.entries(assumptions.parameters).map(([name, value]) => `${code(name)} = ${code(value)}`);
  const more = given.length > PARAMETERS ? ` and ${given.length - PARAMETERS} more` : '';
  const made = `Made by ${plain(tool.name)} ${plain(tool.version)}; digest of the rules ${code(tool.rulesetDigest)}.`;
  return {
    before: `\n<details><summary>Which templates were read</summary>\n\n${head('Stack', 'Template', 'Account', 'Region', 'SHA-256')}`,
    rows: stacks.map(({ name, template, account, region, sha256 }) =>
      line(plain(name), code(template), plain(placeOf(account)), plain(placeOf(region)), code(sha256)),
    ),
    after: `\nParameters that were assumed: ${given.slice(0, PARAMETERS).join(', ') || 'none'}${more}.\n\n${made}\n\n</details>\n`,
    rowsAre: 'templates',
    weight: 2,
  };
}

function head(...cells: readonly string[]): string {
  return `${line(...cells)}\n|${cells.map(() => '---|').join('')}\n`;
}

function line(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
