import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_RULES } from '../detection/own-rules';
import { detectionRulesPage, selectorsOf } from './detection-rules-page';

test('the page of detection rules says what the rules say', () => {
  expect(readFileSync(join(__dirname, '../../docs/detection-rules.md'), 'utf8')).toBe(detectionRulesPage());
});

test('nearly all of them need nothing but management events', () => {
  const others = OWN_RULES.filter((rule) => !/^management, (write|read|read and write)$/.test(selectorsOf(rule)));

  expect(others.map((rule) => [rule.name, selectorsOf(rule)])).toEqual([
    ['log-files-deleted', 'data of `AWS::S3::Object`, write'],
    ['objects-encrypted-with-callers-key', 'data of `AWS::S3::Object`, write'],
  ]);
});
