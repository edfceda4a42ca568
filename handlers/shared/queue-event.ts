/** A message as a queue delivers it to a function, as far as it is used here. */
export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: {
    readonly ApproximateReceiveCount?: string;
    /** In milliseconds since 1970. */
    readonly SentTimestamp?: string;
  };
}

/** A batch of messages. */
export interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

/** The messages that failed and come again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}
