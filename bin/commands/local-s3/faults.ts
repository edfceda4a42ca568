import type { ServerResponse } from 'node:http';

/** What goes wrong with one request. */
export type Fault =
  /** Nothing is done, and the answer is an error. */
  | { readonly refuse: { status: number; code: string } }
  /** The answer comes late. */
  | { readonly delayMillis: number }
  /** It is done, and the connection breaks before the answer. */
  | { readonly loseAnswer: true }
  /** The connection breaks after so many bytes of the body. */
  | { readonly breakOffAfter: number }
  /** After so many bytes of the body nothing more comes. */
  | { readonly stallAfter: number }
  /** The body is as long as it should be, and other bytes from this one on. */
  | { readonly garbleFrom: number };

/** Sends the body of an answer, as far as the fault lets it. */
export function sendBody(response: ServerResponse, bytes: Buffer, fault: Fault | undefined): void {
  if (fault && 'breakOffAfter' in fault) response.write(bytes.subarray(0, fault.breakOffAfter), () => response.destroy());
  else if (fault && 'stallAfter' in fault) response.write(bytes.subarray(0, fault.stallAfter));
  else if (fault && 'garbleFrom' in fault) response.end(garbled(bytes, fault.garbleFrom));
  else response.end(bytes);
}

function garbled(bytes: Buffer, from: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = from; at < copy.length; at++) copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
}
