import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isoOf, type AlertRule, type Camera } from '@vialog/contracts';
import { changeRule } from '../rules/change-rule.ts';
import { backTest } from './back-test.ts';
import {
  aWatchedCamera,
  cameraIdOf,
  recordOf,
  RuleWorld,
  siteId,
  slotMs,
  start,
} from './rule-world.fixture.ts';

let world: RuleWorld;
beforeEach(() => {
  world = new RuleWorld([aWatchedCamera(1), aWatchedCamera(2)]);
});

const minute = (slots: number): string => isoOf(start + slots * slotMs);

/** Stores one record per slot of a camera and evaluates them. `g`: a gap. */
async function counted(cars: string, camera = 1): Promise<void> {
  const contents = cars.split(' ').map((text) => (text === 'g' ? 'gap' : Number(text)));
  world.setClock(start + contents.length * slotMs);
  await world.events.append(contents.map((content, slot) => recordOf(camera, slot, content)));
}

async function alertsOf(rule: Partial<AlertRule>, cars: string): Promise<readonly string[]> {
  await world.rule({ q: 'car>=10', ...rule });
  await counted(cars);
  await world.process().run();
  expect(world.errors).toEqual([]);
  const slotOf = (at: string | undefined) => (at === undefined ? '' : (Date.parse(at) - start) / slotMs);
  return (await world.raised()).map(({ raisedAt, closedAt }) => `${slotOf(raisedAt)}-${slotOf(closedAt)}`);
}

describe('the slots that raise and close an alert', () => {
  test.each<[string, Partial<AlertRule>, string, readonly string[]]>([
    ['the first slot raises and the first other slot closes', {}, '9 10 11 9 9', ['2-4']],
    ['the minimum duration ignores shorter peaks', { minDurationMs: 2 * slotMs }, '10 9 10 10 10 9', ['4-6']],
    ['`for:` in the line is a minimum duration', { q: 'car>=10 for:2m' }, '10 9 10 10 10 9', ['4-6']],
    [
      'an alert stays open until the condition fails long enough',
      { clearAfterMs: 2 * slotMs },
      '10 9 10 9 9',
      ['1-5'],
    ],
    ['hysteresis keeps an alert open within its distance', { hysteresis: 2 }, '10 8 9 7 9', ['1-4']],
    [
      'hysteresis moves the limit of a negated condition the other way',
      { q: '-car<10', hysteresis: 2 },
      '10 8 7',
      ['1-3'],
    ],
    [
      'no other alert is raised during the cool-down',
      { cooldownMs: 3 * slotMs },
      '10 9 10 9 9 9 10',
      ['1-2', '7-'],
    ],
    [
      'an alert follows the cool-down if the condition still holds',
      { cooldownMs: 3 * slotMs },
      '10 9 10 10 10 10',
      ['1-2', '5-'],
    ],
    ['a gap changes nothing with `hold`', { minDurationMs: 2 * slotMs }, '10 g 10 g 9', ['3-5']],
    ['a gap closes with `clear`', { onMissing: 'clear' }, '10 g 10', ['1-2', '3-']],
    ['a gap raises with `raise`', { q: 'car>=10 camera:"Camera 1"', onMissing: 'raise' }, '9 g 9', ['2-3']],
    ['a rule for gaps observes them', { q: 'reason:offline' }, '9 g g 9', ['2-4']],
    ['the time window of the line is ignored', { q: 'car>=10 last:1m' }, '10 9 9 9', ['1-2']],
  ])('%s', async (_title, rule, cars, expected) => {
    expect(await alertsOf(rule, cars)).toEqual(expected);
  });
});

test('a schedule closes an alert at its end, in the local time of the camera', async () => {
  // 10:00 UTC is 18:00 in Shanghai, a Tuesday.
  const schedule = { days: ['tue' as const], from: '18:01', to: '18:03' };
  expect(await alertsOf({ schedule }, '10 10 10 10 10')).toEqual(['2-4']);
  expect(await world.raised()).toMatchObject([{ closeReason: 'not_watched' }]);
});

test('a rule by site has one alert while the condition holds in any of its zones', async () => {
  await world.rule({ q: 'car>=10', groupBy: 'site' });
  await counted('10 10 9 9 9', 1);
  await counted('9 10 10 10 9', 2);
  await world.process().run();
  expect(await world.raised()).toEqual([
    {
      place: { siteId },
      sinceAt: minute(0),
      raisedAt: minute(1),
      closedAt: minute(5),
      closeReason: 'cleared',
    },
  ]);
});

