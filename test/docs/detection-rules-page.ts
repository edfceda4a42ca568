import { eventsOf } from '../../lib/detection/events-of';
import { LEVELS, type Rule } from '../../lib/detection/rule';
import { OWN_RULES, type OwnRule, ruleOf } from '../detection/own-rules';

const CIS = 'cis.aws.v5.0.';
const SOURCE = '.amazonaws.com';

/** The page of all detection rules, made from the rules and the events recorded beside them. */
export function detectionRulesPage(): string {
  const rules = OWN_RULES.map((own) => ({ own, rule: ruleOf(own) }));
  // The worst first; among the same by name.
  const sorted = [...rules].sort((one, other) => LEVELS.indexOf(other.rule.level) - LEVELS.indexOf(one.rule.level));
  return [
    '# Detection rules',
    '',
    '<!-- Made by `npx tsx --tsconfig tsconfig.dev.json test/docs/write-detection-rules-page.ts`: change the rules, not this page. -->',
    '',
    `${rules.length} rules about single events, in [rules/detection](../rules/detection/README.md). What is not logged is not found: the last column`,
    'says what the selectors of a trail have to select. Events of IAM, STS, Organizations and sign-ins are logged in one Region, often `us-east-1`,',
    'so the trail has to log all Regions. A selector without events of KMS leaves out the rules about keys too; `managementEventsWithoutKmsReads`',
    'keeps them. CIS is the AWS Foundations Benchmark 5.0.0, whose section 4 asks for monitoring.',
    '',
    table(['Rule', 'Severity', 'ATT&CK', 'CIS', 'Events', 'Selectors'], sorted.map(row)),
    '',
    '## In words',
    '',
    ...sorted.flatMap(({ own, rule }) => section(own, rule)),
  ].join('\n');
}

function row({ own, rule }: { readonly own: OwnRule; readonly rule: Rule }): string[] {
  return [`[${rule.title}](#${own.name})`, rule.level, techniquesOf(rule).join(', '), cisOf(rule).join(', '), eventsInWords(rule), selectorsOf(own)];
}

function section({ name }: OwnRule, { id, title, description = '', falsePositives, references }: Rule): string[] {
  return [
    `### ${name}`,
    '',
    `**${escaped(title)}.** ${escaped(description)}`,
    '',
    `- May also be: ${falsePositives.map(escaped).join('; ')}`,
    `- Read on: ${references.map((url) => `<${url}>`).join(', ')}`,
    `- Rule: [\`${name}.yml\`](../rules/detection/${name}.yml), \`${id}\``,
    '',
  ];
}

const techniquesOf = ({ tags }: Rule) => tags.flatMap((tag) => /^attack\.(t\d.*)$/.exec(tag)?.[1]?.toUpperCase() ?? []);
const cisOf = ({ tags }: Rule) => tags.flatMap((tag) => (tag.startsWith(CIS) ? tag.slice(CIS.length) : []));

/** Names of calls by service; a rule without names is about any call. */
function eventsInWords(rule: Rule): string {
  return eventsOf(rule)
    .map(({ eventSource = [], eventName }) => {
      const services = eventSource.map((source) => source.replace(SOURCE, '')).join(', ');
      return [services, eventName?.map((name) => `\`${name}\``).join(', ') ?? 'any'].filter(Boolean).join(': ');
    })
    .join('; ');
}

/** What a selector has to select so that the recorded events are logged: their category, and whether they read or write. */
export function selectorsOf({ recorded: { positive } }: OwnRule): string {
  const kinds = new Map<string, Set<string>>();
  for (const { event } of positive) {
    const { eventCategory, readOnly, resources } = event as { eventCategory?: string; readOnly?: boolean; resources?: { type: string }[] };
    // Old records say neither, and are of management events.
    const kind = eventCategory === 'Data' ? (resources?.[0]?.type ?? 'AWS::S3::Object') : 'management';
    const ways = kinds.get(kind) ?? new Set();
    kinds.set(kind, readOnly === undefined ? ways : ways.add(readOnly ? 'read' : 'write'));
  }
  return [...kinds].map(([kind, ways]) => `${kind === 'management' ? kind : `data of \`${kind}\``}, ${[...ways].sort().join(' and ')}`).join('; ');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function escaped(text: string): string {
  return text.replace(/[<>|*]/g, (char) => `\\${char}`);
}
