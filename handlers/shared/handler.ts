import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSRecord } from 'aws-lambda';
import { inOrderOfRisk, noteAttempt } from './attempts';
import type { LogProcessorDefinition } from './definition';
import { processMessage } from './message';
import type { BatchResponse, QueueEvent, QueueRecord } from './queue-event';
import { type Surroundings, surroundingsOf } from './surroundings';
import { type Invocation, OutOfTime, TimeGuard } from './time-guard';

/** The handler of a Lambda function that gets messages about log files from a queue, and tells which of them failed. */
export type LogFileHandler = (event: QueueEvent, context: Invocation) => Promise<BatchResponse>;

/**
 * Makes the handler of a processor.
 *
 * @param surroundings default: what the environment of the function names, read once and here
 * @throws where a variable of the environment is missing
 */
export function logFileHandler(definition: LogProcessorDefinition, surroundings: Surroundings = surroundingsOf(process.env)): LogFileHandler {
  return async (event, context) => {
    const guard = new TimeGuard(context);
    const process = async (record: QueueRecord): Promise<void> => {
      const { messageId, body, attributes } = record;
      const sentAt = attributes?.SentTimestamp === undefined ? undefined : Number(attributes.SentTimestamp);
      try {
        await guard.run(async () => {
          await noteAttempt(record, surroundings.derived);
          await processMessage({ messageId, body, sentAt }, definition, surroundings);
        });
      } catch (error) {
        if (error instanceof OutOfTime) surroundings.log({ level: 'ERROR', message: 'returned', messageId, error: error.message });
        throw error;
      }
    };
    const ordered = await inOrderOfRisk(event.Records, surroundings.derived);
    return processPartialResponse({ Records: ordered as SQSRecord[] }, process, new BatchProcessor(EventType.SQS), {
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
  };
}
