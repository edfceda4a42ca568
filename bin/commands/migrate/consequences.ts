import { section } from '../../../lib/template/json';
import type { ResourceChange } from '../../../lib/template/resource-change';
import { blocked, type Consequence, cannotTell } from './consequence';
import { type Context, roleOf } from './context';
import { ofArchive } from './of-archive';
import { ofTrail } from './of-trail';
import { refusedOf } from './refused';
import type { Role } from './roles';
import { placeOfChange } from './words';

/** A change, with what it means. */
export interface Judged {
  readonly change: ResourceChange;
  readonly role?: Role;
  readonly place: string;
  readonly consequences: readonly Consequence[];
}

/** What each change means for logging, for the chain of digests and for the log files. */
export function judged(context: Context): Judged[] {
  return context.changes.map((change) => {
    const role = roleOf(context, change);
    return { change, ...(role && { role }), place: placeOfChange(change), consequences: consequencesOf(change, role, context) };
  });
}

function consequencesOf(change: ResourceChange, role: Role | undefined, context: Context): Consequence[] {
  const refused = refusedOf(change);
  if (refused.length > 0) return refused;
  if (role === 'trail') return ofTrail(change, context);
  return role ? ofArchive(change, role, context) : ofOther(change, context);
}

/** What has to do with no trail: only that it cannot be told, or that it stops the deployment. */
function ofOther(change: ResourceChange, context: Context): Consequence[] {
  const { type, effect, properties, identity } = change;
  if (type === 'Custom::S3AutoDeleteObjects' && effect === 'removed') return emptied(change, context);
  if (effect === 'moved' && !context.outside) {
    return [
      blocked(`CloudFormation sees a new resource and creates it first, but ${JSON.stringify(Object.values(identity ?? {}).join(', '))} exists`),
    ];
  }
  if (effect !== 'cannotTell') return [];
  const why = properties.filter(({ update, certain }) => update !== 'inPlace' || !certain);
  const known = why.every(({ update }) => update !== 'unknown');
  const names = why.map(({ name }) => name).join(', ');
  return [
    cannotTell('deployment', known ? `it may be replaced, which hangs on ${names}` : `what an update of ${names} does to ${type} is not known here`),
  ];
}

function emptied({ before }: ResourceChange, { rolesBefore }: Context): Consequence[] {
  const bucket = JSON.stringify(section(before?.raw ?? {}, 'Properties').BucketName ?? '');
  const isLogBucket = [...rolesBefore].some(([key, role]) => role === 'log bucket' && bucket.includes(`"${key.split(' ').at(-1)}"`));
  if (!isLogBucket) return [];
  const text = "its function empties the log bucket when it is removed, unless the bucket has lost the tag 'aws-cdk:auto-delete-objects' before";
  return [cannotTell('logFiles', `${text}: take the tag off in a deployment of its own`)];
}
