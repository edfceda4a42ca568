import fc from 'fast-check';
import type { CloudTrailRecord } from '../../lib/log-format/record';
import { evaluate } from '../../lib/selection/evaluate';
import type { AdvancedEventSelector } from '../../lib/selection/selector';
import { Simulation } from '../../lib/selection/simulate';
import { RecentEvents } from '../../lib/selection/simulate-seen';
import { Tally } from '../../lib/selection/simulate-tally';
import type { SimulatedTrail } from '../../lib/selection/simulate-trail';
import { anyEvents, anySelectors } from './random-trails';
import { createVolume, decrypt, denied, getObject, putObject } from './records';
import { data, management, network, objects } from './selectors';

const small = () => new RecentEvents(2 ** 10);

function trail(name: string, selectors: AdvancedEventSelector[], others: Partial<SimulatedTrail> = {}): SimulatedTrail {
  return { name, stack: 'Stack', selectors: { AdvancedEventSelectors: selectors }, insights: [], ...others };
}

function simulate(trails: SimulatedTrail[], records: readonly (CloudTrailRecord | undefined)[], logBuckets: string[] = []): Simulation {
  const simulation = new Simulation(trails, { logBuckets, recent: small() });
  for (const record of records) simulation.add(record);
  return simulation;
}

const chargesOf = (simulation: Simulation) =>
  simulation.trails.map(({ charged }) => Object.fromEntries(Object.entries(charged).filter(([, events]) => events > 0)));

test('of management events the first copy is free, whichever trail it is of', () => {
  const simulation = simulate(
    [trail('writes', [management({ readOnly: { Equals: ['false'] } })]), trail('all', [management()])],
    [createVolume, decrypt],
  );

  expect(chargesOf(simulation)).toEqual([{ managementFirstCopy: 1 }, { managementFirstCopy: 1, managementFurtherCopies: 1 }]);
});

test('every copy of other events is paid for', () => {
  const both = [objects(), network('s3.amazonaws.com')];

  expect(chargesOf(simulate([trail('a', both), trail('b', both)], [getObject, denied]))).toEqual([
    { data: 1, networkActivity: 1 },
    { data: 1, networkActivity: 1 },
  ]);
});

test('Insights are charged for each type that analyses an event: of management events the rate of calls is that of writes', () => {
  const insights = [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight', EventCategories: ['Management', 'Data'] }];

  expect(chargesOf(simulate([trail('a', [management(), objects()], { insights })], [createVolume, decrypt, getObject, putObject]))).toEqual([
    { managementFirstCopy: 2, data: 2, insightsManagement: 3, insightsData: 2 },
  ]);
});

test.each<[sentence: string, scope: NonNullable<SimulatedTrail['scope']>, logged: string, field: string | undefined]>([
  ['of its Region', { isMultiRegion: false, region: 'eu-west-1' }, 'yes', undefined],
  ['of another Region', { isMultiRegion: false, region: 'us-east-1' }, 'no', 'awsRegion'],
  ['of a Region that the deployment decides', { isMultiRegion: false }, 'unknown', 'awsRegion'],
  ['where the deployment decides whether it is for all Regions', { isMultiRegion: 'unknown', region: 'us-east-1' }, 'unknown', 'awsRegion'],
  ['while it is switched off', { isLogging: false }, 'no', 'IsLogging'],
  ['where the deployment decides whether it is switched on', { isLogging: 'unknown' }, 'unknown', 'IsLogging'],
  ['of a service that may be global, without global events', { globalEvents: false }, 'unknown', 'eventSource'],
])('a trail sees an event %s: %s', (_, scope, logged, field) => {
  const record = { ...createVolume, awsRegion: 'eu-west-1', eventSource: 'iam.amazonaws.com' };
  const { trails, undecided, dropped } = simulate([trail('a', [management()], { scope })], [record, record]);

  expect([...(trails[0]?.decisions.keys() ?? [])]).toEqual([expect.objectContaining({ logged, ...(field && { field }) })]);
  expect([undecided, dropped.events]).toEqual([logged === 'unknown' ? 2 : 0, logged === 'no' ? 2 : 0]);
});

test('a trail logs events of its account, and those of accounts that no trail is of', () => {
  const of = (recipientAccountId: string) => ({ ...createVolume, recipientAccountId });
  const trails = [trail('a', [management()], { account: '111111111111' }), trail('b', [management()], { account: '222222222222' })];

  const simulation = simulate(trails, [of('111111111111'), of('222222222222'), of('333333333333')]);

  expect(simulation.trails.map((counts) => counts.eventsThat('yes'))).toEqual([2, 2]);
  expect(simulation.accounts.top().map(({ key }) => key)).toEqual(['111111111111', '222222222222', '333333333333']);
});

test('an event counts once, however often it is delivered, and is told apart from that of another account', () => {
  const record = { ...getObject, eventID: 'a', recipientAccountId: '1' };

  const simulation = simulate(
    [trail('a', [objects()])],
    [record, record, { ...record, recipientAccountId: '2' }, { ...record, recipientAccountId: undefined }, getObject, getObject],
  );

  expect([simulation.events, simulation.duplicates]).toEqual([5, 1]);
});

test('what cannot be read is counted, and what no selector is for is left out', () => {
  const odd = { ...getObject, resources: [{ type: 'AWS::S3::Object', ARN: 5 }] } as never;

  const simulation = simulate(
    [trail('a', [objects({ StartsWith: ['arn:'] })])],
    [undefined, odd, { eventCategory: 'Insight' }, { eventCategory: 'Aggregated' }, getObject],
  );

  expect([simulation.unreadable, simulation.notSelectable, simulation.events]).toEqual([2, 2, 1]);
});

test('tells from when to when, and in how many hours something happened', () => {
  const at = (eventTime: string) => ({ ...getObject, eventTime });

  const { from, to, hoursWithEvents } = simulate(
    [],
    [at('2026-11-01T10:59:00Z'), at('2026-11-01T10:01:00Z'), at('2026-11-03T10:00:00Z'), at('soon')],
  );

  expect([from, to, hoursWithEvents]).toEqual([Date.parse('2026-11-01T10:01:00Z'), Date.parse('2026-11-03T10:00:00Z'), 2]);
});

test('what no trail logs is told by call, resource and caller', () => {
  const session = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::1:assumed-role/r/s',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::1:role/r' } },
  };
  const records = [
    putObject,
    { ...getObject, userIdentity: session },
    { eventCategory: 'Data', eventName: 'X', resources: [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:p' }] },
    { eventCategory: 'Management', userIdentity: 'x' },
  ];

  const { dropped } = simulate([trail('a', [data('AWS::SQS::Queue')])], records as CloudTrailRecord[]);

  expect(dropped.calls.top().map(({ key }) => key)).toEqual([
    'an unknown event source X\narn:p',
    'an unknown event source without a name\n',
    's3.amazonaws.com GetObject\narn:aws:s3:::my-data-bucket',
    's3.amazonaws.com PutObject\narn:aws:s3:::my-secure-bucket',
  ]);
  expect(dropped.principals.top().map(({ key }) => key)).toEqual(['unknown', 'arn:aws:iam::123456789012:user/data-user', 'arn:aws:iam::1:role/r']);
  expect([dropped.events, dropped.reads]).toEqual([4, 1]);
});

