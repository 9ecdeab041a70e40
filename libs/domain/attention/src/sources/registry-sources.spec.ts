import { describe, expect, test } from '@jest/globals';
import { camera, isoOf, type Camera, type CameraHealth, type Site } from '@vialog/contracts';
import { noSpecialDays } from '@vialog/calendars';
import { InMemoryAlertRules, InMemoryAlerts, anAlert, anAlertRule } from '@vialog/alerting/conformance';
import type { EventPorts } from '@vialog/events';
import { measured, SetClock } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import type { CameraReadModel } from '@vialog/registry';
import { InMemoryHandCounts, InMemorySetCounts } from '@vialog/registry/conformance';
import { alertSource } from './alert-source.ts';
import { cameraSource } from './camera-source.ts';
import { coverageSource } from './coverage-source.ts';
import { placeSource } from './place-source.ts';

const start = Date.parse('2026-03-31T10:00:00.000Z');
const siteId = 'site00000001';
const slotMs = 60_000;
const idOf = (n: number): string => `cam${String(n).padStart(9, '0')}`;
const corners = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const firstCamera = camera.parse({
  cameraId: idOf(1),
  version: 1,
  validFromAt: isoOf(start - 7_200_000),
  createdAt: isoOf(start - 7_200_000),
  lifecycle: 'active',
  name: 'Camera 1',
  position: [112.2, 31.03],
  timeZone: 'Asia/Shanghai',
  stream: { url: 'synthetic:lot?seed=7' },
  streamKind: 'synthetic',
  zones: [
    {
      zoneId: 'view',
      name: 'view',
      kind: 'area',
      role: 'main',
      siteId,
      slotMs,
      classes: ['car'],
      polygon: corners,
    },
  ],
});
const cameraOf = (n: number, lifecycle: Camera['lifecycle'] = 'active'): Camera => ({
  ...firstCamera,
  cameraId: idOf(n),
  name: `Camera ${n}`,
  lifecycle,
});
const registryOf = (cameras: readonly Camera[]) =>
  ({
    entries: () => cameras.map((one) => ({ camera: one })),
    newest: () => cameras,
  }) as unknown as CameraReadModel;

function eventsOf(cameras: readonly Camera[], now = start): { ports: EventPorts; store: InMemoryEventStore } {
  const clock = new SetClock(isoOf(now));
  const store = new InMemoryEventStore(clock);
  const ports: EventPorts = {
    events: store,
    trends: store,
    cameras: { versions: () => Promise.resolve(cameras) },
    sites: { sites: () => Promise.resolve([]) },
    setCounts: new InMemorySetCounts(),
    handCounts: new InMemoryHandCounts(),
    specialDays: noSpecialDays,
    clock,
    latenessMs: 0,
  };
  return { ports, store };
}

describe('cameras', () => {
  const health = (state: CameraHealth['state'], reason: string | undefined, minutes: number) =>
    ({ v: 1, state, reason, changedAt: isoOf(start - minutes * 60_000) }) as unknown as CameraHealth;
  const read = (healthOf: (n: number) => CameraHealth, cameras: readonly Camera[]) =>
    cameraSource({
      clock: { now: () => start },
      cameras: registryOf(cameras),
      healthOf: ({ cameraId }) => healthOf(Number(cameraId.slice(3))),
    }).read();

  test('20,000 cameras are a few findings with their numbers and the first examples', async () => {
    const cameras = Array.from({ length: 20_000 }, (_, n) => cameraOf(n));
    const { found, checked } = await read((n) => {
      if (n % 4 === 0) return health('offline', 'offline', n / 4);
      if (n % 4 === 1) return health('degraded', 'moved', 5);
      return health('online', undefined, 5);
    }, cameras);
    expect(checked).toBe(20_000);
    expect(found.map((one) => [one.code, one.severity, one.count, one.params])).toEqual([
      ['camera_not_measured', 'warning', 5_000, { state: 'offline', reason: 'offline' }],
      ['camera_doubtful', 'notice', 5_000, { state: 'degraded', reason: 'moved' }],
    ]);
    expect(found[0]?.examples.map(({ name }) => name)).toEqual(
      [19_996, 19_992, 19_988, 19_984, 19_980].map((n) => `Camera ${n}`),
    );
    expect(found[0]?.sinceAt).toBe(isoOf(start - 4_999 * 60_000));
    expect(JSON.stringify(found).length).toBeLessThan(3_000);
  });

  test('a camera that has been starting for five minutes is not measured; paused cameras are not a finding', async () => {
    const cameras = [cameraOf(1), cameraOf(2), cameraOf(3, 'paused')];
    const { found, checked } = await read((n) => health('starting', undefined, n === 1 ? 5 : 4), cameras);
    expect(checked).toBe(2);
    expect(found).toMatchObject([
      { code: 'camera_not_measured', params: { state: 'starting' }, examples: [{ cameraId: idOf(1) }] },
    ]);
  });
});

