import { ACCOUNT, type Delivered, digest, Lab, logFile, MINUTE, NOW, OTHER, REGION } from './delivery-lab';

const QUIET = { LogFilesLate: 0, DigestsLate: 0, OtherDigestsLate: 0, NotLogging: 0, CannotTell: 0 };
const fresh = (where: Partial<Delivered> = {}) => [logFile({ ago: 4, ...where }), digest({ ago: 40, ...where })];

test('finds the newest files, and nothing to complain of', async () => {
  const lab = new Lab([logFile({ ago: 90 }), logFile({ ago: 9 }), ...fresh(), digest({ ago: 100 })]);

  const tally = await lab.run();

  expect(tally.counts).toEqual({ ...QUIET, PlacesKnown: 1 });
  expect(tally.places).toEqual([{ account: ACCOUNT, region: REGION, logFileAge: 4 * MINUTE, digestAge: 40 * MINUTE }]);
  expect(lab.warnings()).toEqual([]);
});

test.each([30, 31, 119, 121, 300, 700, 1500])('knows that the newest log file is %i minutes old, however far back it is', async (ago) => {
  const tally = await new Lab([logFile({ ago: 2000 }), logFile({ ago }), digest({ ago: 40 })]).run();

  expect(tally.places[0]?.logFileAge).toBe(ago * MINUTE);
  expect(tally.counts.LogFilesLate).toBe(ago > 30 ? 1 : 0);
});

test('counts and names places without new files', async () => {
  const lab = new Lab([logFile({ ago: 45 }), digest({ ago: 181 })]);

  expect((await lab.run()).counts).toMatchObject({ LogFilesLate: 1, DigestsLate: 1, PlacesKnown: 1 });
  expect(lab.warnings()).toEqual([`no new log file ${ACCOUNT} ${REGION} 45`, `no new digest ${ACCOUNT} ${REGION} 181`]);
});

test('a place where nothing was ever delivered is late since yesterday at least', async () => {
  const tally = await new Lab([], { otherPlaces: false }).run();

  expect(tally.counts).toMatchObject({ LogFilesLate: 1, DigestsLate: 1 });
  expect(tally.places[0]?.digestAge).toBe(NOW - Date.parse('2026-06-30T00:00:00Z'));
});

test('a trail that has just begun to log is not late', async () => {
  const tally = await new Lab([], {}, { [REGION]: { since: NOW - 10 * MINUTE } }).run();

  expect(tally.counts).toEqual({ ...QUIET, PlacesKnown: 1 });
  expect(tally.places[0]).toMatchObject({ logFileAge: 10 * MINUTE, digestAge: 10 * MINUTE });
});

test('a place where nothing happens needs digests only', async () => {
  const tally = await new Lab([digest({ ago: 60, account: OTHER })], { accounts: [OTHER] }).run();

  expect(tally.counts).toEqual({ ...QUIET, PlacesKnown: 1 });
});

test('the files of an organization count for its accounts, and only the digests of the trail', async () => {
  const organizationId = 'o-abc123';
  const keys = [...fresh({ organizationId, trailName: 'organization' }), digest({ ago: 10 })];

  expect((await new Lab(keys, { trailName: 'organization' }).run()).places[0]?.digestAge).toBe(40 * MINUTE);
  expect((await new Lab(keys, { trailName: 'third' }).run()).counts).toMatchObject({ DigestsLate: 1, LogFilesLate: 0 });
});

test.each([
  ['a backfill', digest({ ago: 1, backfill: true })],
  ['a digest that is named for next week', digest({ ago: -7 * 24 * 60 })],
  ['a file that is none of CloudTrail’s', `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/2026/07/01/readme.txt`],
])('%s does not count as delivered', async (_, key) => {
  expect((await new Lab([logFile({ ago: 4 }), digest({ ago: 200 }), key]).run()).counts).toMatchObject({ DigestsLate: 1 });
});

test('of other places a digest that stays away is told, and those that are gone are not', async () => {
  const others = [digest({ ago: 200, account: OTHER }), digest({ ago: 60, region: 'us-east-1' }), digest({ ago: 5000, region: 'ap-south-1' })];
  const lab = new Lab([...fresh(), ...others]);

  expect((await lab.run()).counts).toEqual({ ...QUIET, OtherDigestsLate: 1, PlacesKnown: 4 });
  expect(lab.warnings()).toEqual([`no new digest ${OTHER} ${REGION} 200`]);
});

test('other places are left alone on request', async () => {
  const lab = new Lab([...fresh(), digest({ ago: 200, account: OTHER })], { otherPlaces: false });

  expect((await lab.run()).counts).toEqual({ ...QUIET, PlacesKnown: 1 });
  expect(lab.listed.filter((prefix) => prefix.includes(OTHER))).toEqual([]);
});

