import { printable, table } from '../../bin/commands/shared/terminal';

test.each([
  ['\u001b[2Jgone', '\\u001b[2Jgone'],
  ['line\nbreak\r', 'line\\u000abreak\\u000d'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['Grüße 日本 😀', 'Grüße 日本 😀'],
])('prints %j as %j', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('aligns a table, numbers to the right, and keeps both ends of what is too long', () => {
  const long = `arn:aws:s3:::${'x'.repeat(80)}-end`;

  const lines = table(
    ['who', 'n'],
    [
      ['a\u0007', 1],
      [long, 1000],
    ],
    ['n'],
  ).split('\n');

  expect(lines[0]).toBe(`  who${' '.repeat(61)}     n`);
  expect(lines[2]).toBe(`  a\\u0007${' '.repeat(57)}     1`);
  expect(lines[3]).toMatch(/^ {2}arn:aws:s3:::x+…x+-end {2}1000$/);
});
