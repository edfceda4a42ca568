import type { CloudTrailRecord } from '../../lib/log-format/record';
import { LIST_PRICES } from '../../lib/selection/prices';
import { Simulation } from '../../lib/selection/simulate';
import { adviceOf } from '../../lib/selection/simulate-advice';
import { RecentEvents } from '../../lib/selection/simulate-seen';
import type { SimulatedTrail } from '../../lib/selection/simulate-trail';
import { createVolume, decrypt, getObject, putObject } from './records';
import { management, objects } from './selectors';

const trail = (name: string, others: Partial<SimulatedTrail> = {}): SimulatedTrail => ({
  ...{ name, stack: 'Stack', insights: [], selectors: { AdvancedEventSelectors: [objects(), management()] } },
  ...others,
});

function advice(trails: SimulatedTrail[], records: [record: CloudTrailRecord, times: number][], factor = 500, logBuckets: string[] = []) {
  const simulation = new Simulation(trails, { logBuckets, recent: new RecentEvents(2 ** 8) });
  for (const [record, times] of records) for (let time = 0; time < times; time++) simulation.add(record);
  return adviceOf(simulation, factor, LIST_PRICES).map(({ kind, trail: { name }, what, savedPerMonth }) => [kind, name, what, savedPerMonth]);
}

test('a bucket that is mostly read is narrowed to its writes, and one that is written is left out', () => {
  expect(
    advice(
      [trail('a')],
      [
        [getObject, 100],
        [putObject, 100],
      ],
    ),
  ).toEqual([
    ['narrow', 'a', 'arn:aws:s3:::my-data-bucket to its writes', 0.05],
    ['exclude', 'a', 'arn:aws:s3:::my-secure-bucket', 0.05],
  ]);
});

test('where there are very many events, summaries are easier to read, unless there are some already', () => {
  const kinds = (others: Partial<SimulatedTrail>) => advice([trail('a', others)], [[getObject, 100]], 10_000).map(([kind]) => kind);

  expect([kinds({}), kinds({ aggregates: true })]).toEqual([['narrow', 'aggregate'], ['narrow']]);
});

test('further copies of management events are what costs most', () => {
  expect(
    advice(
      [trail('a'), trail('b')],
      [
        [createVolume, 10],
        [decrypt, 90],
      ],
    ),
  ).toEqual([
    ['narrow', 'b', 'no management events, which another trail logs already', 1],
    ['exclude', 'b', 'management events of kms.amazonaws.com', 0.9],
  ]);
});

test('a log bucket that is logged is excluded first, and not advised about a second time', () => {
  const delivery = { ...putObject, userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } };

  expect(advice([trail('a')], [[delivery, 100]], 500, ['arn:aws:s3:::my-secure-bucket'])).toEqual([
    ['exclude', 'a', 'the objects of the log bucket arn:aws:s3:::my-secure-bucket/', 0.05],
  ]);
});

test('what costs next to nothing beside the rest, and what there is not, is not worth an advice', () => {
  const rare = { ...putObject, resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::rare/x' }] };

  expect(
    advice(
      [trail('a')],
      [
        [getObject, 100],
        [rare, 1],
      ],
    ).map(([, , what]) => what),
  ).toEqual(['arn:aws:s3:::my-data-bucket to its writes']);
  expect(advice([trail('a')], [])).toEqual([]);
});
