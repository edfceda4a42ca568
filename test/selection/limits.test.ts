import { checkSelectors } from '../../lib/selection/check';
import { basic, dataOf } from './cases/case';
import { data, found, network, values } from './selectors';

const queue = (count: number, operator: 'Equals' | 'NotStartsWith') =>
  data('AWS::SQS::Queue', { 'resources.ARN': { [operator]: values(count, `arn:aws:sqs:us-east-1:111122223333:${operator}`) } });

// Each of the two selectors has a category and a type as well.
test.each<[found: string[], selected: number, excluded: number]>([
  [[], 248, 248],
  [['error valueCount'], 249, 248],
  [['error valueCount'], 248, 249],
])('finds %j of %d selected and %d excluded values in two selectors', (problems, selected, excluded) => {
  expect(found(checkSelectors({ AdvancedEventSelectors: [queue(selected, 'Equals'), queue(excluded, 'NotStartsWith')] }))).toEqual(problems);
});

test.each<[found: string[], count: number]>([
  [[], 5],
  [['error basicCount'], 6],
])('finds %j of %d basic selectors', (problems, count) => {
  const selectors = values(count, 'arn:aws:s3:::b').map((bucket) => dataOf('AWS::S3::Object', `${bucket}/`));

  expect(found(checkSelectors(basic(...selectors)))).toEqual(problems);
});

test('has nothing against any field that network activity has', () => {
  const fields = {
    eventName: { Equals: ['GetObject'] },
    vpcEndpointId: { NotEquals: ['vpce-1'] },
    'userIdentity.arn': { StartsWith: ['arn:aws:sts::1:'] },
  };

  expect(checkSelectors({ AdvancedEventSelectors: [network('s3.amazonaws.com', fields)] })).toEqual([]);
});
