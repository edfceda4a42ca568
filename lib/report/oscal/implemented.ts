/** A part of the library that lets a rule pass. */
export interface Implementation {
  readonly construct: 'AuditTrail' | 'LogArchive' | 'ControlAlarms';
  /** What has to be asked for; by default it is so without. */
  readonly option?: string;
}

/**
 * What the library itself does for a rule. Rules that are not here are up to whoever uses it, such as who subscribes to a topic; nothing is said
 * of them.
 */
export const IMPLEMENTED: Readonly<Record<string, Implementation>> = {
  ...all({ construct: 'AuditTrail' }, 'ACCT-01 TRAIL-01 TRAIL-02 TRAIL-03 TRAIL-04 TRAIL-05 TRAIL-07'),
  ...all({ construct: 'AuditTrail', option: 'cloudWatchLogs' }, 'TRAIL-06 LOG-01 LOG-02 LOG-03'),
  ...all({ construct: 'AuditTrail', option: 'insights' }, 'TRAIL-10'),
  ...all(
    { construct: 'LogArchive' },
    'BKT-01 BKT-02 BKT-03 BKT-04 BKT-05 BKT-06 BKT-08 BKT-09 BKT-10 BKT-11 BKT-14 BKT-15 BKT-16 KEY-01 KEY-02 KEY-03 KEY-04 KEY-05',
  ),
  ...all({ construct: 'LogArchive', option: 'objectLock' }, 'BKT-07'),
  ...all(
    { construct: 'ControlAlarms', option: 'topic' },
    'ALM-01 ALM-02 ALM-03 ALM-04 ALM-05 ALM-06 ALM-07 ALM-08 ALM-09 ALM-10 ALM-11 ALM-12 ALM-13 ALM-14 ALM-15 ALM-20',
  ),
};

/** Where a part is found in an app, in a few words. */
export function whereOf({ construct, option }: Implementation): string {
  return option === undefined ? `${construct}, by default` : `${construct}, with '${option}'`;
}

function all(implementation: Implementation, rules: string): Record<string, Implementation> {
  return Object.fromEntries(rules.split(' ').map((rule) => [rule, implementation]));
}