describe('coverage', () => {
  const twoCameras = [cameraOf(1), cameraOf(2)];
  const place = (n: number) => ({
    cameraId: idOf(n),
    cameraVersion: 1,
    zoneId: 'view',
    zoneKind: 'area' as const,
    zoneRole: 'main' as const,
    siteId,
    slotMs,
    position: [112.2, 31.03] as [number, number],
    timeZone: 'Asia/Shanghai',
  });
  const readAfter = async (measuredSlots: readonly number[], cameras = twoCameras) => {
    const { ports, store } = eventsOf(cameras);
    const records = measuredSlots.flatMap((slots, i) =>
      Array.from({ length: slots }, (_, slot) =>
        measured(start - 3_600_000 + slot * slotMs, { car: 1 }, place(i + 1)),
      ),
    );
    if (records.length > 0) await store.append(records);
    return coverageSource({ events: ports, cameras: registryOf(cameras) }).read();
  };

  test('an hour that was measured completely is not a finding', async () => {
    expect(await readAfter([60, 60])).toEqual({ found: [], checked: 120 });
  });

  test('low coverage of the last hour says how much is missing and names the cameras with the lowest', async () => {
    const { found } = await readAfter([60, 15]);
    expect(found).toMatchObject([
      {
        code: 'coverage_low',
        severity: 'warning',
        count: 1,
        params: { coverage: 0.625, missing: 45, to: isoOf(start) },
        examples: [{ name: 'Camera 2', params: { coverage: 0.25 } }],
      },
    ]);
    expect((await readAfter([60, 50])).found).toMatchObject([{ severity: 'notice', examples: [] }]);
  });

  test('one camera with low coverage is a finding although that of all cameras is high', async () => {
    const many = Array.from({ length: 20 }, (_, n) => cameraOf(n + 1));
    const found = await readAfter([...Array.from({ length: 19 }, () => 60), 30], many);
    expect(found).toMatchObject({
      found: [{ severity: 'notice', count: 1, params: { missing: 30 }, examples: [{ name: 'Camera 20' }] }],
    });
  });

  test('coverage is read again when the slots of the last quarter hour are decided', () => {
    const { ports } = eventsOf([]);
    const { staleBefore } = coverageSource({
      events: { ...ports, latenessMs: 30_000 },
      cameras: registryOf([]),
    });
    const decided = start + 30_000;
    expect([decided - 1, decided].map(staleBefore)).toEqual([decided - 900_000, decided]);
  });
});

describe('places', () => {
  const hour = 3_600_000;
  const week = 168 * hour;
  const place = {
    cameraId: idOf(1),
    cameraVersion: 1,
    zoneId: 'view',
    zoneKind: 'area' as const,
    zoneRole: 'main' as const,
    siteId,
    slotMs,
    position: [112.2, 31.03] as [number, number],
    timeZone: 'Asia/Shanghai',
  };
  const site: Site = {
    siteId,
    name: 'North Lot',
    kind: 'parking_lot',
    position: [112.2, 31.03],
    address: '',
    timeZone: 'Asia/Shanghai',
    createdAt: isoOf(start),
  };
  const hourOf = (from: number, count: number) =>
    Array.from({ length: 60 }, (_, slot) => measured(from + slot * slotMs, { car: count }, place));

  /** A site whose hours, one after the other, have these numbers of cars, and 20 to 24 in the weeks before. */
  async function findingsOf(...hours: readonly number[]) {
    const watched = { ...firstCamera, validFromAt: isoOf(start - 100 * 24 * hour) };
    const { ports, store } = eventsOf([watched]);
    const clock = ports.clock as SetClock;
    const source = placeSource({ ...ports, sites: { sites: () => Promise.resolve([site]) } });
    const measure = async (from: number, count: number) => {
      clock.set(isoOf(from + hour));
      await store.append(hourOf(from, count));
    };
    const findings = [];
    for (const [i, count] of hours.entries()) {
      const from = start + i * hour;
      for (let weeks = 13; weeks >= 1; weeks -= 1) await measure(from - weeks * week, 20 + (weeks % 5));
      await measure(from, count);
      findings.push((await source.read()).found);
    }
    return findings;
  }

  test('a site that stays far from its usual level is a finding since the first of these hours', async () => {
    const [first, second, third, fourth] = await findingsOf(60, 60, 2, 22);
    const above = { code: 'place_above_usual', severity: 'warning', count: 1, sinceAt: isoOf(start) };
    expect(first).toMatchObject([
      {
        ...above,
        examples: [{ name: 'North Lot', siteId, sinceAt: isoOf(start), params: { value: 60, median: 22 } }],
      },
    ]);
    expect(second).toMatchObject([above]);
    expect(third).toMatchObject([
      { code: 'place_below_usual', sinceAt: isoOf(start + 2 * hour), examples: [{ params: { value: 2 } }] },
    ]);
    expect(fourth).toEqual([]);
  });

  test('sites are judged again when the last hour has ended and its late records have arrived', () => {
    const { ports } = eventsOf([]);
    const { staleBefore } = placeSource({ ...ports, latenessMs: 30_000 });
    const decided = start + 30_000;
    expect([decided - 1, decided, decided + hour - 1].map(staleBefore)).toEqual([
      decided - hour,
      decided,
      decided,
    ]);
  });
});

