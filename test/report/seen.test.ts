import { assemblySeen, parametersSeen, type Seen, type SeenStack } from '../../lib/report/seen';
import { stackOfTemplate } from '../../lib/template/template-file';

const place: SeenStack = { account: '111122223333', region: 'eu-west-1', parameters: { Days: '90' } };
const seen: Seen = {
  at: '2026-11-26T00:00:00.000Z',
  stacks: new Map([['Outer', place]]),
  asDeclared: new Set(),
  mfaDelete: new Map(),
  subscriptionsConfirmed: false,
};
const outer = stackOfTemplate('Outer', 'Outer.json', { Resources: {} }, {});
const inner = { ...stackOfTemplate('Inner', 'Inner.json', { Resources: {} }, { region: 'us-east-1' }), parent: { stack: outer, logicalId: 'Inner' } };

test('a stack that was seen is in the place where it was seen, also as the one that another is in', () => {
  const { stacks } = assemblySeen({ stacks: [outer, inner], skipped: [] }, seen);
  expect(stacks.map(({ id, account, region }) => [id, account, region])).toEqual([
    ['Outer', '111122223333', 'eu-west-1'],
    ['Inner', undefined, 'us-east-1'],
  ]);
  expect(stacks[1]?.parent?.stack).toBe(stacks[0]);
});

test('parameters are told by their stack', () => {
  expect(parametersSeen(seen)).toEqual({ 'Outer.Days': '90' });
});
