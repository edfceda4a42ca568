import { detectionAlerts } from '../../handlers/detection-alerts/definition';
import { detectorWith } from '../../lib/detection/detector-with';
import { rule } from '../detection/rules';
import { announcing, dataEvents, keyOf, logFileOf } from '../helpers/cloudtrail-events';
import { processorAmong } from '../helpers/processor';

const onName = (id: string, eventName: string) => rule({ selection: { eventName }, condition: 'selection' }, { id, level: 'high' });

/** The processor with rules of which some find something, what it sent, and how many findings it counted by rule. */
function alerting(maxAlerts = 60) {
  const sent: string[] = [];
  const byRule: Record<string, number> = {};
  const among = processorAmong(
    detectionAlerts({
      rules: { detector: detectorWith([onName('get', 'GetObject'), onName('also', 'GetObject')]), staged: new Set(), minimumLevel: 'low' },
      ...{
        targets: ['arn:aws:sns:eu-west-1:111122223333:alerts'],
        ceiling: maxAlerts,
        window: 900_000,
        longest: 60_000,
        keptIn: 's3://derived/own/',
      },
      ...{ now: Date.now, pause: async () => {}, failed: () => {} },
      send: async (_, { id }) => void sent.push(id),
      counted: (counts) => among.surroundings.count(counts),
      found: (counts) => {
        for (const [name, findings] of counts) byRule[name] = (byRule[name] ?? 0) + findings;
      },
    }),
    { [keyOf()]: logFileOf(dataEvents(1, 2)) },
    { prefix: 'own/' },
  );
  return { ...among, sent, byRule, deliver: () => among.receive(announcing(keyOf())) };
}

test('whoever sends an alert counts it, also where another one was faster to say that the log file is done', async () => {
  const { derived, metrics, sent, byRule, deliver } = alerting(1);
  // The same file on another instance, which has nothing left to send.
  derived.failOnce(/^create own\/ledger/, deliver);

  await deliver();

  expect(sent).toHaveLength(1);
  expect(metrics).toMatchObject({ Findings: 4, FindingsMerged: 2, AlertsSent: 1, AlertsHeldBack: 1, Files: 1, DuplicateFiles: 1 });
  expect(byRule).toEqual({ get: 2, also: 2 });
});

test('what was sent before a crash is counted, and the findings once', async () => {
  const { derived, metrics, sent, byRule, deliver } = alerting();
  derived.failOnce(/^create own\/ledger/, new Error('crash'));

  await expect(deliver()).rejects.toThrow('crash');
  await deliver();

  expect(sent).toHaveLength(2);
  expect(metrics).toMatchObject({ Findings: 4, FindingsMerged: 2, AlertsSent: 2 });
  expect(byRule).toEqual({ get: 2, also: 2 });
});
