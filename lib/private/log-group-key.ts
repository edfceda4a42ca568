import { ArnFormat, Lazy, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { propertyOf } from './property';

/** CloudFormation shortens the parts of a name that would be longer than 128 characters, and leaves more than this of each. */
const NEVER_SHORTENED = 50;

/**
 * What CloudWatch Logs needs of the key of a log group.
 *
 * The log group waits for its key, so the key's policy cannot wait for the name of the log group: it is bound to the
 * beginning of the name that CloudFormation makes from the stack and the logical id.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupKeyStatement(logGroup: LogGroup): PolicyStatement {
  const stack = Stack.of(logGroup);
  return new PolicyStatement({
    // Regional, with the suffix of the partition: the global principal does not work in China.
    principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          // Late, since an aspect may still change the name or the logical id.
          resourceName: Lazy.uncachedString({ produce: ({ scope }) => nameOf(logGroup, Stack.of(scope)) }),
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  });
}

/** The name of a log group as a policy in a stack can say it without waiting for the log group or its stack. */
function nameOf(logGroup: LogGroup, seenFrom: Stack): string {
  const resource = logGroup.node.defaultChild as CfnLogGroup;
  const stack = Stack.of(logGroup);
  const given = propertyOf(resource, 'LogGroupName', resource.logGroupName);
  const name: unknown = stack.resolve(given);
  if (typeof name === 'string') return name;
  if (name !== undefined) return seenFrom === stack ? Token.asString(given) : '*';
  if (seenFrom === stack || !Token.isUnresolved(stack.stackName)) return `${stack.stackName}-${resource.logicalId}-*`;
  return `${nestedIn(stack)}-${resource.logicalId}-*`;
}

/** The name of a nested stack is a reference, for which others would wait; it begins with the name of the stack around it. */
function nestedIn(stack: Stack): string {
  if (stack.nestedStackParent) return nestedIn(stack.nestedStackParent);
  const { stackName } = stack;
  return stackName.length > NEVER_SHORTENED ? `${stackName.slice(0, NEVER_SHORTENED)}*` : `${stackName}-*`;
}
