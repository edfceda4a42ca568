import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { refuse } from './report';

/** Who uses a key, and what AWS answers if it cannot. */
export interface KeyUser {
  /** The id of the finding. */
  readonly id: string;
  /** The service that would have to use the key. */
  readonly service: string;
  readonly awsMessage?: string;
}

/** A key that AWS manages serves one service for the principals of the account: no other service can use it, and no statement helps. */
export function refuseAwsManagedKey(scope: IConstruct, key: IKey, { id, service, awsMessage }: KeyUser): void {
  if (!/alias\/aws\//.test(key.keyArn)) return;
  refuse(scope, {
    id,
    message: `${service} cannot use a key that AWS manages, since nobody can write its policy`,
    value: key.keyArn,
    awsMessage,
    fix: 'pass a customer managed key',
  });
}
