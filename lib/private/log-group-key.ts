import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { CfnLogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';

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
  const logicalId = stack.getLogicalId(logGroup.node.defaultChild as CfnLogGroup);
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
          resourceName: `${stack.stackName}-${logicalId}-*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  });
}
