/** A rule that templates cannot decide, and why. */
export interface ExpectedUnknown {
  readonly rule: string;
  readonly because: string;
}

const MFA_DELETE = { rule: 'BKT-12', because: 'CloudFormation has no property for it' };
const NO_FULL_TRAIL = { rule: 'ACCT-01', because: 'the trail leaves out events of KMS, which another trail of the account may log' };
const BUCKET_ELSEWHERE = 'bucket and key belong to another team, and are not in these templates';

const EXPECTED: Readonly<Record<string, readonly ExpectedUnknown[]>> = {
  'control-alarms': [{ rule: 'ALM-21', because: 'a person has to confirm a subscription of e-mail' }, MFA_DELETE],
  'existing-bucket': [
    ...Array.from({ length: 16 }, (_, index) => ({ rule: `BKT-${String(index + 1).padStart(2, '0')}`, because: BUCKET_ELSEWHERE })),
    ...['KEY-01', 'KEY-02', 'KEY-03', 'KEY-04', 'KEY-05'].map((rule) => ({ rule, because: BUCKET_ELSEWHERE })),
  ],
  'reports-bucket': [NO_FULL_TRAIL, MFA_DELETE],
  'shared-trail': [NO_FULL_TRAIL, MFA_DELETE],
};

/** What the report on an example leaves open, in the order of the rules. */
export function expectedUnknowns(example: string): readonly ExpectedUnknown[] {
  return EXPECTED[example] ?? [MFA_DELETE];
}
