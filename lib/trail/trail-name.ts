import { createHash } from 'node:crypto';
import { PhysicalName, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Problem } from '../findings/finding';
import { refuse, report } from '../private/report';

const ID = 'cdk-cloudtrail:Trail.name';
const MAX_LENGTH = 128;
const HASH_LENGTH = 8;

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
    broken: (name) => name.length > MAX_LENGTH,
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

/**
 * A name that CloudTrail takes, the same in each synthesis, and another one for each trail.
 *
 * A multi-Region trail is there in every Region under its name: two stacks of the same name in two Regions must not agree.
 */
export function defaultTrailName(scope: IConstruct): string {
  const { region } = Stack.of(scope);
  const hash = createHash('sha256')
    .update(`${scope.node.addr} ${Token.isUnresolved(region) ? '' : region}`)
    .digest('hex');
  return [...words(readablePath(scope)), hash.slice(0, HASH_LENGTH)].join('-');
}

/** From the stack that is deployed, by its name: that of a nested one is only known at deployment. */
function readablePath(scope: IConstruct): string {
  const stack = outermost(Stack.of(scope));
  const { scopes } = scope.node;
  const ids = scopes.slice(scopes.indexOf(stack) + 1).map(({ node }) => node.id);
  return [stack.stackName, ...ids.filter((id) => id !== 'Default')].join('-');
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

/** What may stand in a name, as far as there is room beside the hash. */
function words(text: string): string[] {
  return text.slice(0, MAX_LENGTH - HASH_LENGTH - 1).match(/[A-Za-z0-9]+/g) ?? [];
}

/** The first rule that a name breaks. */
export function checkTrailName(scope: IConstruct, name: string): void {
  if (name === PhysicalName.GENERATE_IF_NEEDED) {
    refuse(scope, {
      id: ID,
      message: "'trailName' cannot be PhysicalName.GENERATE_IF_NEEDED: the policies that the trail needs are bound to its name",
      value: 'PhysicalName.GENERATE_IF_NEEDED',
      fix: 'leave it out: the default is known in every stack',
    });
  }
  if (Token.isUnresolved(name)) return;
  const rule = RULES.find(({ broken }) => broken(name));
  if (!rule) return;
  const problem: Problem = { id: ID, severity: 'error', message: rule.message, value: name, awsMessage: rule.awsMessage(name), fix: rule.fix };
  report(scope, [problem]);
}
