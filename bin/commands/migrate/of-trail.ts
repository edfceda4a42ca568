import type { ResourceChange } from '../../../lib/template/resource-change';
import { blocked, type Consequence, cannotTell, gap, note } from './consequence';
import { type Context, changesOf, formsOf } from './context';
import { settingsOf } from './of-settings';
import { placeOf, trailInWords } from './words';

/** What becomes of logging and of the chain of digests when a trail changes. */
export function ofTrail(change: ResourceChange, context: Context): Consequence[] {
  const { effect, before, conditional } = change;
  const was = formsOf(context.trailsBefore, before)[0];
  const name = trailInWords(was);
  if (conditional && before && effect !== 'left') {
    return [cannotTell('logging', `a condition decides whether ${name} is there: give the template as it is deployed`)];
  }
  switch (effect) {
    case 'removed':
      return change.kept === 'yes' ? stays(name) : ends(name, context);
    case 'left':
      return [
        note('logging', context.outside ? leftOutside(name) : `its stack is not among the newer ones: ${name} goes on until its stack is deleted`),
      ];
    case 'replaced':
      return replaced(change, context);
    case 'cannotTell':
      return [cannotTell('digests', `whether ${name} is replaced ${reasons(change)}`), ...settingsOf(change, context)];
    case 'moved':
      return moved(change, name, context);
    case 'created':
      return [note('digests', 'a new trail: its chain of digests begins with it')];
    default:
      return settingsOf(change, context);
  }
}

const leftOutside = (name: string) => `${name} has no counterpart in the newer templates: it goes on as it is`;

function stays(name: string): Consequence[] {
  return [note('logging', `${name} is taken out of the stack and kept: it goes on logging, with its chain of digests, and nothing manages it`)];
}

function ends(name: string, context: Context): Consequence[] {
  const successors = changesOf(context, 'trail').filter(({ effect }) => effect === 'created');
  const digests = gap('digests', `the chain of digests of ${name} ends: CloudTrail signs a last digest when a trail is deleted`);
  if (successors.length === 0) return [gap('logging', `${name} is deleted, and no other takes its place: what it logged is logged no more`), digests];
  return [handover(name), digests];
}

/** CloudFormation creates first and deletes at the end; how soon a new trail gets all events is not documented to the second. */
function handover(name: string): Consequence {
  return cannotTell(
    'logging',
    `the new trail is created before ${name} is deleted, but both happen in one deployment: whether every event of these minutes is in one of them is not documented`,
  );
}

function replaced(change: ResourceChange, context: Context): Consequence[] {
  const [was, will] = [formsOf(context.trailsBefore, change.before)[0], formsOf(context.trailsAfter, change.after)[0]];
  const [name, next] = [was, will].map(trailInWords) as [string, string];
  const why = `the name of a trail cannot be changed: ${name} is replaced by ${next}`;
  if (change.kept === 'yes') {
    return [
      note('logging', `${why}. The old one is kept and goes on logging, so that both log, and are charged for, until you delete one`),
      note('digests', `${next} begins a chain of digests of its own, that of ${name} goes on`),
      ...settingsOf(change, context),
    ];
  }
  if (change.kept === 'cannotTell')
    return [cannotTell('digests', `${why}. Whether the old one is kept: UpdateReplacePolicy must be Retain in both templates`)];
  return [
    gap('digests', `${why}. The chain of digests of ${name} ends with a last digest, ${next} begins another`),
    handover(name),
    ...settingsOf(change, context),
  ];
}

function moved(change: ResourceChange, name: string, context: Context): Consequence[] {
  const written = change.after?.raw.DeletionPolicy;
  if (context.outside) {
    return [
      note('logging', `${name} is there, and goes on while it is imported: the import changes nothing about it`),
      ...(written === undefined || written === 'Delete'
        ? [note('deployment', 'set its DeletionPolicy to Retain: an import asks for one, and a rollback then does not delete the trail')]
        : []),
      ...settingsOf(change, context),
    ];
  }
  const place = change.before ? placeOf(change.before) : '';
  return [
    blocked(`CloudFormation sees a new trail and creates it first, but ${name} exists (as ${place}): CloudTrail refuses a second trail of this name`),
    ...settingsOf(change, context),
  ];
}

function reasons({ properties }: ResourceChange): string {
  const said = properties.filter(({ update, certain }) => update !== 'inPlace' || !certain).map(({ name }) => name);
  return `hangs on what is known at the deployment only: ${said.join(', ')}`;
}
