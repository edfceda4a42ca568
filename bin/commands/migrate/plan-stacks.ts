import { namePropertyOf } from '../../../lib/template/naming';
import { display } from '../../../lib/template/symbols';
import type { Consequence } from './consequence';
import type { Judged } from './consequences';
import { type Context, formsOf } from './context';
import type { Step } from './plan';
import { placeOf, trailInWords } from './words';

/** What would be lost is kept first: what CloudFormation does with it is what the deployed template says. */
export function retain(rows: readonly Judged[]): Step[] {
  const lost = rows.filter(({ role, change, consequences }) => role && change.kept !== 'yes' && change.before && consequences.some(isLoss));
  if (lost.length === 0) return [];
  return [
    {
      id: 'retain',
      title: 'In the older app and in the newer one, keep what would be deleted; deploy the older one with that alone first',
      lines: [
        ...lost.map(({ change: { before, type } }) => `${before ? placeOf(before) : ''} (${type}): applyRemovalPolicy(RemovalPolicy.RETAIN)`),
        'It sets DeletionPolicy and UpdateReplacePolicy. If CloudFormation finds nothing to update, change the metadata of a resource along with it.',
      ],
    },
  ];
}

function isLoss({ level }: Consequence): boolean {
  return level === 'gap' || level === 'cannotTell';
}

/** A resource keeps its place in the stack by its logical id. */
export function logicalIds(rows: readonly Judged[]): Step[] {
  const pairs = counterparts(rows);
  if (pairs.length === 0) return [];
  return [
    {
      id: 'logicalIds',
      title: 'Let the new constructs take over what is there: give them the logical ids that it has',
      lines: [
        ...pairs.map(({ to, from, type }) => `${to} (${type}): (….node.defaultChild as CfnResource).overrideLogicalId('${from}')`),
        ...pairs.flatMap(({ to, name }) => (name ? [`${to}: leave its name as the older template has it`] : [])),
        'Synthesize, and run this command again: they must be updated in place.',
      ],
    },
  ];
}

interface Pair {
  readonly to: string;
  readonly from: string;
  readonly type: string;
  readonly name: boolean;
}

function counterparts(rows: readonly Judged[]): Pair[] {
  const taken = new Set<Judged>();
  return rows.flatMap((row): Pair[] => {
    const { type, effect, after, before } = row.change;
    if (!row.role || !after) return [];
    if (effect === 'moved' && before?.stack.name === after.stack.name) return [{ to: row.place, from: before.logicalId, type, name: false }];
    if (effect !== 'created') return [];
    const old = rows.find((one) => !taken.has(one) && isCounterpart(one, row));
    if (!old?.change.before) return [];
    taken.add(old);
    const property = namePropertyOf(type);
    const names = [old.change.before, after].map((one) =>
      JSON.stringify(property && (one.raw.Properties as Record<string, unknown> | undefined)?.[property]),
    );
    return [{ to: row.place, from: old.change.before.logicalId, type, name: names[0] !== names[1] }];
  });
}

function isCounterpart(old: Judged, created: Judged): boolean {
  const { effect, type, before } = old.change;
  return effect === 'removed' && old.role === created.role && type === created.change.type && before?.stack.name === created.change.after?.stack.name;
}

/** A trail goes on under its name only. One that CloudFormation made up cannot be written into the template: this would be another name to it. */
export function names(rows: readonly Judged[], { trailsBefore }: Context): Step[] {
  return rows.flatMap(({ role, change, place }): Step[] => {
    const { effect, before } = change;
    const trail = before && formsOf(trailsBefore, before)[0];
    if (role !== 'trail' || effect !== 'replaced' || !before || !trail) return [];
    if (trail.named)
      return [{ id: 'keepName', title: 'Leave the trail its name', lines: [`${place}: trailName: ${JSON.stringify(display(trail.name))}`] }];
    const describe = `aws cloudformation describe-stack-resource --stack-name ${before.stack.name} --logical-resource-id ${before.logicalId}`;
    return [
      {
        id: 'madeUpName',
        title: 'Keep the name that CloudFormation made up for the trail, and keep it out of the template',
        lines: [
          `${describe} --query StackResourceDetail.PhysicalResourceId`,
          `${place}: trailName: '<that name>', so that the policies of bucket and key are bound to it`,
          `${place}: (….node.defaultChild as CfnTrail).addPropertyDeletionOverride('TrailName'), so that CloudFormation sees no new name`,
          `${place}: acknowledge BucketPolicy.sourceArn and KeyPolicy.sourceArn, which then cannot see that it is this trail's name`,
        ],
      },
    ];
  });
}

/** What only moves can be moved without touching it. */
export function refactoring(rows: readonly Judged[], { outside }: Context): Step[] {
  const moves = rows.filter(({ change: { effect, before, after } }) => effect === 'moved' && !outside && before && after);
  if (moves.length === 0) return [];
  const across = moves.some(({ change: { before, after } }) => before?.stack.name !== after?.stack.name);
  return [
    {
      id: 'refactor',
      title: across
        ? 'Move resources between the stacks with a stack refactoring'
        : 'Or, instead of fixed logical ids: rename them with a stack refactoring',
      lines: [
        ...moves.flatMap(({ change: { before, after } }) =>
          before && after ? [`${before.stack.name}.${before.logicalId} becomes ${after.stack.name}.${after.logicalId}`] : [],
        ),
        'npx cdk refactor --unstable=refactor --dry-run',
        'It is a preview feature, refuses every other change in the same step, and CloudFormation says itself whether it can move these types.',
      ],
    },
  ];
}

/** Where the chain would end, or a second one begins: two trails for a while. */
export function sideBySide(rows: readonly Judged[], { trailsBefore, outside }: Context): Step[] {
  const trails = rows.filter(({ role }) => role === 'trail').map(({ change }) => change);
  const second = trails.some(({ effect }) => effect === 'created');
  const ending = trails.filter(({ effect }) => ['replaced', 'removed'].includes(effect) || (effect === 'left' && outside && second));
  if (ending.length === 0) return [];
  const old = ending.map(({ before }) => trailInWords(formsOf(trailsBefore, before)[0])).join(', ');
  const alone = ending.every(({ effect }) => effect === 'left');
  return [
    {
      id: 'sideBySide',
      title: `${alone ? 'Run' : 'Or run'} both side by side: ${old}, and a new one with an id and a name of its own`,
      lines: [
        'Deploy the new trail beside the old one. A Region takes five trails, and the second copy of management events is charged for.',
        'Wait for two digests of the new trail, which takes about two hours: the time in which both log is then proven twice.',
        'Verify both for that time, then remove the old trail alone; its bucket and key stay as long as its log files.',
        'Wait for the last digest of the old trail, and verify it once more.',
      ],
    },
  ];
}
