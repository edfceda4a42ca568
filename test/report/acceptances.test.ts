import { isAtOrBelow } from '../../lib/report/acceptances';

test.each<[path: string, construct: string, isThere: boolean]>([
  ['Stack/Archive', 'Stack/Archive', true],
  ['Stack/Archive/Bucket/Resource', 'Stack/Archive', true],
  ['Stack/ArchiveOfOthers', 'Stack/Archive', false],
  ['Stack', 'Stack/Archive', false],
  ['Stack/Archive', '', true],
])('whether %s is at or below %j: %j', (path, construct, isThere) => {
  expect(isAtOrBelow(path, construct)).toBe(isThere);
});
