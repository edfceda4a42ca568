import { parentPort } from 'node:worker_threads';
import { hashOf } from '../../../lib/integrity/unpack';

// Answers come in the order of the questions.
parentPort?.on('message', (objects: readonly Uint8Array[]) => parentPort?.postMessage(objects.map(hashOf)));
