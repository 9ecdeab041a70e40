import { noSpecialDays } from '@vialog/calendars';
import { camera, isoOf, type Alert, type AlertRule, type Camera, type CountEvent } from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import { gap, measured, SetClock, type PlaceFacts } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { InMemoryHandCounts, InMemorySetCounts } from '@vialog/registry/conformance';
import { InMemoryAlerts } from '../alerts/alert-store.fake.ts';
import { anAlertRule } from '../rules/alert-rule-store.conformance.ts';
import { InMemoryAlertRules } from '../rules/alert-rule-store.fake.ts';
import { RuleEvaluator } from './rule-evaluator.ts';

export const start = Date.parse('2026-03-31T10:00:00.000Z');
export const slotMs = 60_000;
export const latenessMs = 120_000;
export const siteId = 'site00000001';

/** An active camera with one area zone of a site, from one hour before the start. */
export function aWatchedCamera(n: number, changes: Partial<Camera> = {}): Camera {
  return camera.parse({
    cameraId: cameraIdOf(n),
    version: 1,
    validFromAt: isoOf(start - 3_600_000),
    createdAt: isoOf(start - 3_600_000),
    lifecycle: 'active',
    name: `Camera ${n}`,
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
        classes: ['car', 'bus', 'truck'],
        slotMs,
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      },
    ],
    ...changes,
  });
}

export const cameraIdOf = (n: number): string => `cam${String(n).padStart(9, '0')}`;

const placeOf = (n: number): PlaceFacts => ({
  cameraId: cameraIdOf(n),
  cameraVersion: 1,
  zoneId: 'view',
  zoneKind: 'area',
  zoneRole: 'main',
  siteId,
  slotMs,
  position: [112.2, 31.03],
  timeZone: 'Asia/Shanghai',
});

/** The record of a slot: a number of cars, or a gap. */
export const recordOf = (n: number, slot: number, cars: number | 'gap'): CountEvent =>
  cars === 'gap'
    ? gap(start + slot * slotMs, { place: placeOf(n), slots: 1, reason: 'offline' })
    : measured(start + slot * slotMs, { car: cars }, placeOf(n));

/** Stores, a clock and processes that evaluate rules. */
export class RuleWorld {
  readonly clock = new SetClock(isoOf(start));
  readonly events = new InMemoryEventStore(this.clock);
  readonly alertRules = new InMemoryAlertRules();
  readonly alerts = new InMemoryAlerts();
  readonly errors: unknown[] = [];
  readonly ports: EventPorts;
  cameras: readonly Camera[];
  #processes = 0;

  constructor(cameras: readonly Camera[]) {
    this.cameras = cameras;
    this.ports = {
      events: this.events,
      trends: this.events,
      cameras: { versions: () => Promise.resolve(this.cameras) },
      sites: { sites: () => Promise.resolve([]) },
      setCounts: new InMemorySetCounts(),
      handCounts: new InMemoryHandCounts(),
      clock: this.clock,
      specialDays: noSpecialDays,
      latenessMs,
    };
  }

  async rule(changes: Partial<AlertRule>): Promise<AlertRule> {
    const rule = anAlertRule('r', { schedule: null, watchedFromAt: isoOf(start), ...changes });
    await this.alertRules.add(rule);
    return rule;
  }

  /** A process that has just started. */
  process(): RuleEvaluator {
    const { ports: events, alertRules, alerts, clock } = this;
    this.#processes += 1;
    return new RuleEvaluator({
      events,
      alertRules,
      alerts,
      clock,
      holder: `process ${this.#processes}`,
      onError: (error) => this.errors.push(error),
    });
  }

  setClock(ms: number): void {
    this.clock.set(isoOf(ms));
  }

  /** What was raised and closed, oldest first, without what differs between processes. */
  async raised(): Promise<
    readonly Pick<Alert, 'place' | 'sinceAt' | 'raisedAt' | 'closedAt' | 'closeReason'>[]
  > {
    const alerts = await this.alerts.list({ limit: 1000 });
    return alerts
      .toReversed()
      .map(({ place, sinceAt, raisedAt, closedAt, closeReason }) => ({
        place,
        sinceAt,
        raisedAt,
        closedAt,
        closeReason,
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
}
