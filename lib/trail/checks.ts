import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
import { areTwo } from '../private/are-two';
import { refuse, report } from '../private/report';

/** A trail without digest files can be tampered with unnoticed. */
export function checkLogFileValidation(scope: IConstruct, logFileValidation: boolean): void {
  if (logFileValidation) return;
  report(scope, [
    {
      id: 'cdk-cloudtrail:Trail.noLogFileValidation',
      severity: 'warning',
      message:
        'without digest files nothing proves that log files are complete and unchanged; switching them off for an hour breaks the chain of those there are',
      value: false,
      fix: "leave 'logFileValidation' out",
    },
  ]);
}

/** The policies of the archive name the account and Region of the trail. */
export function checkEnvironment(scope: IConstruct, { bucket, encryptionKey }: ILogArchive): void {
  mustKnowEnvironment(scope, 'archive', bucket);
  if (encryptionKey) mustKnowEnvironment(scope, 'key of the archive', encryptionKey);
}

/**
 * Of a stack without an environment, account and Region are known only inside of that stack: in the policy of a resource
 * of another stack, the same words mean the account and Region of that one.
 */
export function mustKnowEnvironment(scope: IConstruct, name: string, resource: IConstruct): void {
  const [trailStack, other] = [Stack.of(scope), Stack.of(resource)];
  if (trailStack === other) return;
  for (const part of ['account', 'region'] as const) {
    if (!Token.isUnresolved(trailStack[part]) || (Token.isUnresolved(other[part]) && !areElsewhere(trailStack, other))) continue;
    refuse(scope, {
      id: 'cdk-cloudtrail:Trail.unknownEnvironment',
      message: `the policy of the ${name} must say the ${part} of the trail, and the stack ${trailStack.node.path} does not know it, while the ${name} is in another environment, that of ${other.node.path}`,
      value: { [part]: Token.isUnresolved(other[part]) ? 'unknown' : other[part] },
      fix: `give the stack ${trailStack.node.path} an 'env' with its ${part}`,
    });
  }
}

/** Two stacks that know nothing of their environment are taken to share it, unless what they do know differs. */
function areElsewhere(one: Stack, other: Stack): boolean {
  return (['account', 'region'] as const).some((part) => areTwo(one[part], other[part]));
}