describe('alerts', () => {
  test('alerts that are open are one finding per rule; acknowledged, closed and muted ones are not', async () => {
    const { ports: events } = eventsOf([cameraOf(1)]);
    const [alertRules, alerts] = [new InMemoryAlertRules(), new InMemoryAlerts()];
    const rule = anAlertRule('a', { isOn: true });
    await alertRules.add(rule);
    const token = await alerts.takeLease({ holder: 'test', now: start, ttlMs: 60_000 });
    const of = (n: number, changes: object) => ({
      ...anAlert(String(n)),
      ruleId: rule.ruleId,
      ruleName: 'Too full',
      place: { cameraId: idOf(1) },
      sinceAt: isoOf(start - n * 60_000),
      raisedAt: isoOf(start - n * 60_000),
      ...changes,
    });
    await alerts.commit({
      token: token ?? 0,
      ruleId: rule.ruleId,
      next: undefined,
      raised: [of(1, {}), of(2, {}), of(3, { state: 'acknowledged' }), of(4, { muted: true })],
      closed: [],
    });
    const source = alertSource({
      alertRules,
      alerts,
      events,
      cameras: registryOf([cameraOf(1)]),
      sites: events.sites,
    });
    const { found, checked } = await source.read();
    expect(checked).toBe(1);
    expect(found).toMatchObject([
      {
        code: 'alert_open',
        severity: 'critical',
        count: 2,
        params: { rule: 'Too full' },
        sinceAt: isoOf(start - 120_000),
        isCountMinimum: false,
        // The oldest first.
        examples: [
          { name: 'Camera 1', sinceAt: isoOf(start - 120_000) },
          { name: 'Camera 1', sinceAt: isoOf(start - 60_000) },
        ],
      },
    ]);
  });

  test('the number of alerts is a minimum when more may be open', async () => {
    const { ports: events } = eventsOf([cameraOf(1)]);
    const open = Array.from({ length: 1_000 }, (_, n) => ({ ...anAlert(String(n)), ruleId: 'rule00000001' }));
    class ManyAlerts extends InMemoryAlerts {
      override list() {
        return Promise.resolve(open);
      }
    }
    const source = alertSource({
      alertRules: new InMemoryAlertRules(),
      alerts: new ManyAlerts(),
      events,
      cameras: registryOf([cameraOf(1)]),
      sites: events.sites,
    });
    const { found } = await source.read();
    expect(found.map(({ count, isCountMinimum }) => [count, isCountMinimum])).toEqual([[1_000, true]]);
    expect(found[0]?.examples).toHaveLength(5);
  });

  test('a rule that names an unknown place is a finding while it is switched on', async () => {
    const { ports: events } = eventsOf([cameraOf(1)]);
    const alertRules = new InMemoryAlertRules();
    const q = 'camera:"No such camera" car>=1';
    await alertRules.add(anAlertRule('a', { isOn: true, q }));
    await alertRules.add(anAlertRule('b', { isOn: false, q }));
    const sites = events.sites;
    const source = alertSource({
      alertRules,
      alerts: new InMemoryAlerts(),
      events,
      cameras: registryOf([]),
      sites,
    });
    expect((await source.read()).found).toMatchObject([{ code: 'rule_not_evaluated', severity: 'warning' }]);
    expect((await source.read()).checked).toBe(1);
  });

  test('rules are read again after a minute, alerts at every reading', async () => {
    const { ports: events } = eventsOf([cameraOf(1)]);
    const clock = new SetClock(isoOf(start));
    const alertRules = new InMemoryAlertRules();
    const source = alertSource({
      alertRules,
      alerts: new InMemoryAlerts(),
      events: { ...events, clock },
      cameras: registryOf([]),
      sites: events.sites,
    });
    const checkedAt = async (ms: number) => {
      clock.set(isoOf(start + ms));
      return (await source.read()).checked;
    };
    expect(await checkedAt(0)).toBe(0);
    await alertRules.add(anAlertRule('a', { isOn: true }));
    expect(await checkedAt(59_000)).toBe(0);
    expect(await checkedAt(60_000)).toBe(1);
  });
});
