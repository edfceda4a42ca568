/**
 * How bad it is. `gap`: something is not logged, not proven or not there any more. `blocked`: CloudFormation refuses, and nothing changes.
 * `cannotTell`: the templates do not say, or AWS does not document it.
 */
export type Level = 'gap' | 'blocked' | 'cannotTell' | 'note';

/** What a change means. */
export interface Consequence {
  readonly level: Level;
  readonly about: 'logging' | 'digests' | 'logFiles' | 'alarms' | 'deployment';
  readonly text: string;
}

/** What an outcome is about. */
export type Verdict = 'noGap' | 'gap' | 'cannotTell';

export function verdictOf(consequences: readonly Consequence[]): Verdict {
  const levels = consequences.map(({ level }) => level);
  if (levels.includes('gap') || levels.includes('blocked')) return 'gap';
  return levels.includes('cannotTell') ? 'cannotTell' : 'noGap';
}

type About = Consequence['about'];

export const gap = (about: About, text: string): Consequence => ({ level: 'gap', about, text });
export const blocked = (text: string): Consequence => ({ level: 'blocked', about: 'deployment', text });
export const cannotTell = (about: About, text: string): Consequence => ({ level: 'cannotTell', about, text });
export const note = (about: About, text: string): Consequence => ({ level: 'note', about, text });
