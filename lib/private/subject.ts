import type { Construct } from 'constructs';

/** A construct, as its errors and warnings name it. */
export interface Subject {
  readonly scope: Construct;
  /** The name of its class, which the ids begin with. */
  readonly area: string;
}

/** The id of a problem of a construct. */
export function problemId({ area }: Subject, what: string): string {
  return `cdk-cloudtrail:${area}.${what}`;
}
