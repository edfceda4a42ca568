import type { Problem } from '../../findings/finding';
import { isUnresolved } from '../../template/symbols';
import { atOnce, type Observation, perTrail, type Rule } from '../rule';
import { onAccount } from './management-events';
import { sameHome } from './place';
import { deployProblem, finding, found, undecided } from './problems';

interface NameRule {
  readonly broken: (name: string) => boolean;
  readonly message: string;
  readonly awsMessage: (name: string) => string;
  readonly fix: string;
}

/**
 * What CloudTrail says of a name, in its order.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
 */
const RULES: readonly NameRule[] = [
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
export function trailNameProblem(name: string): Problem | undefined {
  const rule = RULES.find(({ broken }) => broken(name));
  return rule && deployProblem('Trail.name', { message: rule.message, value: name, awsMessage: rule.awsMessage(name), fix: rule.fix });
}

/** E01 to E07: the name of a trail. */
export const trailName: Rule = perTrail(({ resource, name, named }) => {
  const problem = named && !isUnresolved(name) ? trailNameProblem(name) : undefined;
  return problem ? [found(resource, problem)] : [];
});

/** E75: two trails of a name in an account and Region. */
export const trailNameTaken: Rule = atOnce(({ trails }) =>
  trails.flatMap((trail, index): Observation[] => {
    const alike = trails.slice(0, index).filter(({ name, named }) => named && trail.named && name === trail.name && !isUnresolved(name));
    const first = alike.find((other) => sameHome(trail, other) === 'yes');
    const perhaps = alike.find((other) => sameHome(trail, other) === 'unknown');
    if (!first) return perhaps ? [undecided(trail.resource, 'Trail.nameTaken', onAccount(perhaps, 'has the same name in the same place'))] : [];
    return [
      finding(trail.resource, 'Trail.nameTaken', {
        message: `the trail ${first.resource.path} has this name too, in the same account and Region`,
        value: trail.name,
        awsMessage: `Trail ${trail.name} already exists for customer: ${trail.account}`,
        fix: 'give one of them another name',
      }),
    ];
  }),
);
