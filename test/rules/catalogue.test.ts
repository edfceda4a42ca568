import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOY_PROBLEMS } from '../../lib/rules/deploy/problems';
import { SELECTOR_PROBLEMS } from '../../lib/selection/problems';

const tables = readdirSync(__dirname)
  .filter((name) => name.endsWith('-rows.test.ts'))
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

/** Mistakes that no template shows, with the reason. */
const NOT_IN_TEMPLATES: Readonly<Record<string, string>> = {
  X02: 'the policy of an imported bucket is elsewhere: the checklist tells what it must say',
  X06: 'AWS does not publish the Regions without delivery to CloudWatch Logs',
  X08: 'no template tells which account is the management account: checklist',
  X09: 'trusted access is a setting of the organization: checklist',
  X10: 'the service-linked role is made by the organization: checklist',
  X11: 'no template tells which account is a delegated administrator: checklist',
  X12: 'the features of the organization are a setting: checklist',
  W16: 'a log group that a construct ignores leaves nothing in the template',
};

const numbered = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);
/** E16, E62, E66 to E69 and E78 to E80 are the same as W08, W02, W05, W03, W02, W01, W15, W09 and W10. */
const ALIASES = ['E16', 'E62', 'E66', 'E67', 'E68', 'E69', 'E78', 'E79', 'E80'];
const ROWS = [...numbered('E', 77).filter((row) => !ALIASES.includes(row)), ...numbered('X', 13), ...numbered('W', 18)];

test.each(ROWS)('%s is found in a template, or there is a reason why it cannot be', (row) => {
  const inTable = tables.includes(`'${row}'`) || tables.includes(`'${row} is found`);
  expect([row, inTable]).toEqual([row, !(row in NOT_IN_TEMPLATES)]);
});

test.each(Object.keys(DEPLOY_PROBLEMS))('%s has a template that shows it', (id) => {
  expect([id, tables.includes(id)]).toEqual([id, true]);
});

test('the ids of templates and selectors are no others', () => {
  const used = [...tables.matchAll(/'(Selector\.\w+)'/g)].map(([, id = '']) => id.replace('Selector.', ''));
  expect(used.filter((id) => !(id in SELECTOR_PROBLEMS))).toEqual([]);
});
