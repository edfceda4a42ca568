import type { ComplianceReport } from '../../lib/report/compliance-report';
import { sampleReport } from './sample';

/** What somebody could put into the names and values of a template to take over a page, or to deceive who reads it. */
export const ATTACKS = [
  '<script>window.hacked = 1</script>',
  '</style><style>* { display: none }</style>',
  '</script><img src=x onerror="window.hacked = 1">',
  `"' onmouseover='window.hacked = 1' x="`,
  'javascript:window.hacked=1',
  '<svg/onload=window.hacked=1>',
  '--><!--',
  ']]>&lt;b&gt;&#60;b&#62;',
  'safe\u202Egnp.exe',
  'nul\u0000bell\u0007lone\uD800',
  'a|b`c`\n## not a heading\n@everyone [x](javascript:alert(1)) #1 **b**',
  '</details></table></tbody></section></main>',
] as const;

/** These have few values; everything else may be any text. */
const CLOSED: readonly string[] = ['verdict', 'severity', 'status', 'coverage', 'schemaVersion', 'withDefaults'];

/** What tells a trail from its guards: pictures are made of it. */
export const WHAT_IT_IS: readonly string[] = ['type', 'rule', 'rules', 'logicalId', 'pointer', 'template'];

/** The sample, with a text behind every text of it. What was different stays different. */
export function reportWith(attack: (count: number) => string, kept: readonly string[] = []): ComplianceReport {
  const seen = new Map<string, string>();
  const change = (text: string): string => {
    const changed = seen.get(text) ?? text + attack(seen.size);
    seen.set(text, changed);
    return changed;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, [...CLOSED, ...kept].includes(name) ? member : walk(member)]));
  };
  return walk(sampleReport()) as ComplianceReport;
}

/** The sample with an attack in every text, or in every text but those that pictures are made of. */
export function hostileReport(kept: readonly string[] = []): ComplianceReport {
  const report = reportWith((count) => ATTACKS[count % ATTACKS.length] ?? '', kept);
  return { ...report, assumptions: { ...report.assumptions, parameters: Object.fromEntries(ATTACKS.map((attack) => [attack, attack])) } };
}

/** Every text of a report that may be any. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => (CLOSED.includes(name) ? [] : textsOf(member)));
}
