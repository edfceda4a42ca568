import { Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { canonicalArn } from '../private/canonical-arn';
import type { Subject } from '../private/subject';
import { refuseProcessor } from './processor-problem';

const REGISTRY = Symbol.for('cdk-cloudtrail.DerivedPrefixes');
const LONGEST = 256;

interface Taken {
  readonly bucket: string;
  readonly prefix: string;
  readonly path: string;
}

type Root = IConstruct & { [REGISTRY]?: Taken[] };

/** A prefix made of the id of a construct. */
export function prefixOf(id: string): string {
  return `${id.replace(/[^A-Za-z0-9._-]+/g, '-')}/`;
}

/** A prefix is part of permissions, where a star or a missing slash would allow more than is meant. */
export function checkPrefix(subject: Subject, prefix: string): void {
  const isPath = !Token.isUnresolved(prefix) && prefix.length <= LONGEST && /^([A-Za-z0-9._-]+\/)+$/.test(prefix);
  if (isPath && !prefix.split('/').some((part) => /^\.+$/.test(part))) return;
  refuseProcessor(subject, 'prefix', {
    message: `'prefix' must be known before deployment, at most ${LONGEST} letters, digits, dots, hyphens, underscores and slashes, with a slash at the end and none at the start`,
    value: prefix,
    fix: "pass one such as 'deletions/'",
  });
}

/** Two processors that write to the same place would take each other's ledger for their own, and pass files over as done. */
export function takePrefix(subject: Subject, bucket: IBucket, prefix: string): void {
  const root = subject.scope.node.root as Root;
  root[REGISTRY] ??= [];
  const arn = canonicalArn(bucket.bucketArn);
  const other = root[REGISTRY].find((taken) => taken.bucket === arn && (taken.prefix.startsWith(prefix) || prefix.startsWith(taken.prefix)));
  if (other) {
    refuseProcessor(subject, 'prefixTaken', {
      message: `the derived bucket has what ${other.path} writes at '${other.prefix}', and this processor would write to the same place`,
      value: prefix,
      fix: "pass another 'prefix' where there is one, or another 'derivedBucket', or none",
    });
  }
  root[REGISTRY].push({ bucket: arn, prefix, path: subject.scope.node.path });
}
