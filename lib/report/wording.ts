import type { ControlSeverity } from '../rules/controls/control-rule';
import type { Verdict } from '../rules/controls/judgement';
import type { ControlRow, ResultResource, ResultRow, SubjectStack } from './compliance-report';

/** How something is told: by a symbol, a word and its meaning, since a colour alone says nothing to some. */
export interface Wording {
  readonly symbol: string;
  readonly label: string;
  readonly meaning: string;
}

export const TITLE = 'CloudTrail compliance report';

/** What a report is, and what it is not. */
export const STATEMENT =
  'This report says what CloudFormation templates show of the controls below. ' +
  'It looks into no account, and nobody meets a framework because of it: that is for people to judge, with evidence that templates do not have.';

/** What is to be said of a report of nothing. */
export const NOTHING_ASSESSED = 'No trail and no event data store was found in the templates. This report proves nothing.';

/** From what needs somebody first. */
export const OUTCOMES: Readonly<Record<Verdict | 'accepted', Wording>> = {
  fail: { symbol: '✗', label: 'Fail', meaning: 'The templates show that it does not hold, whatever is chosen at the deployment.' },
  unknown: { symbol: '?', label: 'Unknown', meaning: 'It depends on what the templates do not say. Each result names it, and what settles it.' },
  accepted: {
    symbol: '⚑',
    label: 'Accepted',
    meaning: 'It did not pass, and somebody takes responsibility for that. The verdict stays what it is.',
  },
  pass: { symbol: '✓', label: 'Pass', meaning: 'The templates show that it holds, whatever is chosen at the deployment.' },
  notApplicable: { symbol: '–', label: 'Not applicable', meaning: 'The templates have nothing that it could be about.' },
};

/** From what needs somebody first. */
export const STATUSES: Readonly<Record<ControlRow['status'], Wording & { readonly like: Verdict | 'accepted' }>> = {
  notMet: { symbol: '✗', label: 'Not met', meaning: 'A rule that serves it fails.', like: 'fail' },
  undetermined: { symbol: '?', label: 'Undetermined', meaning: 'No rule fails, and one is unknown.', like: 'unknown' },
  accepted: { symbol: '⚑', label: 'Accepted', meaning: 'What did not pass was accepted by somebody.', like: 'accepted' },
  met: { symbol: '✓', label: 'Met', meaning: 'Its rules pass. With partial coverage, that is a part of the control only.', like: 'pass' },
  notAssessed: { symbol: '–', label: 'Not assessed', meaning: 'No rule says anything of it here.', like: 'notApplicable' },
};

/** The heaviest first. */
export const SEVERITIES: readonly ControlSeverity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** What a resource is called: its path, or else where it stands in its template. */
export function nameOf({ path, stack, logicalId }: ResultResource): string {
  return path ?? ([stack, logicalId].filter((part) => part !== null).join('/') || 'all templates');
}

/** What a pack set for a rule, where it makes a difference, as in `retentionDays 365`. */
export function settingsOf({ parameters }: Pick<ResultRow, 'parameters'>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}

/** A verdict in a word or two, as in `Fail, accepted`. */
export function outcomeOf({ verdict, accepted }: Pick<ResultRow, 'verdict' | 'accepted'>): string {
  return `${OUTCOMES[verdict].label}${accepted ? ', accepted' : ''}`;
}

export function coverageOf({ coverage }: Pick<ControlRow, 'coverage'>): string {
  return coverage === 'full' ? 'Full' : 'Partial coverage';
}

/** A framework with its version, where it has one. */
export function frameworkOf({ framework, version }: Pick<ControlRow, 'framework' | 'version'>): string {
  return version === null ? framework : `${framework} ${version}`;
}

/** An account or a Region. */
export function placeOf(place: SubjectStack['account']): string {
  return place ?? 'known at the deployment';
}

/** A number with its noun, as in `1 result` and `2 results`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
