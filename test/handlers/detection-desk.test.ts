import fc from 'fast-check';
import type { Alert } from '../../handlers/detection-alerts/alert';
import type { Group } from '../../handlers/detection-alerts/core';
import { AlertDesk } from '../../handlers/detection-alerts/desk';
import type { Finding } from '../../handlers/detection-alerts/finding';
import { InMemoryStore } from '../helpers/in-memory-store';

const MINUTE = 60_000;
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/alerts';

/** A desk whose time stands until it is moved, and what the targets got. */
function deskAt({ ceiling = 60, targets = [TOPIC], store = new InMemoryStore() } = {}) {
  const sent: [target: string, alert: Alert][] = [];
  const failures: string[] = [];
  const counts: Record<string, number> = { AlertsSent: 0, AlertsHeldBack: 0 };
  const broken: (string | RegExp)[] = [];
  const clock = { time: Date.parse('2026-08-03T09:02:00Z') };
  const desk = new AlertDesk(store, {
    targets,
    ceiling,
    window: 15 * MINUTE,
    longest: MINUTE,
    pause: async () => {
      clock.time += MINUTE / 10;
    },
    keptIn: 's3://derived/detection-alerts/',
    now: () => clock.time,
    failed: (target) => failures.push(target),
    counted: (more) => {
      for (const [name, alerts] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + alerts;
    },
    send: async (target, alert) => {
      const at = broken.findIndex((one) => target.match(one));
      if (at >= 0) {
        broken.splice(at, 1);
        throw new Error('refused');
      }
      sent.push([target, alert]);
    },
  });
  const later = async (minutes: number) => {
    clock.time += minutes * MINUTE;
    return desk.flush();
  };
  const told = () => sent.map(([, { kind, count }]) => `${kind} ${count}`);
  return { desk, store, sent, told, failures, counts, broken, clock, later };
}

function finding(rule = 'stop'): Finding {
  return { rule, title: 'Logging was stopped', severity: 'high', principal: 'arn:aws:iam::111122223333:user/eve' } as Finding;
}

function group(name: string, count = 1): Group {
  return { document: `groups/day=2026-08-03/0900-${name}.json`, findings: Array.from({ length: count }, () => finding(name)) };
}

test('sends the first finding at once, and the number of the others when the window is over', async () => {
  const { desk, told, counts, later } = deskAt();

  expect(await desk.take('file-1', [group('a')])).toBe(0);
  expect(await desk.take('file-2', [group('a', 3)])).toBe(3);
  expect(counts).toEqual({ AlertsSent: 1, AlertsHeldBack: 0 });
  await desk.take('file-3', [group('a')]);
  await later(10);
  expect(told()).toEqual(['finding 1']);

  expect(await later(10)).toEqual([]);
  expect(counts).toEqual({ AlertsSent: 2, AlertsHeldBack: 0 });
  await later(60);
  expect(told()).toEqual(['finding 1', 'more 4']);
});

test('tells of what comes after a window was told, too', async () => {
  const { desk, told, later } = deskAt();
  await desk.take('file-1', [group('a', 2)]);
  await desk.take('file-2', [group('a')]);
  await later(20);

  await desk.take('late', [group('a', 2)]);
  await later(5);
  expect(told()).toEqual(['finding 2', 'more 1']);
  await later(15);
  expect(told()).toEqual(['finding 2', 'more 1', 'more 2']);
});

test('a file that is processed again changes nothing', async () => {
  const { desk, told, later } = deskAt();
  for (const file of ['file-1', 'file-2', 'file-1', 'file-2']) await desk.take(file, [group('a')]);

  await later(20);
  await later(20);

  expect(told()).toEqual(['finding 1', 'more 1']);
});

test('two files at the same time open a group once', async () => {
  const { desk, told, later } = deskAt();

  await Promise.all(Array.from({ length: 8 }, (_, index) => desk.take(`file-${index}`, [group('a'), group('b')])));
  expect(told()).toEqual(['finding 1', 'finding 1']);

  await later(20);
  expect(told()).toEqual(['finding 1', 'finding 1', 'more 7', 'more 7']);
});

test('above the ceiling it holds back, and says once after the hour how many of which rules', async () => {
  const { desk, told, later, sent, counts, store } = deskAt({ ceiling: 2 });

  await desk.take('file-1', [group('a'), group('b'), group('c'), group('d')]);
  expect(counts).toEqual({ AlertsSent: 2, AlertsHeldBack: 2 });
  await desk.take('file-2', [group('e'), group('c')]);
  await later(20);
  expect(told()).toEqual(['finding 1', 'finding 1']);
  await later(45);
  await later(60);

  expect(told()).toEqual(['finding 1', 'finding 1', 'heldBack 4']);
  expect(sent[2]?.[1]).toMatchObject({ hour: '2026-08-03T09', rules: [{ rule: 'c', count: 2 }, expect.anything(), expect.anything()] });
  expect(store.texts('alerts/').filter((text) => text.includes('"status":"held"'))).toHaveLength(4);
});

test('the next hour has a ceiling of its own', async () => {
  const { desk, told, clock } = deskAt({ ceiling: 1 });
  await desk.take('file-1', [group('a')]);
  await desk.take('file-2', [group('b')]);

  clock.time += 60 * MINUTE;
  await desk.take('file-3', [group('c')]);

  expect(told()).toEqual(['finding 1', 'finding 1']);
});

test('what one target refuses is sent to it again, and to no other', async () => {
  const { desk, sent, failures, broken } = deskAt({ targets: [TOPIC, BUS] });
  broken.push(TOPIC);

  await expect(desk.take('file-1', [group('a')])).rejects.toThrow('refused');
  await desk.take('file-1', [group('a')]);

  expect(failures).toEqual([TOPIC]);
  expect(sent.map(([target]) => target)).toEqual([BUS, TOPIC]);
  expect(new Set(sent.map(([, { id }]) => id)).size).toBe(1);
});

test('a follow-up that a target refuses is sent with the next flush', async () => {
  const { desk, told, broken, later } = deskAt();
  await desk.take('file-1', [group('a')]);
  await desk.take('file-2', [group('a')]);
  broken.push(TOPIC);

  expect(await later(20)).toHaveLength(1);
  expect(told()).toEqual(['finding 1']);
  await later(5);
  expect(told()).toEqual(['finding 1', 'more 1']);
});

test('findings that come while others are told are told later', async () => {
  const { desk, store, told, later } = deskAt();
  await desk.take('file-1', [group('a')]);
  await desk.take('file-2', [group('a')]);
  store.failOnce(/^replace groups/, () => desk.take('file-3', [group('a', 2)]).then(() => undefined));

  await later(20);
  expect(told()).toEqual(['finding 1', 'more 1']);
  await later(20);
  expect(told()).toEqual(['finding 1', 'more 1', 'more 2']);
});

test('whoever is so slow that the visit comes first has it come again', async () => {
  const { desk, store, told, clock, later } = deskAt();
  await desk.take('file-1', [group('a')]);
  // The group is on the agenda, and does not say so yet.
  store.failOnce(/^replace groups/, async () => {
    clock.time += 20 * MINUTE;
    await desk.flush();
  });
  await desk.take('file-2', [group('a')]);

  await later(5);
  expect(told()).toEqual(['finding 1', 'more 1']);
});

test('the same, if it crashes then and its file is processed again', async () => {
  const { desk, store, told, clock, later } = deskAt();
  await desk.take('file-1', [group('a')]);
  store.failOnce(/^replace groups/, async () => {
    clock.time += 20 * MINUTE;
    await desk.flush();
    store.failOnce(/^create agenda/, new Error('crash'));
  });
  await expect(desk.take('file-2', [group('a')])).rejects.toThrow('crash');

  await desk.take('file-2', [group('a')]);
  await later(20);
  expect(told()).toEqual(['finding 1', 'more 1']);
});

test('what is held back in the last moment of an hour is told with it', async () => {
  const { desk, told, clock, later } = deskAt({ ceiling: 1 });
  clock.time = Date.parse('2026-08-03T10:00:00Z') - 1;
  await desk.take('file-1', [group('a'), group('b')]);
  await later(0);
  // The hour is over, and its slot begins.
  clock.time += 1;
  await desk.flush();
  expect(told()).toEqual(['finding 1', 'heldBack 1']);
});

test('flushes that missed their time, and two at once, tell everything once', async () => {
  const { desk, told, sent, clock, later } = deskAt();
  await desk.flush();
  await desk.take('file-1', [group('a')]);
  await desk.take('file-2', [group('a')]);
  clock.time += 26 * 60 * MINUTE;

  await Promise.all([desk.flush(), desk.flush()]);
  await desk.take('file-3', [group('a')]);
  await later(20);

  // Both of the two may have sent it, with one id.
  expect(new Set(sent.map(([, { id, count }]) => `${id} ${count}`)).size).toBe(3);
  expect(told().at(-1)).toBe('more 1');
});

/** Everything that a store was asked while two files of a group were processed, and what followed was told. */
async function requestsOfOneRun(): Promise<string[]> {
  const { desk, store, clock, later } = deskAt({ ceiling: 1 });
  clock.time += 48 * MINUTE;
  await desk.take('file-1', [group('a'), group('b')]);
  await desk.take('file-2', [group('a')]);
  for (let flush = 0; flush < 5; flush++) await later(20);
  return store.requests.filter((request) => !request.startsWith('refused'));
}

test('a file that is processed twice at once sends its alert once, and whoever does not send waits for it', async () => {
  const { desk, sent, counts } = deskAt({ ceiling: 1 });

  const merged = await Promise.all([desk.take('file-1', [group('a', 2), group('b')]), desk.take('file-1', [group('a', 2), group('b')])]);

  expect(sent).toHaveLength(1);
  expect(counts).toEqual({ AlertsSent: 1, AlertsHeldBack: 1 });
  expect(merged).toEqual([1, 1]);
});

test('an alert that another one is sending for long is not taken for sent: the message comes again', async () => {
  const { desk, store, sent, clock } = deskAt();
  await desk.take('file-1', [group('a')]);
  const [key = ''] = [...store.objects.keys()].filter((name) => name.startsWith('alerts/'));
  const [entry = '{}'] = store.texts('alerts/');
  const sending = { by: 'another', until: clock.time + 10 * MINUTE };
  store.put(key, JSON.stringify({ ...JSON.parse(entry), status: 'pending', sentTo: [], sending }));

  await expect(desk.take('file-1', [group('a')])).rejects.toThrow(/is being sent by another invocation/);
  clock.time += 10 * MINUTE;
  await desk.take('file-1', [group('a')]);

  expect(new Set(sent.map(([, { id }]) => id)).size).toBe(1);
  expect(sent).toHaveLength(2);
});

test('a crash at any request loses nothing, and repeats at most a message with the same id', async () => {
  const requests = await requestsOfOneRun();
  for (const effect of ['before', 'after'] as const) {
    for (let at = 0; at < requests.length; at++) {
      const { desk, store, sent, clock, later } = deskAt({ ceiling: 1 });
      // What follows is told in the next hour, which has a ceiling of its own.
      clock.time += 48 * MINUTE;
      let count = 0;
      const crash = () => ++count === at + 1;
      if (effect === 'before') store.failOnce({ test: crash } as unknown as RegExp, new Error('crash'));
      else store.loseAnswerOnce({ test: crash } as unknown as RegExp);
      const again = async (work: () => Promise<unknown>) => {
        await work().catch(() => work().catch(work));
      };

      await again(() => desk.take('file-1', [group('a'), group('b')]));
      await again(() => desk.take('file-2', [group('a')]));
      for (let flush = 0; flush < 8; flush++) await again(() => later(20));

      const byId = new Map(sent.map(([, alert]) => [alert.id, `${alert.kind} ${alert.count}`]));
      expect([effect, requests[at], [...byId.values()].sort()]).toEqual([effect, requests[at], ['finding 1', 'heldBack 1', 'more 1']]);
    }
  }
}, 60_000);

const step = fc.oneof(
  fc.record({
    kind: fc.constant('take' as const),
    file: fc.nat(6),
    names: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('flush' as const), minutes: fc.nat(50) }),
  fc.record({ kind: fc.constant('fault' as const), after: fc.nat(12), lost: fc.boolean() }),
  fc.record({ kind: fc.constant('refuse' as const) }),
  fc.record({ kind: fc.constant('wait' as const) }),
);

test('in any order of files, flushes, crashes and refusals, also at once, every finding is told or held back exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), fc.integer({ min: 1, max: 4 }), async (steps, ceiling) => {
      const { desk, store, sent, counts, broken, later } = deskAt({ ceiling });
      const files = new Map<string, Group[]>();
      const running: Promise<unknown>[] = [];
      for (const one of steps) {
        if (one.kind === 'take') {
          // A file has the same findings whenever it is processed.
          const file = `file-${one.file}`;
          files.set(file, files.get(file) ?? one.names.map((name) => group(name, one.count)));
          running.push(desk.take(file, files.get(file) ?? []).catch(() => undefined));
        } else if (one.kind === 'flush') running.push(later(one.minutes).catch(() => undefined));
        else if (one.kind === 'refuse') broken.push(TOPIC);
        else if (one.kind === 'wait') await Promise.all(running);
        else {
          let count = 0;
          const request = { test: () => count++ === one.after } as unknown as RegExp;
          if (one.lost) store.loseAnswerOnce(request);
          else store.failOnce(request, new Error('crash'));
        }
      }
      await Promise.all(running);
      // What failed comes again until it succeeds; then time passes.
      for (const [file, groups] of files) await until(() => desk.take(file, groups));
      for (let flush = 0; flush < 12; flush++) await until(() => later(30));

      const entries = store.texts('alerts/').map((text) => JSON.parse(text) as { status: string; alert: Alert });
      const told = entries.filter(({ alert }) => alert.kind !== 'heldBack');
      const total = [...files.values()].flat().reduce((sum, { findings }) => sum + findings.length, 0);
      expect(sum(told.map(({ alert }) => alert.count))).toBe(total);
      expect(entries.filter(({ status }) => status === 'pending')).toEqual([]);
      expect(sum(entries.flatMap(({ alert }) => (alert.kind === 'heldBack' ? alert.count : [])))).toBe(
        told.filter(({ status }) => status === 'held').length,
      );
      expect(new Set(sent.map(([, { id }]) => id)).size).toBe(entries.filter(({ status }) => status === 'sent').length);
      // What was done and not counted, or counted twice, is what a request without an answer makes of it: at most one alert each.
      const lost = steps.filter((one) => one.kind === 'fault' && one.lost).length;
      expect(Math.abs(Number(counts.AlertsSent) - entries.filter(({ status }) => status === 'sent').length)).toBeLessThanOrEqual(lost);
      expect(Math.abs(Number(counts.AlertsHeldBack) - told.filter(({ status }) => status === 'held').length)).toBeLessThanOrEqual(lost);
    }),
    { numRuns: 80 },
  );
}, 60_000);

async function until(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt++) {
    try {
      await work();
      return;
    } catch {
      // As the queue and the schedule do: again.
    }
  }
  throw new Error('it never succeeds');
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
