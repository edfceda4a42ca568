import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { report } from '../private/report';

const ID = 'cdk-cloudtrail:Trail.name';

/**
 * What CloudTrail says of a name, in its order.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
 */
const RULES: { broken: (name: string) => boolean; message: string; awsMessage: (name: string) => string; fix: string }[] = [
  {
    broken: (name) => name.length < 3,
    message: "'trailName' must have at least 3 characters",
    awsMessage: (name) => `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
    fix: 'use a longer name',
  },
  {
    broken: (name) => name.length > 128,
    message: "'trailName' must have at most 128 characters",
    awsMessage: (name) => `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
    fix: 'use a shorter name',
  },
  {
    broken: (name) => !/^[A-Za-z0-9._-]*$/.test(name),
    message: "'trailName' may only hold letters, digits, periods, hyphens and underscores",
    awsMessage: () =>
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
    fix: 'leave the other characters out',
  },
  {
    broken: (name) => !/^[A-Za-z0-9]/.test(name),
    message: "'trailName' must start with a letter or digit",
    awsMessage: () => 'Trail name must starts with a letter or number.',
    fix: 'start it with a letter or digit',
  },
  {
    broken: (name) => !/[A-Za-z0-9]$/.test(name),
    message: "'trailName' must end with a letter or digit",
    awsMessage: () => 'Trail name must ends with a letter or number.',
    fix: 'end it with a letter or digit',
  },
  {
    broken: (name) => /[._-]{2}/.test(name),
    message: "'trailName' must not have two periods, hyphens or underscores in a row",
    awsMessage: () => 'Trail name or ARN cannot have adjacent periods (.), hyphens (-), or underscores (_)',
    fix: 'keep one of them',
  },
  {
    broken: (name) => /^\d{1,3}(\.\d{1,3}){3}$/.test(name),
    message: "'trailName' must not look like an IP address",
    awsMessage: () => 'Trail names must not be formatted as an IP address',
    fix: 'use another name',
  },
];

/** The first rule that a name breaks. */
export function checkTrailName(scope: IConstruct, name: string): void {
  if (Token.isUnresolved(name)) return;
  const rule = RULES.find(({ broken }) => broken(name));
  if (!rule) return;
  const problem: Problem = { id: ID, severity: 'error', message: rule.message, value: name, awsMessage: rule.awsMessage(name), fix: rule.fix };
  report(scope, [problem]);
}