describe('loops', () => {
  const [logs, copy] = ['arn:aws:s3:::logs', 'arn:aws:s3:::copy'];
  const put = (bucket: string, invokedBy: string): CloudTrailRecord => ({
    ...putObject,
    userIdentity: { type: 'AWSService', invokedBy },
    resources: [{ type: 'AWS::S3::Object', ARN: `${bucket}/AWSLogs/x.json.gz` }],
  });

  test('deliveries that a trail logs are one, into whichever bucket, and so is what follows from them in a log bucket', () => {
    const records = [
      put(logs, 'cloudtrail.amazonaws.com'),
      put('arn:aws:s3:::other', 'cloudtrail.amazonaws.com'),
      put(copy, 'logging.s3.amazonaws.com'),
      put('arn:aws:s3:::web', 'logging.s3.amazonaws.com'),
    ];
    const all = trail('all', [objects()]);

    const loops = simulate([all], records, [logs, copy]).loops.of([all]);

    expect(loops.map(({ bucket, events, declared }) => [bucket, events, declared])).toEqual([
      ['arn:aws:s3:::logs', 1, 'yes'],
      ['arn:aws:s3:::other', 1, 'yes'],
      ['arn:aws:s3:::copy', 1, 'yes'],
    ]);
  });

  test('a trail that would log them is one, also where the logs show none', () => {
    const [guarded, open, off] = [
      trail('a', [objects({ NotStartsWith: [`${logs}/`] })]),
      trail('b', [objects()]),
      trail('c', [objects()], { scope: { isLogging: false } }),
    ];

    expect(
      simulate([guarded, open, off], [], [logs])
        .loops.of([guarded, open, off])
        .map(({ trail: { name }, events }) => [name, events]),
    ).toEqual([['b', 0]]);
  });
});

test('every event is logged, perhaps logged or dropped, and as evaluate() says', () => {
  fc.assert(
    fc.property(anySelectors, anyEvents, (selectors, events) => {
      const simulation = simulate([trail('a', selectors)], events);
      const verdicts = events.map((event) => evaluate(event, { AdvancedEventSelectors: selectors }).logged);
      const count = (logged: string) => verdicts.filter((verdict) => verdict === logged).length;

      expect([simulation.trails[0]?.eventsThat('yes'), simulation.undecided, simulation.dropped.events]).toEqual([
        count('yes'),
        count('unknown'),
        count('no'),
      ]);
      expect(simulation.dropped.calls.total).toBe(count('no'));
    }),
    { numRuns: 200 },
  );
});

test('remembers at least so many events, forgets at last, and never takes one for another', () => {
  const recent = new RecentEvents(8);
  const ids = Array.from({ length: 40 }, (_, index) => `event-${index}`);

  expect(ids.map((id) => recent.add(id, ''))).not.toContain(true);
  expect(ids.slice(-8).map((id) => recent.add(id, ''))).not.toContain(false);
  expect(recent.add('event-0', '')).toBe(false);
});

test('a tally stays small and keeps its sum', () => {
  const tally = new Tally(10);
  for (let index = 0; index < 100; index++) tally.add(`rare ${index}`, false);
  for (let index = 0; index < 50; index++) tally.add('frequent', index % 2 === 0);

  expect(tally.top(1)).toEqual([{ key: 'frequent', events: 50, reads: 25 }]);
  expect([tally.total, tally.others > 0, tally.top().length <= 21]).toEqual([150, true, true]);
});
