import { Token } from 'aws-cdk-lib';

/** Whether two accounts or Regions are surely two. */
export function areTwo(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}
