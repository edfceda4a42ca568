import { isJson, section } from '../../../lib/template/json';
import { namePropertyOf } from '../../../lib/template/naming';
import type { ResourceChange } from '../../../lib/template/resource-change';
import type { RawResource } from '../../../lib/template/survey';
import { flagOf } from '../../../lib/template/unknown';
import { count } from '../shared/terminal';
import { blocked, type Consequence, cannotTell, gap, note } from './consequence';
import { type Context, changesOf } from './context';
import type { Role } from './roles';
import { placeOf } from './words';

/** What is lost with a resource, by its role. */
const LOST: Partial<Record<Role, [Consequence['about'], string]>> = {
  'log bucket': [
    'logFiles',
    'CloudFormation deletes the bucket at the end. S3 refuses that as long as there are log files in it; a bucket whose objects are deleted automatically is lost with all of them',
  ],
  replica: ['logFiles', 'the replica of the log files is deleted, as soon as it is empty'],
  key: ['logFiles', 'the key is scheduled for deletion: once it is gone, nobody can read the log files and digests that it encrypted'],
  'log group': ['alarms', 'the log group is deleted with the events in it, and its metric filters and subscriptions'],
  topic: ['alarms', 'the topic is deleted with its subscriptions: what listens to it is told of nothing any more'],
};

/** What becomes of the log files, and of whoever listens, when something changes that a trail needs. */
export function ofArchive(change: ResourceChange, role: Role, context: Context): Consequence[] {
  const { effect, type, before, conditional } = change;
  const place = before ? placeOf(before) : '';
  if (conditional && before && effect !== 'left') return [cannotTell('logFiles', `a condition decides whether the ${role} ${place} is there`)];
  if (effect === 'moved') return movedAway(change, role, context);
  if (effect === 'updated') return role === 'log bucket' ? retention(change) : role === 'key' ? disabled(change, context) : [];
  if (effect === 'cannotTell')
    return LOST[role] ? [cannotTell('logFiles', `whether the ${role} ${place} (${type}) is replaced is known at the deployment only`)] : [];
  if (effect !== 'removed' && effect !== 'replaced') return [];
  if (isPolicy(role)) return withoutPolicy(change, role, context);
  const lost = LOST[role];
  if (!lost) return [];
  const [about, text] = lost;
  if (change.kept === 'yes')
    return [note(about, `the ${role} ${place} is taken out of the stack and kept, with all that is in it; nothing manages it`)];
  if (change.kept === 'cannotTell')
    return [cannotTell(about, `whether the ${role} ${place} is kept: UpdateReplacePolicy must be Retain in both templates`)];
  return [gap(about, `${place}: ${text}`)];
}

function isPolicy(role: Role): boolean {
  return ['policy of the log bucket', 'policy of the topic', 'permissions of that role'].includes(role);
}

/** What a policy allowed, where what it is about stays in use. */
function withoutPolicy({ before, kept }: ResourceChange, role: Role, context: Context): Consequence[] {
  const owner: Role = role === 'policy of the log bucket' ? 'log bucket' : role === 'policy of the topic' ? 'topic' : 'role for the log group';
  const inUse = changesOf(context, owner).some(
    ({ effect, after }) => after && ['same', 'updated', 'moved'].includes(effect) && isStillUsed(after, context),
  );
  if (!inUse || kept === 'yes') return [];
  const others = changesOf(context, role).some(({ effect }) => effect === 'created');
  const what = `the ${role} ${before ? placeOf(before) : ''} is deleted, and the ${owner} stays in use`;
  return others
    ? [cannotTell('logging', `${what} with another policy: whether it is there before is up to CloudFormation`)]
    : [gap('logging', `${what}: deliveries are refused`)];
}

function isStillUsed({ stack, logicalId }: RawResource, { rolesAfter }: Context): boolean {
  return rolesAfter.has(`${stack.id} ${logicalId}`);
}

function movedAway({ type, before, identity, properties }: ResourceChange, role: Role, { outside }: Context): Consequence[] {
  const names = Object.values(identity ?? {}).join(', ');
  const different = properties.length > 0 && !outside ? `; it also changes ${properties.map(({ name }) => name).join(', ')}` : '';
  if (outside) return [note('deployment', `the ${role} is there: import it, since CloudFormation cannot create it a second time`)];
  if (type === 'AWS::S3::BucketPolicy') {
    return [
      blocked(
        `a bucket has one policy: CloudFormation creates the new one first, and S3 answers that the policy already exists (${before ? placeOf(before) : ''})${different}`,
      ),
    ];
  }
  const named = namePropertyOf(type) === undefined ? 'it' : JSON.stringify(names);
  return [blocked(`CloudFormation sees a new ${role} and creates it first, but ${named} exists (${before ? placeOf(before) : ''})${different}`)];
}

/** A key that nothing can be encrypted with, nor decrypted. */
function disabled({ after, properties }: ResourceChange, context: Context): Consequence[] {
  if (!after || !properties.some(({ name }) => name === 'Enabled') || !isStillUsed(after, context)) return [];
  const flag = flagOf(section(after.raw, 'Properties').Enabled);
  if (flag === undefined || flag === true) return [];
  const place = placeOf(after);
  return flag === false
    ? [gap('logging', `the key ${place} is disabled: deliveries are refused, and nobody can read what it encrypted`)]
    : [cannotTell('logging', `whether the key ${place} is disabled is known at the deployment only`)];
}

/** Log files that are deleted earlier than they were before. */
function retention({ before, after, properties }: ResourceChange): Consequence[] {
  const policy = before?.raw.DeletionPolicy === 'Retain' && after?.raw.DeletionPolicy !== 'Retain';
  const unkept = policy ? [note('logFiles', `${after ? placeOf(after) : ''} is no longer kept when its stack is deleted`)] : [];
  if (!properties.some(({ name }) => name === 'LifecycleConfiguration')) return unkept;
  const [was, will] = [before, after].map((one) => expiryOf(one));
  if (was === undefined || will === undefined)
    return [...unkept, cannotTell('logFiles', 'whether log files expire earlier than before is known at the deployment only')];
  if (will >= was) return unkept;
  const kept = was === Number.POSITIVE_INFINITY ? 'were kept forever' : `were kept for ${count(was, 'day')}`;
  return [...unkept, gap('logFiles', `log files are deleted after ${count(will, 'day')}; they ${kept}`)];
}

/** After how many days the first objects expire; `undefined` where the template does not say. */
function expiryOf(bucket: RawResource | undefined): number | undefined {
  const lifecycle = section(section(bucket?.raw ?? {}, 'Properties'), 'LifecycleConfiguration');
  const rules = Array.isArray(lifecycle.Rules) ? lifecycle.Rules : lifecycle.Rules === undefined ? [] : undefined;
  if (!rules) return undefined;
  const days = rules
    .filter((rule) => !isJson(rule) || rule.Status !== 'Disabled')
    .map((rule) => {
      if (!isJson(rule) || rule['Fn::If'] !== undefined || rule.ExpirationDate !== undefined) return undefined;
      return rule.ExpirationInDays === undefined ? Number.POSITIVE_INFINITY : Number(rule.ExpirationInDays);
    });
  return days.some((one) => one === undefined || Number.isNaN(one)) ? undefined : Math.min(Number.POSITIVE_INFINITY, ...(days as number[]));
}
