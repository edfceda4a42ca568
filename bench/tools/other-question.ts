/**
 * Where a rule of a tool asks by its own description for something else to be true than ours, so that its answer is not wrong. Reviewed by hand. That a
 * rule knows only one of the forms in which the same can be written is no other question.
 */
export interface OtherQuestion {
  readonly tool: string;
  /** Of ours. */
  readonly rule: string;
  /** The names of the fixtures that it makes a difference to. */
  readonly fixtures: RegExp;
  /** What the tool asks, as the end of a sentence that starts with "whether". */
  readonly asks: string;
}

const AWS_KEYS = /of AWS(?! or nothing)|given badly|bad allowed value|some rows of a mapping/;
const NEVER_EMPTY =
  /not empty|escaped slash|keys or of aliases|single characters|for aliases|(an alias that|begins like one of AWS and) ends with|an ARN of which/;

export const OTHER_QUESTIONS: readonly OtherQuestion[] = [
  {
    tool: 'cdk-nag',
    rule: 'TRAIL-05',
    fixtures: new RegExp(`${AWS_KEYS.source}|${NEVER_EMPTY.source}`),
    asks: 'the trail names any key, be it one that AWS manages',
  },
  { tool: 'Control Tower', rule: 'TRAIL-05', fixtures: AWS_KEYS, asks: 'the trail names any key, be it one that AWS manages' },
  { tool: 'Control Tower', rule: 'LAKE-01', fixtures: AWS_KEYS, asks: 'the event data store names any key, be it one that AWS manages' },
  {
    tool: 'cdk-nag',
    rule: 'SNS-02',
    // The topics of these two are not encrypted.
    fixtures: /^(?!the policy of a topic whose name is a parameter|two trails, of which)/,
    asks: 'TLS is enforced, which SNS does for encrypted topics, as these are',
  },
  {
    tool: 'cdk-nag',
    rule: 'BKT-02',
    fixtures: /^/,
    asks: 'blocked public access and the ACL together keep the public out, so that no grant of a policy counts',
  },
  {
    tool: 'cdk-nag',
    rule: 'BKT-13',
    fixtures: /^(a filter|a rule for|objects|a prefix)/,
    asks: 'some rule of replication is enabled, whichever objects it takes',
  },
  {
    tool: 'cdk-nag',
    rule: 'LOG-01',
    fixtures:
      /too few|too small|just large enough|with a default|bad value|second trail|a mapping|a dynamic reference|a list|nothing said|both outcomes/,
    asks: 'there is a retention at all, however short',
  },
  { tool: 'cdk-nag', rule: 'BKT-03', fixtures: /default retention/, asks: 'access logs are turned on, not whether S3 can deliver them' },
  { tool: 'Control Tower', rule: 'BKT-03', fixtures: /default retention/, asks: 'access logs are turned on, not whether S3 can deliver them' },
  { tool: 'cdk-nag', rule: 'BKT-07', fixtures: /^Object Lock without a rule/, asks: 'Object Lock is on, not for how long it locks by default' },
  {
    tool: 'Control Tower',
    rule: 'BKT-07',
    fixtures: /bucket|bad one|retention|mode alone|days without|without a rule/,
    asks: 'Object Lock is on, not for how long it locks by default',
  },
  {
    tool: 'Control Tower',
    rule: 'BKT-15',
    fixtures: /bucket|bad one|Ownership|rule/,
    asks: 'the bucket is given no ACL, not whether ACLs are turned off',
  },
];

/** The question that a tool asks instead, for a fixture. */
export function otherQuestion(tool: string, rule: string, fixture: string): OtherQuestion | undefined {
  return OTHER_QUESTIONS.find((entry) => entry.tool === tool && entry.rule === rule && entry.fixtures.test(fixture));
}
