import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { inOrderOfRisk, noteAttempt } from './attempts';
import type { LogProcessorDefinition } from './definition';
import { processMessage } from './message';
import { type Surroundings, surroundingsOf } from './surroundings';
import { OutOfTime, TimeGuard } from './time-guard';

/** The handler of a Lambda function that gets messages about log files from a queue, and tells which of them failed. */
export type LogFileHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * Makes the handler of a processor.
 *
 * @param surroundings default: what the environment of the function names, read once and here
 * @throws where a variable of the environment is missing
 */
export function logFileHandler(definition: LogProcessorDefinition, surroundings: Surroundings = surroundingsOf(process.env)): LogFileHandler {
  return async (event, context) => {
    const guard = new TimeGuard(context);
    const process = async (record: SQSRecord): Promise<void> => {
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
    const Records = await inOrderOfRisk(event.Records, surroundings.derived);
    return processPartialResponse({ ...event, Records }, process, new BatchProcessor(EventType.SQS), {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
  };
}
