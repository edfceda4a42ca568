import { type Aligned, isSamePlace, type StackPair } from './align';
import { rawResources, type TemplateStack } from './assembly';
import { refersTo, withCascades } from './cascade';
import { changedProperties, effectOf, isDecidedAlike, type Surveys } from './compare-properties';
import { writtenIdentity } from './identity';
import { possible } from './possible';
import { type Effect, keptOf, type ResourceChange } from './resource-change';
import { type RawResource, Survey } from './survey';
import type { World } from './world';

/**
 * What the deployment of a newer assembly over an older one does to each resource: by the rules of CloudFormation, of which the templates are all it sees.
 */
export function compareAssemblies({ before, after, pairs }: Aligned): ResourceChange[] {
  const surveys = { before: new Survey(before), after: new Survey(after) };
  const changes = withCascades(
    pairs.flatMap((pair) => changesOfStack(pair, surveys)),
    surveys.after,
  );
  return withMoves(changes, surveys);
}

function changesOfStack({ before, after }: StackPair, surveys: Surveys): ResourceChange[] {
  const [older, newer] = [resourcesOf(before, surveys.before), resourcesOf(after, surveys.after)];
  const ids = [...new Set([...newer.keys(), ...older.keys()])];
  // A stack that an app no longer has is not deleted, but for one that is nested in another.
  const stays = before && !after && !before.parent;
  return ids.map((id) => changeOf(older.get(id), newer.get(id), surveys, stays ? 'left' : 'removed'));
}

interface Present extends RawResource {
  readonly when: 'always' | 'sometimes';
}

/** The resources that a stack can have; not those whose condition never holds. */
function resourcesOf(stack: TemplateStack | undefined, survey: Survey): Map<string, Present> {
  const entries = (stack ? rawResources(stack) : []).flatMap(([logicalId, raw]): [string, Present][] => {
    if (raw.Type === 'AWS::CDK::Metadata') return [];
    const resource = { stack: stack as TemplateStack, logicalId, raw };
    const outcomes = raw.Condition === undefined ? ['true'] : possible(survey, (world) => isThere(world, resource));
    if (!outcomes.includes('true')) return [];
    return [[logicalId, { ...resource, when: outcomes.length === 1 ? 'always' : 'sometimes' }]];
  });
  return new Map(entries);
}

function isThere(world: World, { stack, logicalId }: RawResource): boolean {
  const resource = world.resource(stack, logicalId);
  return resource !== undefined && world.isDeployed(resource);
}

function changeOf(before: Present | undefined, after: Present | undefined, surveys: Surveys, gone: Effect): ResourceChange {
  const type = String((after ?? before)?.raw.Type);
  const base = { type, ...(before && { before }), ...(after && { after }), conditional: isConditional(before, after), properties: [] };
  if (!before || !after) {
    const effect = before ? gone : 'created';
    return { ...base, effect, kept: keptOf(effect, before, after) };
  }
  if (before.raw.Type !== after.raw.Type) return { ...base, effect: 'retyped', kept: 'yes' };
  const properties = changedProperties(before, after, surveys);
  const effect = effectOf(properties);
  return { ...base, effect, properties, kept: keptOf(effect, before, after) };
}

/** Whether a condition decides if it is created or removed. One that both have and that is decided alike changes nothing. */
function isConditional(before: Present | undefined, after: Present | undefined): boolean {
  if (before?.when !== 'sometimes' && after?.when !== 'sometimes') return false;
  if (!before || !after) return true;
  return before.raw.Condition !== after.raw.Condition || !isDecidedAlike(before.stack, after.stack);
}

/** Finds what is created although it is there: under another logical id, in another stack, or outside of all stacks. */
function withMoves(changes: readonly ResourceChange[], surveys: Surveys): ResourceChange[] {
  const renewed = changes.flatMap(({ effect, after }) => (effect === 'replaced' && after ? [after] : []));
  const gone = changes.filter(({ effect }) => effect === 'removed' || effect === 'left');
  const found = new Map<ResourceChange, ResourceChange>();
  for (const created of changes.filter(({ effect }) => effect === 'created')) {
    const alike = gone.filter(({ type, before }) => type === created.type && before && !found.has(created) && isNear(type, before, created.after));
    const identity = alike.length > 0 && created.after ? writtenIdentity(surveys.after, created.after) : undefined;
    const key = JSON.stringify(identity);
    const source = alike.find(({ before }) => before && identity && JSON.stringify(writtenIdentity(surveys.before, before)) === key);
    if (!source || [...found.values()].includes(source) || renewed.some((one) => refersTo(key, one))) continue;
    found.set(created, source);
  }
  const sources = new Set(found.values());
  return changes.filter((change) => !sources.has(change)).map((change) => asMoved(change, found.get(change), surveys));
}

function asMoved(change: ResourceChange, source: ResourceChange | undefined, surveys: Surveys): ResourceChange {
  if (!source?.before || !change.after) return change;
  const identity = writtenIdentity(surveys.after, change.after);
  return {
    ...change,
    effect: 'moved',
    before: source.before,
    properties: changedProperties(source.before, change.after, surveys),
    ...(identity && { identity }),
    kept: keptOf(source.effect, source.before, undefined),
  };
}

/** Names of buckets are unique in all the world; others belong to an account and a Region. */
function isNear(type: string, before: RawResource, after: RawResource | undefined): boolean {
  return type === 'AWS::S3::Bucket' || (after !== undefined && isSamePlace(before.stack, after.stack));
}
