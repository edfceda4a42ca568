import type { Problem } from '../findings/finding';
import { refuse } from '../private/report';
import { problemId, type Subject } from '../private/subject';

/** Stops the synthesis for a prop of a processor. */
export function refuseProcessor(subject: Subject, what: string, problem: Omit<Problem, 'severity' | 'id'>): never {
  refuse(subject.scope, { id: problemId(subject, what), ...problem });
}
