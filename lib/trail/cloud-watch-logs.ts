import { ArnFormat, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, DependencyGroup } from 'constructs';
import { logGroupKeyStatement } from '../private/log-group-key';
import { ownKey } from '../private/own-key';
import { refuse } from '../private/report';
import { statementsJson } from '../private/statement-json';
import type { BoundCloudWatchLogs } from './bound';

/** Options of `CloudWatchLogs.toNewLogGroup()`. */
export interface NewLogGroupOptions {
  /**
   * How long the log group keeps events.
   *
   * @default - one year
   */
  readonly retention?: RetentionDays;

  /**
   * Key that encrypts the log group.
   *
   * @default - a key with yearly rotation is defined
   */
  readonly encryptionKey?: IKey;

  /**
   * What happens to log group and key when the stack is deleted.
   *
   * @default - they are retained
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Delivery of events to CloudWatch Logs, beside the log files. Events over 256 KB are left out there.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
export abstract class CloudWatchLogs {
  /**
   * To a log group of its own, encrypted and with a retention.
   *
   * @param options how long it keeps events, and which key encrypts it
   */
  public static toNewLogGroup(options: NewLogGroupOptions = {}): CloudWatchLogs {
    return new ToLogGroup((scope) => defineLogGroup(scope, options));
  }

  /**
   * To a log group that exists, in the account and Region of the trail.
   *
   * @param logGroup the log group
   */
  public static to(logGroup: ILogGroup): CloudWatchLogs {
    return new ToLogGroup(() => logGroup);
  }

  /** @internal */
  public abstract _bind(scope: Construct, owner: string): BoundCloudWatchLogs;
}

class ToLogGroup extends CloudWatchLogs {
  constructor(private readonly logGroupIn: (scope: Construct) => ILogGroup) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, owner: string): BoundCloudWatchLogs {
    const logs = new Construct(scope, 'CloudWatchLogs');
    const logGroup = this.logGroupIn(logs);
    mustBeInPlaceOf(scope, logGroup);
    // No condition on the source: CloudTrail does not send one when it assumes this role, and delivery would stop.
    const role = new Role(logs, 'Role', { assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com') });
    const policy = new ManagedPolicy(logs, 'RolePolicy', { roles: [role], statements: [deliver(scope, logGroup, owner)] });
    const dependency = new DependencyGroup();
    dependency.add(policy);
    return { logGroup, logGroupArn: arnWithStreams(logGroup), roleArn: role.roleArn, dependency };
  }
}

/** CloudTrail names its streams after the owner of the events and the Region of the trail. */
function deliver(scope: Construct, logGroup: ILogGroup, owner: string): PolicyStatement {
  const { region } = Stack.of(scope);
  return new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [
      Stack.of(scope).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: `${logGroup.logGroupName}:log-stream:${owner}_CloudTrail_${region}*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  });
}

function defineLogGroup(scope: Construct, options: NewLogGroupOptions): ILogGroup {
  const removalPolicy = options.removalPolicy ?? RemovalPolicy.RETAIN;
  const encryptionKey = options.encryptionKey ?? ownKey(scope, 'Key', `encrypts the log group of ${scope.node.path}`, removalPolicy);
  const logGroup = new LogGroup(scope, 'LogGroup', { encryptionKey, retention: options.retention ?? RetentionDays.ONE_YEAR, removalPolicy });
  letLogsEncrypt(scope, encryptionKey, logGroup);
  return logGroup;
}

function letLogsEncrypt(scope: Construct, key: IKey, logGroup: LogGroup): void {
  const statement = logGroupKeyStatement(logGroup);
  if (key.addToResourcePolicy(statement, true).statementAdded) return;
  refuse(scope, {
    id: 'cdk-cloudtrail:CloudWatchLogs.policyNotWritten',
    message: 'the policy of an imported key cannot be written from here, and without it the log group cannot be created',
    value: key.node.path,
    fix: `pass a log group that exists with CloudWatchLogs.to(), or leave the key out; the key would need\n${statementsJson(scope, [statement])}\n`,
  });
}

function mustBeInPlaceOf(scope: Construct, logGroup: ILogGroup): void {
  for (const [part, name] of [
    ['account', 'account'],
    ['region', 'Region'],
  ] as const) {
    const [trail, group] = [Stack.of(scope)[part], logGroup.env[part]];
    if (Token.isUnresolved(trail) || Token.isUnresolved(group) || trail === group) continue;
    refuse(scope, {
      id: `cdk-cloudtrail:CloudWatchLogs.${part}`,
      message: `the log group must be in the ${name} of the trail, ${trail}, and is in ${group}`,
      value: logGroup.node.path,
      awsMessage: part === 'region' ? 'You must specify a log group that is in the current region' : undefined,
      fix: `pass a log group of ${trail}`,
    });
  }
}

/** CloudTrail takes the ARN of a log group only with its streams. */
function arnWithStreams(logGroup: ILogGroup): string {
  const arn = logGroup.logGroupArn;
  return Token.isUnresolved(arn) || arn.endsWith(':*') ? arn : `${arn}:*`;
}
