import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Call, callOf } from './call';

interface Answer extends Call {
  readonly status: number;
  readonly body: string;
}

/** What a test changes about the answers to a call. */
type Edit = (answer: Answer) => Pick<Answer, 'status' | 'body'>;

export const ACCOUNT = '123456789012';
/** As `npm run test:deploy` deploys it: what a local AWS API answered about this template. */
export const TEMPLATE = join(__dirname, 'fixtures/StatusAudit.template.json');
const RECORDED = JSON.parse(readFileSync(join(__dirname, 'fixtures/answers.json'), 'utf8')) as readonly Answer[];

/** AWS as it answered once, with changes. What it never answered is an error. */
export class RecordedAws {
  public readonly calls: Call[] = [];
  private edits: { readonly action: string; readonly about: string; readonly edit: Edit }[] = [];
  private readonly server: Server = createServer(async (request, response) => this.answer(await callOf(request), response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Where the SDK finds it, and credentials that are worth nothing. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    };
  }

  /** As it was recorded, but for a trail that began to log a moment ago. */
  reset(): void {
    this.calls.length = 0;
    this.edits = [];
    const now = Date.now() / 1000;
    this.json('cloudtrail:GetTrailStatus', () => ({ IsLogging: true, StartLoggingTime: now - 600, LatestDeliveryTime: now - 60 }));
  }

  /** @param about a part of what is asked about; any where it is left out */
  edit(action: string, edit: Edit, about = ''): void {
    this.edits.push({ action, about, edit });
  }

  json(action: string, change: (body: any) => unknown, about?: string): void {
    this.edit(action, ({ status, body }) => ({ status, body: JSON.stringify(change(JSON.parse(body))) }), about);
  }

  text(action: string, from: string | RegExp, to: string, about?: string): void {
    this.edit(
      action,
      ({ status, body }) => {
        if (body.replace(from, to) === body) throw new Error(`${action} answers nothing with ${from}`);
        return { status, body: body.replace(from, to) };
      },
      about,
    );
  }

  /** Answers with an error, in the manner of the service. */
  refuse(action: string, code: string, { status = 400, message = 'refused', about = '' } = {}): void {
    const isJson = /^(cloudtrail|cloudwatch|events|kms|logs):/.test(action);
    const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    const xml = action.startsWith('s3:') ? error : `<ErrorResponse>${error}</ErrorResponse>`;
    this.edit(action, () => ({ status, body: isJson ? JSON.stringify({ __type: code, message }) : xml }), about);
  }

  /** What it answered to the first call of an action. */
  recorded(wanted: string): string {
    return RECORDED.find(({ action }) => action === wanted)?.body ?? '';
  }

  private answer(call: Call, response: ServerResponse): void {
    this.calls.push(call);
    const found = RECORDED.find(({ action, about }) => action === call.action && about === call.about) ?? {
      ...call,
      status: 501,
      body: `{"__type":"NotRecorded","message":${JSON.stringify(call.action)}}`,
    };
    const edits = this.edits.filter(({ action, about }) => action === call.action && call.about.includes(about));
    let { status, body } = found;
    for (const { edit } of edits) ({ status, body } = edit({ ...call, status, body }));
    response.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1' });
    response.end(body);
  }
}
