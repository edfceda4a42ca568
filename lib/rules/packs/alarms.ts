/** What the controls about alarms want somebody to be told of. Benchmarks and Security Hub want the same. */
export const ALARM_TITLES: Readonly<Record<string, string>> = {
  'ALM-01': 'Unauthorized API calls raise an alarm',
  'ALM-02': 'Console sign-in without MFA raises an alarm',
  'ALM-03': 'Use of the root user raises an alarm',
  'ALM-04': 'Changes to IAM policies raise an alarm',
  'ALM-05': 'Changes to trails raise an alarm',
  'ALM-06': 'Failed console sign-in raises an alarm',
  'ALM-07': 'Disabling or deleting a customer key raises an alarm',
  'ALM-08': 'Changes to bucket policies raise an alarm',
  'ALM-09': 'Changes to AWS Config raise an alarm',
  'ALM-10': 'Changes to security groups raise an alarm',
  'ALM-11': 'Changes to network ACLs raise an alarm',
  'ALM-12': 'Changes to network gateways raise an alarm',
  'ALM-13': 'Changes to route tables raise an alarm',
  'ALM-14': 'Changes to VPCs raise an alarm',
  'ALM-15': 'Changes to AWS Organizations raise an alarm',
};
