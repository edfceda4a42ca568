import type { S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LocalLambda } from '../../bin/commands/start/lambda';
import type { DeployedStack } from './deployed-stack';
import { Pipeline } from './pipeline';
import type { Later } from './programs';
import { environmentOfFunction, eventSourceMapping } from './raw-api';
import type { Report } from './report';

interface Surroundings {
  readonly report: Report;
  readonly s3: S3Client;
  readonly later: Later;
}

/** A construct that processes log files. */
export interface Processor {
  /** Its id in the stack. */
  readonly id: string;
  /** The bundle that was deployed. */
  readonly bundle: string;
}

/** Reads back how queue and function are connected, and loads the bundle that was deployed with the environment that it has there. */
export async function connect(stack: DeployedStack, { id, bundle }: Processor, { report, s3, later }: Surroundings): Promise<Pipeline> {
  const sqs = new SQSClient({});
  later(() => sqs.destroy());
  const queue = await queueOf(sqs, stack.id(`${id}LogFilesQueue`));
  const deadLetters = await queueOf(sqs, stack.id(`${id}LogFilesDeadLetters`));
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(queue.attributes.RedrivePolicy ?? '{}');
  report.equal('queue: what fails five times goes to the dead-letter queue', [deadLetterTargetArn, Number(maxReceiveCount)], [deadLetters.arn, 5]);
  report.equal('queue: EventBridge may send to it', queue.attributes.Policy?.includes('"events.amazonaws.com"'), true);

  const mapping = await eventSourceMapping(stack.ids()[mappingOf(stack)] ?? '');
  const { EventSourceArn, FunctionResponseTypes, BatchSize } = mapping;
  report.equal(
    'function: reads the queue, and says which messages failed',
    [EventSourceArn, FunctionResponseTypes],
    [queue.arn, ['ReportBatchItemFailures']],
  );

  const environment = await environmentOfFunction(stack.id(`${id}Handler`));
  report.equal('function: knows the bucket for what it makes', environment.DERIVED_BUCKET, stack.id(`${id}Derived`));
  const handler = await LocalLambda.start(bundle, { ...credentials(), ...environment });
  later(() => handler.stop());
  return new Pipeline({
    s3,
    sqs,
    archive: stack.id('ArchiveBucket'),
    queueUrl: queue.url,
    queueArn: queue.arn,
    batchSize: Number(BatchSize),
    handler,
  });
}

async function queueOf(sqs: SQSClient, idOrUrl: string) {
  // CloudFormation's id of a queue is its URL in AWS; here it has another host.
  const { QueueUrl: url = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: idOrUrl.slice(idOrUrl.lastIndexOf('/') + 1) }));
  const { Attributes: attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  return { url, arn: attributes.QueueArn ?? '', attributes };
}

function mappingOf(stack: DeployedStack): string {
  return stack.resources.find(({ type }) => type === 'AWS::Lambda::EventSourceMapping')?.logicalId ?? '';
}

/** As Lambda gives them to a function, and where its API calls go to. */
function credentials(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[0].startsWith('AWS_') && entry[1] !== undefined);
  return { ...Object.fromEntries(entries), AWS_LAMBDA_FUNCTION_NAME: 'access-report' };
}
