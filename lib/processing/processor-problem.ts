import type { Construct } from 'constructs';
import type { Problem } from '../findings/finding';
import { refuse } from '../private/report';

/** A processor, as its errors and warnings name it. */
export interface Subject {
  readonly scope: Construct;
  /** The name of its class, which the ids begin with. */
  readonly area: string;
}

/** The id of a problem of a processor. */
export function problemId({ area }: Subject, what: string): string {
  return `cdk-cloudtrail:${area}.${what}`;
}

/** Stops the synthesis for a prop of a processor. */
export function refuseProcessor(subject: Subject, what: string, problem: Omit<Problem, 'severity' | 'id'>): never {
  refuse(subject.scope, { id: problemId(subject, what), ...problem });
}
