import { CONTROL_RULES } from '../../rules/controls/catalogue';
import type { ComplianceReport, ResultRow } from '../compliance-report';
import { plain } from '../markdown/escape';
import { groupBy } from '../reading';
import { servedControls } from '../served-controls';
import { SEVERITIES } from '../wording';
import { LEVELS, SCORES } from './levels';
import { message } from './message';

/** Code scanning takes no more tags of a rule. */
const MOST_TAGS = 20;

/** The rules that were asked, in the order of the report, each with its place in the list. */
export function rulesOf(report: ComplianceReport): { readonly list: readonly object[]; readonly index: ReadonlyMap<string, number> } {
  const groups = [...groupBy(report.results, ({ rule }) => rule)];
  return {
    list: groups.map(([id, rows]) => descriptor(report, id, rows)),
    index: new Map(groups.map(([id], index) => [id, index])),
  };
}

function descriptor(report: ComplianceReport, id: string, rows: readonly ResultRow[]): object {
  const rule = CONTROL_RULES.find((known) => known.id === id);
  const title = rows[0]?.title ?? id;
  const severity = SEVERITIES.find((one) => rows.some((row) => row.severity === one)) ?? 'info';
  const fix = rule?.fix ?? rows.find((row) => row.fix !== null)?.fix ?? title;
  const served = [
    ...new Set(rows.flatMap((row) => servedControls(report, row)).flatMap(({ pack, controls }) => controls.map((one) => `${pack}/${one}`))),
  ];
  return {
    id,
    ...(rule && { name: rule.name }),
    shortDescription: { text: message(title) },
    fullDescription: { text: message(rule ? `${title}. ${rule.rationale}` : title) },
    help: {
      text: message(`What to do: ${fix}. Controls: ${served.join(', ') || 'none'}.`),
      markdown: message(
        [
          ...(rule ? [plain(rule.rationale), `**What passes:** ${plain(rule.predicate)}`] : []),
          `**What to do:** ${plain(fix)}`,
          ...(served.length > 0 ? [`**Controls:**\n\n${served.map((control) => `- ${plain(control)}`).join('\n')}`] : []),
        ].join('\n\n'),
      ),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', ...served].slice(0, MOST_TAGS), 'security-severity': SCORES[severity], severity },
  };
}
