import { trailNameProblem } from '../../lib/rules/deploy/trail-name';

test.each(['audit', 'a1b', 'Audit_2.0-x', 'a'.repeat(128)])('%s is a name', (name) => {
  expect(trailNameProblem(name)).toBeUndefined();
});

test('the first rule that a name breaks is the one that is told', () => {
  expect(trailNameProblem('-')).toMatchObject({ message: "'trailName' must have at least 3 characters", value: '-' });
});
