import type { Random } from './random';

const [ACCOUNT, REGION] = ['111122223333', 'eu-west-1'];

interface Session {
  readonly userIdentity: unknown;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

/** Calls of the management plane, most of them harmless, and how often each is made. */
const CALLS: readonly (readonly [source: string, name: string, weight: number])[] = [
  ['sts', 'AssumeRole', 30],
  ['ec2', 'DescribeInstances', 18],
  ['kms', 'Decrypt', 18],
  ['kms', 'GenerateDataKey', 10],
  ['logs', 'DescribeLogGroups', 8],
  ['s3', 'GetBucketAcl', 8],
  ['monitoring', 'DescribeAlarms', 8],
  ['iam', 'GetRole', 6],
  ['ssm', 'UpdateInstanceInformation', 10],
  ['ec2', 'RunInstances', 2],
  ['s3', 'PutBucketPolicy', 0.3],
  ['iam', 'CreateAccessKey', 0.3],
  ['iam', 'AttachRolePolicy', 0.5],
  ['cloudtrail', 'StopLogging', 0.1],
  ['kms', 'ScheduleKeyDeletion', 0.1],
];

const S3_CALLS = [
  ...Array<string>(30).fill('GetObject'),
  ...Array<string>(12).fill('PutObject'),
  ...Array<string>(7).fill('HeadObject'),
  'DeleteObject',
];

/** Makes records of an account: half of them of S3 objects, and some that alerts are for. A few sessions make most of the calls, as in life. */
export class RecordMaker {
  private readonly sessions: readonly Session[];
  private readonly calls: readonly (readonly [source: string, name: string, weight: number])[];

  constructor(private readonly random: Random) {
    this.sessions = Array.from({ length: 200 }, (_, at) => this.session(at));
    this.calls = CALLS.flatMap((call) => Array.from({ length: Math.ceil(call[2] * 10) }, () => call));
  }

  /** The sessions that are busy during a file. */
  busy(): readonly Session[] {
    return Array.from({ length: 25 }, () => this.random.pick(this.sessions));
  }

  /** One record, as JSON. */
  record(time: number, busy: readonly Session[]): string {
    const share = this.random.next();
    const session = this.random.pick(busy);
    if (share < 0.54) return this.object(time, session);
    if (share < 0.66) return this.item(time, session);
    return share < 0.7 ? this.invocation(time, session) : this.management(time, session);
  }

  private session(at: number): Session {
    const { random } = this;
    const role = `service-${at % 20}-execution-role`;
    const [id, name] = [random.id(17), random.hex(17)];
    const issuer = { type: 'Role', principalId: `AROA${id}`, arn: `arn:aws:iam::${ACCOUNT}:role/${role}`, accountId: ACCOUNT, userName: role };
    return {
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROA${id}:i-${name}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/i-${name}`,
        accountId: ACCOUNT,
        accessKeyId: `ASIA${random.id(16)}`,
        sessionContext: { sessionIssuer: issuer, attributes: { creationDate: '2026-11-01T00:00:00Z', mfaAuthenticated: 'false' } },
      },
      sourceIPAddress: `10.${at}.3.${at + 7}`,
      userAgent: `[aws-sdk-java/2.25.${at} Linux/5.10.215-203.850.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/17.0.11+9-LTS Java/17.0.11 vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE]`,
    };
  }

  private object(time: number, session: Session): string {
    const { random } = this;
    const [bucket, name] = [`bucket-${random.below(12)}`, random.pick(S3_CALLS)];
    const key = `year=2026/month=11/day=01/part-${random.hex(8)}-${random.hex(4)}-${random.hex(12)}.snappy.parquet`;
    const Host = `${bucket}.s3.${REGION}.amazonaws.com`;
    return this.data(
      time,
      session,
      's3',
      name,
      /^(?:Get|Head)/.test(name),
      { bucketName: bucket, Host, key },
      'AWS::S3::Object',
      `arn:aws:s3:::${bucket}/${key}`,
      {
        SignatureVersion: 'SigV4',
        CipherSuite: 'ECDHE-RSA-AES128-GCM-SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': `${random.id(76)}=`,
        bytesTransferredOut: random.below(10_000_000),
      },
    );
  }

  private item(time: number, session: Session): string {
    const { random } = this;
    const [table, name] = [`table-${random.below(6)}`, random.pick(['GetItem', 'Query', 'PutItem'])];
    const parameters = { tableName: table, key: { pk: `customer#${random.below(100_000)}` }, consistentRead: false };
    return this.data(
      time,
      session,
      'dynamodb',
      name,
      name !== 'PutItem',
      parameters,
      'AWS::DynamoDB::Table',
      `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table}`,
    );
  }

  private invocation(time: number, session: Session): string {
    const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:worker-${this.random.below(9)}`;
    return this.data(time, session, 'lambda', 'Invoke', false, { functionName: arn, clientContext: 'e30=' }, 'AWS::Lambda::Function', arn);
  }

  private data(
    time: number,
    session: Session,
    source: string,
    name: string,
    readOnly: boolean,
    parameters: unknown,
    type: string,
    ARN: string,
    more?: unknown,
  ): string {
    const resources = [
      { type, ARN },
      { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: ARN.split('/')[0] },
    ].slice(0, source === 's3' ? 2 : 1);
    return this.text(time, session, source, name, parameters, {
      ...(more !== undefined && { additionalEventData: more }),
      ...this.ids(readOnly),
      resources,
      eventType: 'AwsApiCall',
      managementEvent: false,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Data',
    });
  }

  private management(time: number, session: Session): string {
    const { random } = this;
    const [source, name] = random.pick(this.calls);
    const parameters = {
      roleArn: `arn:aws:iam::${ACCOUNT}:role/role-${random.below(30)}`,
      filterSet: { items: [{ name: 'tag:{Name}', value: `"${random.hex(6)}"` }] },
    };
    return this.text(time, session, source, name, parameters, {
      ...this.ids(/^(?:Get|Describe|Decrypt)/.test(name)),
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      eventCategory: 'Management',
    });
  }

  private ids(readOnly: boolean): object {
    const { random } = this;
    return { requestID: random.id(16), eventID: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`, readOnly };
  }

  private text(
    time: number,
    { userIdentity, sourceIPAddress, userAgent }: Session,
    source: string,
    eventName: string,
    requestParameters: unknown,
    rest: object,
  ): string {
    const [eventTime, eventSource] = [`${new Date(time).toISOString().slice(0, 19)}Z`, `${source}.amazonaws.com`];
    return JSON.stringify({
      ...{ eventVersion: '1.11', userIdentity, eventTime, eventSource, eventName, awsRegion: REGION, sourceIPAddress, userAgent },
      ...{ requestParameters, responseElements: null, ...rest },
      tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${source}.${REGION}.amazonaws.com` },
    });
  }
}
