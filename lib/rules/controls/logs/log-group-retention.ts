import { display } from '../../../template/symbols';
import { textOf, unknownIn } from '../../../template/unknown';
import type { ControlRule } from '../control-rule';
import { fail, pass, property, unknown } from '../judgement';
import { range } from '../values';

/** LOG-01. */
export const logGroupRetention: ControlRule = {
  id: 'LOG-01',
  name: 'TrailLogGroupRetention',
  title: 'The log group keeps events long enough',
  severity: 'medium',
  decidable: 'full',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale: 'Alarms and queries see what the log group still has, and an attack is often noticed months after it began.',
  predicate: 'RetentionInDays is missing, so that events never expire, or at least logGroupRetentionDays',
  live: 'logs:DescribeLogGroups retentionInDays',
  fix: 'set RetentionInDays to the days that are asked for, or leave it out to keep events forever',
  limit: 'other tools want RetentionInDays to be there, also where events are kept forever',
  of: 'logGroup',
  judge: (group, { world, parameters: { logGroupRetentionDays: wanted } }) => {
    const ground = property(group, 'RetentionInDays');
    const value = group.property('RetentionInDays');
    if (value === undefined) return pass('RetentionInDays is missing, and events never expire', ground);
    const days = range(world, value);
    if (days && days.least >= wanted) return pass(`events are kept for at least ${days.least} days`, ground);
    if (days && days.most < wanted) return fail(`events are kept for ${days.most} days at most, and ${wanted} are asked for`, ground);
    return unknown('how long events are kept is not known', display(textOf(value) ?? unknownIn(value) ?? 'a value that is no number'), ground);
  },
};
