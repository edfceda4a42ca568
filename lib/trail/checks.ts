import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ILogArchive } from '../archive/log-archive-ref';
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

/**
 * The policies of the archive name the account and Region of the trail. Of a stack without an environment they are
 * known only inside of that stack: in another, the same words mean another account and Region.
 */
export function checkEnvironment(scope: IConstruct, archive: ILogArchive): void {
  const [trailStack, archiveStack] = [Stack.of(scope), Stack.of(archive.bucket)];
  if (trailStack === archiveStack) return;
  for (const part of ['account', 'region'] as const) {
    if (Token.isUnresolved(trailStack[part]) && !Token.isUnresolved(archiveStack[part])) {
      refuse(scope, {
        id: 'cdk-cloudtrail:Trail.unknownEnvironment',
        message: `the archive's policies must name the ${part} of the trail, and the stack ${trailStack.node.path} does not know it, while that of the archive, ${archiveStack.node.path}, is set`,
        value: { archive: archiveStack[part] },
        fix: `give the stack ${trailStack.node.path} an 'env' with its ${part}`,
      });
    }
  }
}
