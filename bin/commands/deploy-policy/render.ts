import type { PolicyDocument } from '../../../lib/policy/document';
import type { DeployPolicyResult } from '../../../lib/rules/permissions/deploy-policy';
import { lengthOf } from '../../../lib/rules/permissions/documents';

/** A policy as a file has it. */
export interface Named {
  readonly name: string;
  /** How many characters IAM counts. */
  readonly characters: number;
  readonly document: PolicyDocument;
}

/** The policies with the names of their files: `execution`, or `111122223333-execution-2` where there are several. */
export function named({ accounts }: DeployPolicyResult): Named[] {
  return accounts.flatMap(({ account, execution, pipeline }) => {
    const before = accounts.length > 1 ? `${account}-` : '';
    const numbered = (kind: string, documents: readonly PolicyDocument[]) =>
      documents.map((document, index) => ({
        name: `${before}${kind}${index === 0 ? '' : `-${index + 1}`}`,
        characters: lengthOf(document),
        document,
      }));
    return [...numbered('execution', execution), ...numbered('pipeline', pipeline)];
  });
}

export function toJson({ accounts }: DeployPolicyResult, leftOut: readonly string[]): string {
  return JSON.stringify({ schemaVersion: '1', accounts, leftOut }, undefined, 2);
}
