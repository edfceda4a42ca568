import { createHash } from 'node:crypto';
import { ArnFormat, Names, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { TamperSubject } from './tamper-protection.contract';

/** The names of what a protection consists of. They are known before it exists: its rules watch it, and policies of other accounts name it. */
export interface TamperNames {
  /** What all names begin with. */
  readonly prefix: string;
  readonly fn: string;
  readonly queue: string;
  readonly alarm: string;
  readonly role: string;
  /** The ARNs, with stars where a name goes on. */
  readonly arns: Readonly<Record<'rules' | 'function' | 'queue' | 'alarm' | 'roles' | 'policies', string>>;
}

const LONGEST_WORDS = 34;
const HASH = 8;

/** Names that are the same in each synthesis; IAM's have the Region, since roles are there once for all Regions. */
export function tamperNamesOf(scope: Construct): TamperNames {
  const stack = Stack.of(scope);
  const base = baseOf(scope);
  const arn = (service: string, resource: string, resourceName: string | undefined, region?: string) =>
    stack.formatArn({
      ...{ service, resource, region },
      ...(resourceName === undefined
        ? { arnFormat: ArnFormat.NO_RESOURCE_NAME }
        : { resourceName, arnFormat: service === 'iam' || service === 'events' ? ArnFormat.SLASH_RESOURCE_NAME : ArnFormat.COLON_RESOURCE_NAME }),
    });
  return {
    prefix: `${base}-`,
    ...{ fn: `${base}-alerts`, queue: `${base}-undelivered`, alarm: `${base}-undelivered`, role: `${base}-${stack.region}` },
    arns: {
      rules: arn('events', 'rule', `${base}-*`, '*'),
      function: arn('lambda', 'function', `${base}-alerts`),
      queue: arn('sqs', `${base}-undelivered`, undefined),
      alarm: arn('cloudwatch', 'alarm', `${base}-undelivered`),
      roles: arn('iam', 'role', `${base}-*`, ''),
      policies: arn('iam', 'policy', `${base}-*`, ''),
    },
  };
}

/** The name of the rule for a subject. */
export function ruleNameOf({ prefix }: Pick<TamperNames, 'prefix'>, subject: TamperSubject): string {
  return `${prefix}${subject}`;
}

/** Stacks of the same path may be deployed under several names. */
function baseOf(scope: Construct): string {
  const words = Names.uniqueResourceName(scope, { maxLength: LONGEST_WORDS, separator: '-' });
  const { stackName } = Stack.of(scope);
  const hash = createHash('sha256')
    .update(`${scope.node.addr} ${Token.isUnresolved(stackName) ? '' : stackName}`)
    .digest('hex');
  return `${words}-${hash.slice(0, HASH)}`;
}
