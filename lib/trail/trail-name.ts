import { createHash } from 'node:crypto';
import { PhysicalName, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refuse, report } from '../private/report';
import { trailNameProblem } from '../rules/deploy/trail-name';

const ID = 'cdk-cloudtrail:Trail.name';
const MAX_LENGTH = 128;
const HASH_LENGTH = 8;

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
  const problem = trailNameProblem(name);
  if (problem) report(scope, [problem]);
}
