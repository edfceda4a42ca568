import { App, Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AuditTrail, CloudWatchLogs, ControlAlarms, Insight, LogArchive, Notifications, ObjectLock } from '../../../lib';
import { controlId } from '../../../lib/report/oscal/catalogs';
import { IMPLEMENTED, whereOf } from '../../../lib/report/oscal/implemented';
import { toOscalComponent } from '../../../lib/report/oscal/to-oscal-component';
import { PACKS } from '../../../lib/rules/packs/catalogue';
import { checkTemplates } from '../../../lib/testing';
import { hardened } from '../../rules/controls/hardened';
import { reportOn, withTrail } from '../reports';
import { hostileReport } from '../sample-hostile';
import { reportOf } from '../sample-parts';
import { problemsOf } from './schemas';

const AT = new Date('2026-11-25T08:30:15Z');
const packs = PACKS.filter(({ id }) => id !== 'organization').map(({ id }) => id);
const everyPack = PACKS.map(({ id }) => id);
const [component] = read(reportOn(hardened(), everyPack)).components;

function read(report: ReturnType<typeof reportOn>) {
  return JSON.parse(toOscalComponent(report, AT))['component-definition'];
}

/** Those of some rules that do not pass for everything that they are about, or are about nothing. */
function notPassing(app: App, rules: readonly string[]): string[] {
  const { results } = checkTemplates(app, { packs, today: '2026-11-25' });
  const told = rules.filter((rule) => !results.some((row) => row.rule === rule && row.verdict === 'pass'));
  return [
    ...told,
    ...results.filter(({ rule, verdict }) => rules.includes(rule) && verdict !== 'pass').map(({ rule, because }) => `${rule}: ${because}`),
  ];
}

function rulesWhere(asked: boolean): string[] {
  return Object.keys(IMPLEMENTED).filter((rule) => (IMPLEMENTED[rule]?.option !== undefined) === asked);
}

test.each([
  ['every pack', reportOn(hardened(), everyPack)],
  ['one pack of this library', reportOn(hardened(), ['ct-core'])],
  ['packs for which the constructs do nothing', reportOn(hardened(), ['lake'])],
  ['attacks in all names and values', hostileReport()],
  ['nothing', reportOf([])],
])('a component definition for %s is as the schema of NIST says', (_, report) => {
  expect(problemsOf(JSON.parse(toOscalComponent(report, AT)))).toEqual([]);
});

test('every control that the constructs do something for is a requirement, and the others are named', () => {
  const told = component['control-implementations'].flatMap(({ 'implemented-requirements': requirements, props }: any) => [
    ...requirements.map((one: any) => one['control-id']),
    ...(props.find(({ name }: any) => name === 'controls-without-statement')?.value.split(' ') ?? []),
  ]);
  const expected = PACKS.filter(({ controls }) => controls.some(({ rules }) => rules.some((rule) => rule in IMPLEMENTED))).flatMap(
    ({ id: pack, framework, controls }) =>
      controls.map(({ id, rules }) => (rules.some((rule) => rule in IMPLEMENTED) ? controlId({ id, pack, framework }) : id)),
  );

  expect([...told].sort()).toEqual([...expected].sort());
});

test('controls of NIST have the ids and the catalog of NIST; those of others lead to where they are published', () => {
  const sources = component['control-implementations'].map(({ source, props }: any) => [props[0].value, source]);
  const resources = read(reportOn(hardened(), everyPack))['back-matter'].resources;
  const cis = sources.find(([pack]: string[]) => pack === 'cis-aws-5.0')[1];

  expect(sources).toContainEqual(['nist-800-53-r5', expect.stringMatching(/^https:.*NIST_SP-800-53_rev5_catalog\.json$/)]);
  expect(resources.find(({ uuid }: any) => `#${uuid}` === cis)).toMatchObject({
    title: 'CIS AWS Foundations Benchmark 5.0.0',
    rlinks: [{ href: expect.stringMatching(/^https:/) }],
  });
});

test('a requirement says what the constructs do, and whether that is all', () => {
  const requirements = component['control-implementations'].flatMap((one: any) => one['implemented-requirements']);
  const digests = requirements.find((one: any) => one['control-id'] === 'si-7');
  const events = requirements.find((one: any) => one['control-id'] === 'au-2');

  expect(digests.description).toMatch(/TRAIL-04: The trail delivers digest files \(AuditTrail, by default\)\./);
  expect([digests.props[0].value, events.props[0].value]).toEqual(['implemented', 'partial']);
});

test('what is said to hold by default does, for a trail without any options', () => {
  const app = new App();
  new AuditTrail(new Stack(app, 'Stack'), 'Audit', { trailName: 'audit' });

  expect(notPassing(app, rulesWhere(false))).toEqual([]);
});

test('what is said to hold with an option does', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const encrypted = (name: string) => new Topic(stack, name, { masterKey: new Key(stack, `${name}Key`), enforceSSL: true });
  const trail = new AuditTrail(stack, 'Audit', {
    trailName: 'audit',
    archive: new LogArchive(stack, 'Archive', { objectLock: ObjectLock.governance(Duration.days(365)) }),
    cloudWatchLogs: CloudWatchLogs.toNewLogGroup({ retention: RetentionDays.ONE_YEAR }),
    insights: [Insight.apiCallRate(), Insight.apiErrorRate()],
    notifications: Notifications.topic(encrypted('Deliveries')),
  });
  new ControlAlarms(stack, 'Controls', { trail, topic: encrypted('Alarms') });

  expect(notPassing(app, rulesWhere(true))).toEqual([]);
});

test('the same packs give the same UUIDs, whatever the templates are', () => {
  expect(toOscalComponent(reportOn(withTrail({ IsLogging: false }), ['ct-core']), AT)).toBe(toOscalComponent(reportOn(hardened(), ['ct-core']), AT));
});

test('what is there by default is told from what has to be asked for', () => {
  expect([whereOf({ construct: 'AuditTrail' }), whereOf({ construct: 'LogArchive', option: 'objectLock' })]).toEqual([
    'AuditTrail, by default',
    "LogArchive, with 'objectLock'",
  ]);
});
