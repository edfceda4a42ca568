import type { IConstruct } from 'constructs';

const PIPELINE = Symbol.for('cdk-cloudtrail.Pipeline');

/** Marks a construct that processes log files: what its functions and buckets do is caused by deliveries. */
export function markPipeline(construct: IConstruct): void {
  Object.defineProperty(construct, PIPELINE, { value: true });
}

/** Whether a construct is part of one. */
export function isInPipeline(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => PIPELINE in scope);
}
