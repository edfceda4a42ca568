import { randomUUID } from 'node:crypto';
import type { CloudTrailRecord } from '../../../lib/log-format/record';

/** What an API answers. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A call of the API of CloudTrail or of CloudWatch Logs, as it comes over the wire. */
export interface Call {
  /** Such as `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.StopLogging`. */
  readonly target: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The access key of the caller. */
  readonly accessKey: string;
}

/** The access key of the one who tampers; CloudTrail makes a name of it. */
export const MALLORY = 'mallory';

/** A trail on this machine: what CloudTrail would keep of it, and the events that its own calls become. */
export class LocalTrail {
  isLogging = true;
  /** Of calls that change it, in their order, as EventBridge would get them. */
  readonly events: CloudTrailRecord[] = [];
  private readonly streams = new Set<unknown>();

  /** @param selectors what it logs */
  constructor(
    readonly arn: string,
    public selectors: object,
  ) {}

  answer({ target, input, accessKey }: Call): Answer {
    const action = target.split('.').at(-1) ?? '';
    if (action === 'CreateLogStream') return this.createStream(input.logStreamName);
    if (action === 'GetInsightSelectors') return refused('InsightNotEnabledException');
    if (!READS.includes(action) && !this.change(action, input)) return refused('UnknownOperationException');
    if (!READS.includes(action)) this.events.push(this.eventOf(action, input, accessKey));
    return { status: 200, body: { IsLogging: this.isLogging, ...this.selectors } };
  }

  private change(action: string, { TrailName, ...selectors }: Readonly<Record<string, unknown>>): boolean {
    if (action === 'StopLogging') this.isLogging = false;
    else if (action === 'StartLogging') this.isLogging = true;
    else if (action === 'PutEventSelectors') this.selectors = selectors;
    else return false;
    return true;
  }

  private createStream(name: unknown): Answer {
    if (this.streams.has(name)) return refused('ResourceAlreadyExistsException');
    this.streams.add(name);
    return { status: 200, body: {} };
  }

  private eventOf(eventName: string, input: object, accessKey: string): CloudTrailRecord {
    const account = this.arn.split(':')[4] ?? '';
    const arn = `arn:aws:iam::${account}:${accessKey === MALLORY ? 'user/mallory' : 'role/demo-tamper-protection'}`;
    const userIdentity = {
      type: accessKey === MALLORY ? 'IAMUser' : 'Role',
      arn,
      accountId: account,
      ...(accessKey === MALLORY && { userName: MALLORY }),
    };
    return {
      ...{
        eventVersion: '1.11',
        userIdentity,
        eventTime: `${new Date().toISOString().slice(0, 19)}Z`,
        eventSource: 'cloudtrail.amazonaws.com',
        eventName,
      },
      ...{ awsRegion: 'us-east-1', sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2.31.0', requestParameters: lowerCased(input) },
      ...{
        eventID: randomUUID(),
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: account,
        eventCategory: 'Management',
      },
    };
  }
}

const READS = ['GetTrailStatus', 'GetEventSelectors'];

/** Records have the names of parameters with a small letter. */
function lowerCased(input: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, value]));
}

const refused = (code: string): Answer => ({ status: 400, body: { __type: code, message: code } });
