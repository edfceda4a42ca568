import type { PolicyStatement } from '../../policy/document';
import { wildcard } from '../../policy/wildcard';
import type { Need } from './need';

/** Needs as statements: each action and ARN once where that changes nothing, sorted, so that the same templates give the same policy. */
export function statementsFor(needs: readonly Need[]): PolicyStatement[] {
  const useful = needs.filter(({ actions, resources }) => actions.length > 0 && resources.length > 0);
  const byResources = merged(useful, ({ resources, condition }) => [uniq(resources), condition]);
  const byActions = merged(byResources, ({ actions, condition }) => [uniq(actions), condition]);
  return byActions
    .map(
      ({ actions, resources, condition }): PolicyStatement => ({
        Effect: 'Allow',
        Action: uniq(actions),
        Resource: withoutCovered(resources),
        ...(condition && { Condition: condition }),
      }),
    )
    .sort((one, other) => compare(JSON.stringify(one), JSON.stringify(other)));
}

function merged(needs: readonly Need[], keyOf: (need: Need) => unknown): Need[] {
  const groups = new Map<string, Need>();
  for (const need of needs) {
    const key = JSON.stringify(keyOf(need));
    const group = groups.get(key);
    groups.set(key, group ? { ...group, actions: [...group.actions, ...need.actions], resources: [...group.resources, ...need.resources] } : need);
  }
  return [...groups.values()];
}

/** ARNs without those that another one with a `*` means as well. */
export function withoutCovered(arns: readonly string[]): string[] {
  const all = uniq(arns);
  return all.filter((arn) => !all.some((other) => other !== arn && other.includes('*') && wildcard(other)(arn)));
}

function uniq(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compare);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
