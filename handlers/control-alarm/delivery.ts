import { gunzipSync } from 'node:zlib';

/** What CloudWatch Logs gives to a function that a log group has subscribed to: gzip in base64. */
export interface Delivery {
  readonly awslogs: { readonly data: string };
}

/** An event of a log group. */
export interface LogEvent {
  readonly id: string;
  readonly message: string;
}

/** The events of a delivery, and where they are. */
export interface LogEvents {
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: readonly LogEvent[];
}

/**
 * Unpacks a delivery. When a subscription is made, CloudWatch Logs tries whether it arrives: such a delivery has no events.
 *
 * @throws where it is none: then Lambda tries it again, and keeps it as a dead letter
 */
export function unpack({ awslogs }: Delivery): LogEvents {
  const { messageType, logGroup, logStream, logEvents } = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8'));
  if (messageType === 'CONTROL_MESSAGE') return { logGroup, logStream, events: [] };
  if (messageType !== 'DATA_MESSAGE' || !Array.isArray(logEvents)) throw new Error(`a delivery of type '${messageType}' is not known`);
  return { logGroup, logStream, events: logEvents };
}
