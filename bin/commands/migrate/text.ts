import { section } from '../../../lib/template/json';
import type { Effect, ResourceChange } from '../../../lib/template/resource-change';
import { flagOf } from '../../../lib/template/unknown';
import { count, printable } from '../shared/terminal';
import type { Level, Verdict } from './consequence';
import type { Judged } from './consequences';
import type { Step } from './plan';

/** What is said of a migration. */
export interface Report {
  readonly verdict: Verdict;
  readonly rows: readonly Judged[];
  readonly plan: readonly Step[];
  /** Files that were left aside, with the reason. */
  readonly skipped: readonly string[];
}

const EFFECTS: Readonly<Record<Effect, string>> = {
  replaced: 'replaced',
  removed: 'removed',
  moved: 'there already',
  retyped: 'of another type',
  cannotTell: 'cannot tell',
  updated: 'updated in place',
  created: 'created',
  left: 'left as it is',
  same: 'as before',
};

const MARKS: Readonly<Record<Level, string>> = { gap: 'GAP', blocked: 'FAILS', cannotTell: 'CANNOT TELL', note: 'note' };

const VERDICTS: Readonly<Record<Verdict, string>> = {
  noGap: 'No gap: logging goes on, and so does each chain of digests.',
  gap: 'Not like this: something would be lost, or the deployment would fail. The plan says how to do without.',
  cannotTell: 'Cannot tell: the templates do not say, or AWS does not document it. What is open stands above.',
};

/** The whole report for people. */
export function inText({ verdict, rows, plan, skipped }: Report): string {
  return [
    ...sorted(rows).flatMap(rowInText),
    summary(rows),
    ...skipped.map((file) => `Left aside: ${printable(file)}`),
    ...(plan.length > 0 ? ['', 'Plan:', ...plan.flatMap(stepInText)] : []),
    '',
    VERDICTS[verdict],
  ].join('\n');
}

/** What stays as it is matters only where it is a trail, or something is to be said of it. */
export function isOfInterest({ role, change, consequences }: Judged): boolean {
  return role === 'trail' || change.effect !== 'same' || consequences.length > 0;
}

/** Trails first, then what they need. */
function sorted(rows: readonly Judged[]): Judged[] {
  const rank = ({ role, consequences }: Judged) =>
    (role === 'trail' ? 0 : role ? 1 : 2) - (consequences.some(({ level }) => level !== 'note') ? 0.5 : 0);
  return rows.filter(isOfInterest).sort((one, other) => rank(one) - rank(other));
}

function rowInText({ change, role, place, consequences }: Judged): string[] {
  const properties = change.properties.map(({ name, through }) => (through ? `${name} (through ${through})` : name)).join(', ');
  const what = role ? `${role}, ${change.type}` : change.type;
  const goesOn = role === 'trail' && ['same', 'updated'].includes(change.effect) && consequences.every(({ level }) => level === 'note');
  return [
    printable(`${place} (${what}): ${EFFECTS[change.effect]}${properties && change.effect !== 'moved' ? `: ${properties}` : ''}`),
    ...(goesOn ? [`  the trail goes on, ${isValidated(change) ? 'with its' : 'and has no'} chain of digests`] : []),
    ...consequences.map(({ level, text }) => printable(`  ${MARKS[level]}: ${text}`)),
  ];
}

/** Without validation there are no digests. */
function isValidated({ after }: ResourceChange): boolean {
  return (flagOf(section(after?.raw ?? {}, 'Properties').EnableLogFileValidation) ?? false) !== false;
}

function summary(rows: readonly Judged[]): string {
  const numbers = Object.entries(EFFECTS).flatMap(([effect, words]) => {
    const number = rows.filter(({ change }) => change.effect === effect).length;
    return number > 0 ? [`${number} ${words}`] : [];
  });
  return `\n${count(rows.length, 'resource')}: ${numbers.join(', ')}`;
}

function stepInText({ title, lines }: Step, index: number): string[] {
  return [`  ${index + 1}. ${printable(title)}`, ...lines.map((line) => `     ${printable(line)}`)];
}
