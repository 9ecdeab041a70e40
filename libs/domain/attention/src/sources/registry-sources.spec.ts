import { describe, expect, test } from '@jest/globals';
import { camera, isoOf, type Camera, type CameraHealth } from '@vialog/contracts';
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
  const cameras = [cameraOf(1), cameraOf(2)];
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
  const readAfter = async (measuredSlots: readonly [first: number, second: number]) => {
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
        examples: [{ name: 'Camera 1' }, { name: 'Camera 1' }],
      },
    ]);
  });

  test('a rule that names an unknown place is a finding while it is switched on', async () => {
    const { ports: events } = eventsOf([cameraOf(1)]);
    const alertRules = new InMemoryAlertRules();
    await alertRules.add(anAlertRule('a', { isOn: true, q: 'camera:"No such camera" car>=1' }));
    const sites = events.sites;
    const source = alertSource({
      alertRules,
      alerts: new InMemoryAlerts(),
      events,
      cameras: registryOf([]),
      sites,
    });
    expect((await source.read()).found).toMatchObject([{ code: 'rule_not_evaluated', severity: 'warning' }]);
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
