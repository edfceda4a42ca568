import { encodedKey } from '../../lib/log-format/encoded-key';

test.each([
  ['AWSLogs/1/a_b-c.d~e.json.gz', 'AWSLogs/1/a_b-c.d~e.json.gz'],
  ["a b+c/é(1)!'*%", 'a%20b%2Bc/%C3%A9%281%29%21%27%2A%25'],
  ['', ''],
])('%s is %s in a path', (key, encoded) => {
  expect(encodedKey(key)).toBe(encoded);
});
