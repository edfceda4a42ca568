/** What a pack sets for its rules. */
export interface RuleParameters {
  /** BKT-08: how many days log files are kept at least. */
  readonly retentionDays: number;
  /** LOG-01: how many days a log group keeps events at least. */
  readonly logGroupRetentionDays: number;
  /** ALM-01 to ALM-15: the text that the patterns have to cover; `securityHub` also refuses whatever is added to its own. */
  readonly patterns: 'securityHub' | 'cis-1.4' | 'cis-3.0' | 'cis-5.0' | 'cis-7.0';
  /** TRAIL-13: keys that must be among the tags. */
  readonly requiredTags: readonly string[];
  /** BKT-11: whether the bucket has to take the log files of an organization, too. */
  readonly organization: boolean;
  /** SUP-01: whether an acceptance needs an owner, a ticket and an expiry beside its reason. */
  readonly strictAcceptances: boolean;
}

export const DEFAULT_PARAMETERS: RuleParameters = {
  retentionDays: 365,
  logGroupRetentionDays: 365,
  patterns: 'cis-5.0',
  requiredTags: [],
  organization: false,
  strictAcceptances: true,
};

const USED: readonly (readonly [rules: RegExp, parameter: keyof RuleParameters])[] = [
  [/^BKT-08$/, 'retentionDays'],
  [/^LOG-01$/, 'logGroupRetentionDays'],
  [/^ALM-(0[1-9]|1[0-5])$/, 'patterns'],
  [/^TRAIL-13$/, 'requiredTags'],
  [/^BKT-11$/, 'organization'],
  [/^SUP-01$/, 'strictAcceptances'],
];

/** The parameters that make a difference to a rule: packs that differ in others ask it the same. */
export function parametersOf(rule: string, parameters: RuleParameters): Partial<RuleParameters> {
  return Object.fromEntries(USED.flatMap(([rules, name]) => (rules.test(rule) ? [[name, parameters[name]]] : [])));
}
