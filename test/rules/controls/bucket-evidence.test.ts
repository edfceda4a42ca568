import { type Fixture, resultsOf } from './fixture';
import type { Template } from './hardened';

/** The places that a verdict of the log bucket rests on, beside the one where the trail names the bucket. */
function placesOf(id: string, template: Fixture['template']): string[] {
  const [result] = resultsOf({ rule: id, name: '', template, verdict: 'pass' });
  const places = result?.evidence.map(({ pointer }) => pointer.replace(/^\/Resources\//, '')) ?? [];
  return places.filter((place) => place !== 'Trail/Properties/S3BucketName');
}

const onStatements = (change: (statements: Template[]) => Template[]) => (template: Template) => {
  const { PolicyDocument } = template.Resources.LogsPolicy.Properties;
  PolicyDocument.Statement = change(PolicyDocument.Statement);
};
const onRules =
  (...Rules: Template[]) =>
  (template: Template) => {
    const { Properties } = template.Resources.Logs;
    Properties.LifecycleConfiguration = { Rules };
    delete Properties.ObjectLockEnabled;
  };
const rule = (ExpirationInDays: number, Prefix = '', NoncurrentDays = ExpirationInDays) => ({
  Status: 'Enabled',
  Prefix,
  ExpirationInDays,
  NoncurrentVersionExpiration: { NoncurrentDays },
});
const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' };
const STATEMENT = 'LogsPolicy/Properties/PolicyDocument/Statement';
const RULE = 'Logs/Properties/LifecycleConfiguration/Rules';

test.each<[name: string, rule: string, template: Fixture['template'], places: string[]]>([
  ['the statement that denies', 'BKT-04', () => {}, [`${STATEMENT}/0`]],
  ['the statement that denies too little', 'BKT-04', onStatements(([tls]) => [{ ...tls, Action: 's3:Get*' }]), [`${STATEMENT}/0`]],
  ['all statements where none denies', 'BKT-04', onStatements(([, ...others]) => others), [STATEMENT]],
  ['each statement that lets CloudTrail deliver', 'BKT-11', () => {}, [`${STATEMENT}/1`, `${STATEMENT}/2`]],
  ['the statement that denies a delivery', 'BKT-11', onStatements((all) => [...all, DENY]), [`${STATEMENT}/3`]],
  ['all statements where none allows a delivery', 'BKT-11', onStatements(([tls, acl]) => [tls, acl]), [STATEMENT]],
  [
    'the statement without a limit',
    'BKT-10',
    onStatements((all) => all.map((one, at) => (at === 1 ? { ...one, Condition: {} } : one))),
    [`${STATEMENT}/1`],
  ],
  [
    'the enabled rule of a replication',
    'BKT-13',
    ({ Resources: { Logs } }) => {
      const { Rules } = Logs.Properties.ReplicationConfiguration;
      Logs.Properties.ReplicationConfiguration.Rules = [{ ...Rules[0], Status: 'Disabled' }, ...Rules];
    },
    ['Logs/Properties/ReplicationConfiguration/Rules/1/Status'],
  ],
  ['the rule that deletes too early', 'BKT-08', onRules(rule(900), rule(30)), daysAt(1)],
  ['the rule that deletes too early, of those for log files', 'BKT-08', onRules(rule(1, 'reports/'), rule(30), rule(90)), daysAt(1)],
  ['both rules that delete at once', 'BKT-08', onRules(rule(30), rule(30)), [0, 1].flatMap((part) => [0, 1].flatMap((at) => daysAt(at)[part] ?? []))],
  ['the rule that deletes first, if all are late', 'BKT-08', onRules(rule(900), rule(800)), daysAt(1)],
  ['the rules where none deletes log files', 'BKT-08', onRules(rule(1, 'reports/')), [RULE]],
  ['the first lifecycle rule that is enabled', 'BKT-16', onRules({ ...rule(1), Status: 'Disabled' }, rule(1)), [`${RULE}/1/Status`]],
])('the evidence is %s', (_, id, template, places) => {
  expect(placesOf(id, template)).toEqual(places);
});

function daysAt(index: number): [string, string] {
  return [`${RULE}/${index}/ExpirationInDays`, `${RULE}/${index}/NoncurrentVersionExpiration/NoncurrentDays`];
}
