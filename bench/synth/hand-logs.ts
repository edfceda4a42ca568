import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** An encrypted log group, and the role that CloudTrail writes to it with. */
export function defineLogs(trail: Construct): { logGroup: LogGroup; role: Role; policy: ManagedPolicy } {
  const scope = new Construct(trail, 'CloudWatchLogs');
  const stack = Stack.of(scope);
  const removalPolicy = RemovalPolicy.RETAIN;
  const encryptionKey = new Key(scope, 'Key', {
    description: `encrypts the log group of ${scope.node.path}`,
    enableKeyRotation: true,
    removalPolicy,
  });
  const logGroup = new LogGroup(scope, 'LogGroup', { encryptionKey, retention: RetentionDays.ONE_YEAR, removalPolicy });
  const nameOf = (resourceName: string) =>
    stack.formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const logicalId = stack.getLogicalId(logGroup.node.defaultChild as CfnLogGroup);
  encryptionKey.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
      actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': nameOf(`${stack.stackName}-${logicalId}-*`) } },
    }),
  );
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com') });
  const streams = nameOf(`${logGroup.logGroupName}:log-stream:${stack.account}_CloudTrail_${stack.region}*`);
  const deliver = new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [streams] });
  const policy = new ManagedPolicy(scope, 'RolePolicy', { roles: [role], statements: [deliver] });
  return { logGroup, role, policy };
}
