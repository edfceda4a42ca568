import { excludes } from '../../lib/selection/reach';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { management, objects } from './selectors';

test.each<[boolean, string, AdvancedEventSelector]>([
  [true, 'all but the bucket', objects({ NotStartsWith: ['arn:aws:s3:::logs/'] })],
  [true, 'all but another bucket and the bucket', objects({ NotStartsWith: ['arn:aws:s3:::other/', 'arn:aws:s3:::logs/'] })],
  [true, 'all but what begins like the bucket', objects({ NotStartsWith: ['arn:aws:s3:::lo'] })],
  [false, 'all', objects()],
  [false, 'all but another bucket', objects({ NotStartsWith: ['arn:aws:s3:::other/'] })],
  [false, 'all but a bucket with a longer name', objects({ NotStartsWith: ['arn:aws:s3:::logs-old/'] })],
  [false, 'all but a part of the bucket', objects({ NotStartsWith: ['arn:aws:s3:::logs/AWSLogs/'] })],
  [false, 'all but an ending', objects({ NotEndsWith: ['.gz'] })],
  [false, 'all but the bucket as if it were an object', objects({ NotEquals: ['arn:aws:s3:::logs/'] })],
  [false, 'another bucket, which leaves out nothing', objects({ StartsWith: ['arn:aws:s3:::other/'] })],
  [false, 'management events but those of KMS', management({ eventSource: { NotEquals: ['kms.amazonaws.com'] } })],
])('it is %s that a selector of %s leaves out all objects of the bucket', (expected, _, selector) => {
  expect(excludes(selector, 'arn:aws:s3:::logs/')).toBe(expected);
});
