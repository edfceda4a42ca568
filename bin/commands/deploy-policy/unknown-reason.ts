import type { UnknownResource } from '../../../lib/rules/permissions/deploy-policy';
import { printable } from '../shared/terminal';

const MOST = 5;

/** Why there is no policy: it would lack what these resources need. */
export function unknownReason(unknown: readonly UnknownResource[]): string {
  const named = unknown.slice(0, MOST).map(({ type, path, reason }) => printable(`${type} (${path}): ${reason}`));
  const rest = unknown.length > MOST ? [`and ${unknown.length - MOST} more`] : [];
  const types = [...new Set(unknown.map(({ type }) => `--leave-out ${printable(type)}`))].join(' ');
  return `a policy would not be whole: ${[...named, ...rest].join('; ')}. Allow these otherwise, and add ${types}`;
}
