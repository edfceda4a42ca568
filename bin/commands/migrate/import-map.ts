import { inEveryWorld } from '../../../lib/template/explore';
import type { ResourceChange } from '../../../lib/template/resource-change';
import type { RawResource } from '../../../lib/template/survey';
import { CannotRun } from '../shared/terminal';
import type { Context } from './context';
import { keyOf } from './roles';

/** What `cdk import --resource-mapping` reads: for each logical id, what identifies the resource that is there. */
export type ImportMap = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A resource that is there, and gets a place in a stack. */
export interface Import {
  readonly change: ResourceChange;
  readonly after: RawResource;
  readonly identity: Readonly<Record<string, string>>;
  /** Whether CloudFormation can find it by itself when it deploys: by a name that is written out. */
  readonly automatic: boolean;
}

/** What there is to import: what is created although it is there. */
export function importsOf({ changes, aligned }: Context): Import[] {
  return changes.flatMap((change): Import[] => {
    const { effect, after, identity, type } = change;
    if (effect !== 'moved' || !after || !identity) return [];
    const written = Object.entries(identity).every(([property, value]) => (after.raw.Properties as Record<string, unknown>)[property] === value);
    return [
      {
        change,
        after,
        identity: type === 'AWS::SNS::Topic' ? topicArn(after, identity, aligned) : identity,
        automatic: written && type !== 'AWS::SNS::Topic',
      },
    ];
  });
}

/** The file of the mapping; of one stack, since that is what `cdk import` takes. */
export function importMap(imports: readonly Import[]): ImportMap {
  const stacks = [...new Set(imports.map(({ after }) => after.stack.name))];
  if (imports.length === 0) throw new CannotRun('--import-file has nothing to map: nothing that is there has the name of something that is created');
  if (stacks.length > 1) throw new CannotRun(`--import-file maps one stack, and there are ${stacks.join(', ')}; give the template of one of them`);
  return Object.fromEntries(imports.map(({ after, identity }) => [after.logicalId, identity]));
}

/** What the imported resources refer to and that is created: an import adds nothing but what it imports. */
export function neededBefore(imports: readonly Import[], { changes, aligned }: Context): RawResource[] {
  const imported = new Set(imports.map(({ after }) => keyOf(after)));
  const needed = inEveryWorld(aligned.after, (world) =>
    imports.flatMap(({ after }) =>
      [...(world.resource(after.stack, after.logicalId)?.dependsOn ?? [])].map((logicalId) => keyOf({ ...after, logicalId })),
    ),
  );
  const keys = new Set(needed.results.flatMap(({ value }) => value));
  return changes.flatMap(({ effect, after }) =>
    effect === 'created' && after && keys.has(keyOf(after)) && !imported.has(keyOf(after)) ? [after] : [],
  );
}

/** Topics are known by their ARN. */
function topicArn(
  { stack }: RawResource,
  identity: Readonly<Record<string, string>>,
  { before }: Context['aligned'],
): Readonly<Record<string, string>> {
  const { region = stack.region ?? '<region>', account = stack.account ?? '<account>' } = before.stacks[0] ?? {};
  return { TopicArn: `arn:${stack.partition}:sns:${region}:${account}:${identity.TopicName}` };
}