test('the alert of a paused camera is closed, because nothing is measured any more', async () => {
  await world.rule({ q: 'car>=10' });
  await counted('10 10');
  const process = world.process();
  await process.run();
  const paused: Camera = {
    ...aWatchedCamera(1),
    version: 2,
    lifecycle: 'paused',
    validFromAt: minute(3),
  };
  world.cameras = [...world.cameras, paused];
  world.setClock(start + 4 * slotMs);
  await world.events.append([recordOf(1, 2, 10)]);
  await process.run();
  expect(await world.raised()).toMatchObject([{ closedAt: minute(3), closeReason: 'not_watched' }]);
});

test('the alert of a camera that was paused while no process ran for two days is closed', async () => {
  await world.rule({ q: 'car>=10' });
  await counted('10 10');
  await world.process().run();
  const paused: Camera = { ...aWatchedCamera(1), version: 2, lifecycle: 'paused', validFromAt: minute(3) };
  world.cameras = [...world.cameras, paused];
  world.setClock(start + 48 * 3_600_000);
  await world.process().run();
  expect(await world.raised()).toMatchObject([{ closedAt: minute(3), closeReason: 'not_watched' }]);
  const commits = jest.spyOn(world.alerts, 'commit');
  world.setClock(start + 49 * 3_600_000);
  world.cameras = world.cameras.filter(({ cameraId }) => cameraId === cameraIdOf(1));
  await world.process().run();
  expect(commits).not.toHaveBeenCalled();
});

test('a rule continues with the next slots after a clock that was a day ahead is set back', async () => {
  await world.rule({ q: 'car>=10', onMissing: 'clear' });
  world.setClock(start + 24 * 3_600_000);
  const process = world.process();
  await process.run();
  await counted('9 9 10 10');
  await process.run();
  await counted('9 9 10 10 10 10');
  await process.run();
  expect(await world.raised()).toMatchObject([{ raisedAt: minute(5) }]);
});

describe('a rule that watches many zones', () => {
  const many = 200;
  const hourMs = 3_600_000;
  const cameras = Array.from({ length: many }, (_, i) => aWatchedCamera(i + 1));

  test('evaluates the slots of an hour of one zone and the shorter ones of the others', async () => {
    const [hourly, ...others] = cameras as [Camera, ...Camera[]];
    const zones = hourly.zones.map((zone) => ({ ...zone, slotMs: hourMs }));
    world = new RuleWorld([{ ...hourly, zones }, ...others]);
    await world.rule({ q: 'car>=10', onMissing: 'clear' });
    const record = { ...recordOf(1, 0, 10), slotMs: hourMs };
    const process = world.process();
    for (const [slots, counted] of [
      [70, record],
      [95, recordOf(2, 90, 10)],
    ] as const) {
      world.setClock(start + slots * slotMs);
      await world.events.append([counted]);
      await process.run();
    }
    expect((await world.raised()).map(({ raisedAt }) => raisedAt).sort()).toEqual([minute(60), minute(91)]);
  });

  test('a zone without records does not delay the late records of another one', async () => {
    world = new RuleWorld(cameras);
    await world.rule({ q: 'car>=10' });
    const process = world.process();
    world.setClock(start + 200 * slotMs);
    await world.events.append(Array.from({ length: 200 }, (_, slot) => recordOf(2, slot, 9)));
    await process.run();
    world.setClock(start + 210 * slotMs);
    await world.events.append([recordOf(2, 200, 10)]);
    await process.run();
    expect(await world.raised()).toMatchObject([{ raisedAt: minute(201) }]);
  });
});

test.each<[string, (rule: AlertRule) => Promise<unknown>]>([
  [
    'changed',
    (rule) =>
      changeRule({ alertRules: world.alertRules, events: world.ports }, rule.ruleId, { q: 'car>=11' }),
  ],
  ['switched off', (rule) => world.alertRules.replace(rule, { ...rule, isOn: false })],
  ['deleted', (rule) => world.alertRules.remove(rule.ruleId)],
])('the alerts of a rule that is %s are closed', async (_how, change) => {
  const rule = await world.rule({ q: 'car>=10' });
  await counted('10 10');
  const process = world.process();
  await process.run();
  await change(rule);
  await process.run();
  expect(await world.raised()).toMatchObject([{ raisedAt: minute(1), closeReason: 'rule_changed' }]);
});

test('an alert that is raised while its rule is muted is marked', async () => {
  await world.rule({ q: 'car>=10', mutedUntilAt: minute(60) });
  await counted('10');
  await world.process().run();
  expect(await world.alerts.list({ limit: 9 })).toMatchObject([{ muted: true, state: 'open' }]);
});