describe('what cannot be told is never taken for delivered', () => {
  test.each<[string, string, number]>([
    ['the digests of a place', `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/`, 1],
    ['the log files of a place', `AWSLogs/${ACCOUNT}/CloudTrail/`, 1],
    ['the Regions of an account', `AWSLogs/${ACCOUNT}/CloudTrail-Digest/`, 2],
  ])('%s', async (_, folder, cannotTell) => {
    const lab = new Lab([...fresh(), ...fresh({ account: OTHER })]);
    lab.denied = [folder];

    const tally = await lab.run();

    expect(tally.counts).toEqual({ ...QUIET, CannotTell: cannotTell, PlacesKnown: 1 });
    expect(tally.places).toEqual([]);
    expect(lab.warnings()[0]).toMatch(/^cannot tell .*AccessDenied AWSLogs/);
  });

  test('the whole archive', async () => {
    const lab = new Lab(fresh());
    lab.denied = ['AWSLogs/'];

    expect((await lab.run()).counts).toEqual({ ...QUIET, CannotTell: 2, PlacesKnown: 0 });
  });

  test('a place that may deliver to an organization, where those could not be listed', async () => {
    const lab = new Lab(fresh({ organizationId: 'o-abc123' }));
    lab.unlistable = 'AWSLogs/';

    expect((await lab.run()).counts).toEqual({ ...QUIET, CannotTell: 2, PlacesKnown: 0 });
    expect(lab.warnings()[1]).toContain('may deliver to an organization');
  });

  test('a place that there is no time for', async () => {
    const lab = new Lab([...fresh(), ...fresh({ account: OTHER })]);
    const times = [240_000, 240_000, 50_000];
    lab.remaining = () => times.shift() ?? 50_000;

    expect((await lab.run()).counts).toMatchObject({ CannotTell: 1, PlacesKnown: 1 });
    expect(lab.warnings()[0]).toContain('no time was left for it');
  });
});

test('tells what deliveries fail with, in which Regions', async () => {
  const regions = [REGION, 'us-east-1', 'us-west-2'];
  const lab = new Lab(
    regions.flatMap((region) => fresh({ region })),
    { regions, trailArn: 'audit' },
    {
      [REGION]: { errors: { LogFiles: 'NoSuchBucket', Notifications: 'AuthorizationError' } },
      'us-east-1': { errors: { LogFiles: 'AccessDenied' }, isLogging: false },
    },
  );

  const tally = await lab.run();

  expect(tally.errors).toEqual({ LogFiles: 2, DigestFiles: 0, CloudWatchLogs: 0, Notifications: 1 });
  expect(tally.counts).toEqual({ ...QUIET, NotLogging: 1, CannotTell: 1, PlacesKnown: 3 });
  expect(lab.warnings().sort()).toEqual([
    'cannot tell audit us-west-2 AccessDenied in us-west-2',
    `delivery failed ${REGION} LogFiles NoSuchBucket`,
    `delivery failed ${REGION} Notifications AuthorizationError`,
    'delivery failed us-east-1 LogFiles AccessDenied',
    'the trail does not log us-east-1',
  ]);
});

test('all of very many places are looked at, and the log has a limit', async () => {
  const accounts = Array.from({ length: 2000 }, (_, index) => String(100_000_000_000 + index));
  const lab = new Lab(accounts.map((account) => digest({ ago: 200, account })));
  const folders = ['AWSLogs/', ...accounts.map((account) => `AWSLogs/${account}/CloudTrail-Digest/`)];
  lab.denied = [`AWSLogs/${accounts[0]}/`];

  expect((await lab.run()).counts).toMatchObject({ OtherDigestsLate: 1999, CannotTell: 1, DigestsLate: 1 });
  expect(folders.every((folder) => lab.listed.includes(folder) || folder.includes(String(accounts[0])))).toBe(true);
  expect(lab.warnings()).toHaveLength(103);
  expect(lab.warnings().at(-1)).toBe('left out no new digest 1900');
});

test('asks for no digests while there cannot be newer ones', async () => {
  const lab = new Lab(fresh());
  const digests = () => lab.listed.filter((prefix) => prefix.endsWith(`CloudTrail-Digest/${REGION}/`)).length;

  await lab.run();
  await lab.run(NOW + 10 * MINUTE);
  expect(digests()).toBe(1);

  const later = await lab.run(NOW + 25 * MINUTE);
  expect(digests()).toBe(2);
  expect(later.places[0]?.digestAge).toBe(65 * MINUTE);
});
