import { describe as inWords, type Problem } from '../../lib/findings/finding';

const problem: Problem = { id: 'cdk-cloudtrail:Area.what', severity: 'error', message: "'x' must be short", fix: 'shorten it' };

test.each([
  ['its id, the reason and the fix', problem, "[cdk-cloudtrail:Area.what] 'x' must be short; shorten it"],
  ['the value, as it was written', { ...problem, value: ['a"b'] }, `[cdk-cloudtrail:Area.what] 'x' must be short, got ["a\\"b"]; shorten it`],
  [
    'what AWS answers',
    { ...problem, value: false, awsMessage: 'Too long.' },
    `[cdk-cloudtrail:Area.what] 'x' must be short, got false (AWS answers: "Too long."); shorten it`,
  ],
])('a problem says %s', (_, one, text) => {
  expect(inWords(one)).toBe(text);
});
