import type { Finding } from './finding';
import type { Kind, Watched } from './watched';

/** What is known of the findings of one rule about one principal and account in one window. */
export interface GroupState extends Watched {
  /** The log file whose finding was the first: it sends the first alert. */
  readonly opener: string;
  /** How many findings each log file has. */
  readonly files: Readonly<Record<string, number>>;
  /** How many of them were told. */
  readonly told: number;
  /** How many alerts told that there are more. */
  readonly followUps: number;
  /** The newest to come. */
  readonly latest?: Finding;
}

/** Groups are visited a window after the first finding that was not told. */
export function groupsKind(window: number, now: () => number): Kind<GroupState> {
  return {
    empty: { opener: '', files: {}, told: 0, followUps: 0, listed: false },
    isDue: (group) => untoldOf(group) > 0,
    visitAt: () => now() + window,
  };
}

/** A group with the findings of one more log file. The first file tells of its findings itself. */
export function join(group: GroupState, file: string, findings: readonly Finding[]): GroupState {
  if (file in group.files) return group;
  const isFirst = group.opener === '';
  return {
    ...group,
    opener: isFirst ? file : group.opener,
    files: { ...group.files, [file]: findings.length },
    told: isFirst ? findings.length : group.told,
    latest: findings.at(-1),
  };
}

/** How many findings no alert has told of. */
export function untoldOf({ files, told }: GroupState): number {
  return Object.values(files).reduce((sum, count) => sum + count, 0) - told;
}

/** A group after an alert that told of `count` findings, which was the one of this number. */
export function toldOf(group: GroupState, count: number, number: number): GroupState {
  return group.followUps >= number ? group : { ...group, told: group.told + count, followUps: number };
}
