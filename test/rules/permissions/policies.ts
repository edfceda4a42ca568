import type { PolicyDocument, PolicyStatement } from '../../../lib/policy/document';
import { deployPolicy } from '../../../lib/rules/permissions/deploy-policy';
import type { TemplateStack } from '../../../lib/template/assembly';
import { assemblyOf, type Json, stackOf } from '../../template/assemblies';
import { ACCOUNT, REGION } from './deployed';

/** A stack with some resources, in a known place. */
export function stack(resources: Json, parts: Partial<TemplateStack> = {}, more: Json = {}): TemplateStack {
  return stackOf({ Resources: resources, ...more }, { name: 'Audit', account: ACCOUNT, region: REGION, ...parts });
}

/** The policies for the execution of one template. */
export function execution(resources: Json, parts: Partial<TemplateStack> = {}, more: Json = {}): readonly PolicyDocument[] {
  return deployPolicy([assemblyOf(stack(resources, parts, more))]).accounts[0]?.execution ?? [];
}

/** What an action is allowed on. */
export function on(documents: readonly PolicyDocument[], action: string): unknown {
  const statements = documents.flatMap(({ Statement }) => [Statement].flat() as PolicyStatement[]);
  return statements.filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes(action)).flatMap(({ Resource }) => Resource);
}

export const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
