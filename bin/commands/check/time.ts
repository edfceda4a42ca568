import { writtenAt } from '../../../lib/report/oscal/written-at';
import { CannotRun } from '../shared/terminal';

/** The time that a document of OSCAL says. */
export function timeOfWriting(): Date {
  try {
    return writtenAt();
  } catch (error) {
    throw new CannotRun((error as Error).message);
  }
}
