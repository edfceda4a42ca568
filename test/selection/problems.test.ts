import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SELECTOR_PROBLEMS } from '../../lib/selection/problems';

const tests = readdirSync(__dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'problems.test.ts')
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

test.each(Object.keys(SELECTOR_PROBLEMS))('the problem %s is found in a test', (id) => {
  expect(new RegExp(`(error |warning |Selector\\.)${id}\\b`).test(tests)).toBe(true);
});
