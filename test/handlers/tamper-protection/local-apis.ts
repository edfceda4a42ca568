import { type HttpServer, startHttpServer } from '../../helpers/http-server';

/** A trail, the logs of the function, a stack and topics, as far as the handler asks for them. */
export class LocalApis {
  static async start(): Promise<LocalApis> {
    const apis = new LocalApis();
    apis.server = await startHttpServer(({ headers }, body, response) => {
      const target = String(headers['x-amz-target'] ?? '');
      const { status = 200, answer } = target ? apis.json(target, JSON.parse(body.toString())) : apis.form(new URLSearchParams(body.toString()));
      response.writeHead(status, { 'content-type': target ? 'application/x-amz-json-1.1' : 'text/xml' }).end(answer);
    });
    return apis;
  }

  /** What CloudTrail was asked, reads left out. */
  readonly calls: string[] = [];
  /** What topics were told. */
  readonly told: { topic: string; subject: string; words: string; json: any; attributes: Record<string, string> }[] = [];
  isLogging = true;
  selectors: object = {};
  insights: unknown[] = [];
  stackStatus = 'UPDATE_COMPLETE';
  readonly streams = new Set<string>();
  /** Actions that fail, with the code. */
  readonly failing = new Map<string, string>();
  /** Actions that are throttled, and how many times. */
  readonly busy = new Map<string, number>();
  /** Actions that are answered, and change nothing. */
  readonly idle = new Set<string>();
  private server!: HttpServer;

  get endpoint(): string {
    return this.server.endpoint;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  reset(): void {
    this.calls.length = 0;
    this.told.length = 0;
    Object.assign(this, { isLogging: true, insights: [], stackStatus: 'UPDATE_COMPLETE' });
    for (const one of [this.streams, this.failing, this.idle, this.busy]) one.clear();
  }

  private json(target: string, input: any): { status?: number; answer: string } {
    const action = target.split('.').at(-1) as string;
    const code = this.failing.get(action);
    if (/^(Start|Put)/.test(action)) this.calls.push(`${action} ${input.Name ?? input.TrailName}`);
    if (code) return { status: 400, answer: JSON.stringify({ __type: code, message: 'no' }) };
    const throttles = this.busy.get(action) ?? 0;
    this.busy.set(action, throttles - 1);
    if (throttles > 0) return { status: 400, answer: JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }) };
    if (action === 'CreateLogStream') {
      const isNew = !this.streams.has(input.logStreamName);
      this.streams.add(input.logStreamName);
      return isNew ? { answer: '' } : { status: 400, answer: JSON.stringify({ __type: 'ResourceAlreadyExistsException', message: 'exists' }) };
    }
    if (action === 'GetInsightSelectors' && this.insights.length === 0) {
      return { status: 400, answer: JSON.stringify({ __type: 'InsightNotEnabledException', message: 'none' }) };
    }
    if (!this.idle.has(action)) this.perform(action, input);
    return { answer: JSON.stringify({ IsLogging: this.isLogging, InsightSelectors: this.insights, ...this.selectors }) };
  }

  private perform(action: string, { Name, TrailName, InsightSelectors, ...input }: any): void {
    if (action === 'StartLogging') this.isLogging = true;
    if (action === 'PutEventSelectors') this.selectors = input;
    if (action === 'PutInsightSelectors') this.insights = InsightSelectors;
  }

  private form(form: URLSearchParams): { status?: number; answer: string } {
    const action = String(form.get('Action'));
    if (action === 'DescribeStacks') {
      const stack = `<member><StackName>Audit</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${this.stackStatus}</StackStatus></member>`;
      return { answer: `<DescribeStacksResponse><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></DescribeStacksResponse>` };
    }
    const topic = String(form.get('TopicArn'));
    if (this.failing.has(topic)) return { status: 400, answer: '<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>' };
    const message = JSON.parse(String(form.get('Message')));
    const attributes = [...form].flatMap(([name, value]) =>
      name.endsWith('.Name') ? [[value, form.get(name.replace(/Name$/, 'Value.StringValue'))]] : [],
    );
    this.told.push({
      topic,
      subject: String(form.get('Subject')),
      words: message.default,
      json: JSON.parse(message.sqs),
      attributes: Object.fromEntries(attributes),
    });
    return { answer: '<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>' };
  }
}
