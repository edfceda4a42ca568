import type { TrailModel } from '../../../template/trail-model';
import { textOf } from '../../../template/unknown';
import { conditionValues } from '../../access/statements';
import type { KeyUser } from '../../deploy/requests';

/** Stands for an account that no text of a template can be equal to. */
const STRANGER = 'stranger';

/** Where a policy says for which trails CloudTrail may use a key. */
const TRAIL_KEYS = ['aws:SourceArn', 'kms:EncryptionContext:aws:cloudtrail:arn'];

/**
 * Trails of other accounts: one of the same name and Region, and for each pattern of the policy that leaves the account open, one that it may mean.
 */
export function strangersTo(trail: TrailModel, statements: readonly unknown[]): KeyUser[] {
  const patterns = statements.flatMap((statement) =>
    TRAIL_KEYS.flatMap((key) => conditionValues(statement, key)).flatMap(([, value]) => textOf(value) ?? []),
  );
  const arns = [arnOf(trail, STRANGER), ...patterns.flatMap((pattern) => meant(trail, pattern))];
  return [...new Set(arns)].map((arn) => userOf(trail, arn, STRANGER));
}

/** Another trail of the account of a trail, as far as a policy looks at the account alone. */
export function ofSameAccount(trail: TrailModel): KeyUser {
  return userOf(trail, arnOf(trail, STRANGER), trail.account);
}

function userOf({ partition, bucketName }: TrailModel, arn: string, account: string): KeyUser {
  return { arn, account, partition, ...(bucketName !== undefined && { bucketName }) };
}

function arnOf({ partition, region, name }: TrailModel, account: string): string {
  return `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
}

/** The ARN of a stranger's trail that a pattern matches, if its account is open. */
function meant(trail: TrailModel, pattern: string): string[] {
  const segments = pattern.split(':');
  if (!/[*?]/.test(segments[4] ?? '*')) return [];
  const filled = arnOf(trail, STRANGER)
    .split(':')
    .map((segment, index) => (/^\*?$/.test(segments[index] ?? '') ? segment : (segments[index] ?? '').replace(/[*?]/g, 'x')));
  return [filled.join(':')];
}
