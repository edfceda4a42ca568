import { logFileHandler } from '../shared/handler';
import { accessReport } from './process';

/** Reports who accessed which data, from the log files that the messages announce. */
export const handler = logFileHandler(accessReport);