test('of two processes only the holder of the lease evaluates', async () => {
  await world.rule({ q: 'car>=10' });
  await counted('10 9 10');
  const [one, two] = [world.process(), world.process()];
  await Promise.all([one.run(), two.run()]);
  await two.run();
  expect(await world.raised()).toHaveLength(2);
  expect(await world.alerts.newestSequence()).toBe(3);
});

test('a process that lost its lease while it evaluated writes nothing', async () => {
  await world.rule({ q: 'car>=10' });
  await counted('10');
  const search = world.events.search.bind(world.events);
  world.events.search = async (...request) => {
    world.setClock(start + 10 * slotMs);
    await world.alerts.takeLease({ holder: 'another', now: start + 10 * slotMs, ttlMs: 1 });
    return search(...request);
  };
  await world.process().run();
  expect(await world.raised()).toEqual([]);
  expect(await world.alerts.evaluatedRules()).toEqual([]);
});

test('a run over many rules that lasts longer than the lease keeps it, so that the last rules are evaluated, too', async () => {
  for (const ruleId of ['rule0000000a', 'rule0000000b', 'rule0000000c', 'rule0000000d'])
    await world.rule({ ruleId, q: 'car>=10' });
  await counted('10');
  const [slow, other] = [world.process(), world.process()];
  const search = world.events.search.bind(world.events);
  world.events.search = async (...request) => {
    const now = world.clock.now() + 20_000;
    world.setClock(now);
    await world.alerts.takeLease({ holder: 'another', now, ttlMs: 30_000 });
    return search(...request);
  };
  await slow.run();
  await other.run();
  expect(await world.alerts.evaluatedRules()).toHaveLength(4);
  expect(await world.raised()).toHaveLength(4);
});

test('a rule that cannot be evaluated is reported, and the others continue', async () => {
  await world.rule({ ruleId: 'bad000000000', q: 'site:gone' });
  await world.rule({ q: 'car>=10' });
  await counted('10');
  await world.process().run();
  expect(world.errors).toMatchObject([{ code: 'QUERY_UNKNOWN_NAME' }]);
  expect(await world.raised()).toHaveLength(1);
});

test('an error of a rule is reported once, and again when it changes or returns', async () => {
  const unknown = await world.rule({ q: 'site:gone' });
  const process = world.process();
  const changeTo = async (q: string) => {
    const before = (await world.alertRules.byId(unknown.ruleId)) as AlertRule;
    await world.alertRules.replace(before, { ...before, q, revision: before.revision + 1 });
    for (let run = 0; run < 3; run += 1) await process.run();
  };
  for (const q of ['site:gone', 'site:lost', 'car>=10', 'site:lost']) await changeTo(q);
  expect(world.errors.map(String)).toEqual([
    expect.stringMatching(/gone/),
    expect.stringMatching(/lost/),
    expect.stringMatching(/lost/),
  ]);
});

test('a back-test gives the alerts that the rule would have raised', async () => {
  const cars = '9 10 11 g 10 9 9 10 10 9 12 9';
  const rule = {
    name: 'Full',
    minDurationMs: 2 * slotMs,
    cooldownMs: slotMs,
    hysteresis: 0,
    clearAfterMs: 0,
  };
  const settings = {
    ...rule,
    q: 'car>=10',
    groupBy: 'camera',
    onMissing: 'hold',
    isOn: true,
    schedule: null,
  } as const;
  await alertsOf(settings, cars);
  const tested = await backTest(world.ports, { rule: settings, days: 1 });
  const raised = (await world.raised()).map(({ closeReason: _, ...alert }) => alert);
  expect(tested).toMatchObject({ zones: 2, fired: 2, measured: 11 });
  expect(tested.items.toReversed()).toEqual(raised);
  expect(raised[0]?.place).toEqual({ cameraId: cameraIdOf(1) });
});

test('a hysteresis needs exactly one compared number', async () => {
  const rule = { name: 'x', q: 'car>=10 truck>=2', hysteresis: 1 } as const;
  const input = {
    ...rule,
    minDurationMs: 0,
    clearAfterMs: 0,
    cooldownMs: 0,
    schedule: null,
    groupBy: 'zone',
    onMissing: 'hold',
    isOn: true,
  } as const;
  await expect(backTest(world.ports, { rule: input, days: 1 })).rejects.toMatchObject({
    details: [{ path: 'hysteresis', message: expect.stringMatching(/found car, truck/) }],
  });
});
