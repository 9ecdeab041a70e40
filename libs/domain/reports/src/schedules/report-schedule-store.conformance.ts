import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertChannelStore, AlertStore } from '@vialog/alerting';
import { aChannel } from '@vialog/alerting/conformance';
import { epochOf, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';

export interface ReportSchedulesUnderTest {
  readonly reportSchedules: ReportScheduleStore;
  readonly alertChannels: AlertChannelStore;
  readonly alerts: AlertStore;
  close(): Promise<void>;
}

/** Tests for every store of schedules of reports. */
export function reportScheduleStoreConformance(
  name: string,
  open: () => Promise<ReportSchedulesUnderTest>,
): void {
  describe(`schedules of reports: ${name}`, () => {
    let opened: ReportSchedulesUnderTest;
    let store: ReportScheduleStore;
    let token: number;
    const [a, b] = [aSchedule('a'), aSchedule('b', { createdAt: '2026-03-02T09:00:00.000Z' })];
    const runsOf = async (filter: { limit: number; before?: number }) =>
      (await store.runs({ scheduleId: a.scheduleId, ...filter })).map(({ runId }) => runId);
    beforeEach(async () => {
      opened = await open();
      store = opened.reportSchedules;
      for (const schedule of [b, a]) await store.add(schedule);
      token = (await store.takeLease({ holder: 'one', now: 0, ttlMs: 10 })) ?? NaN;
    });
    afterEach(() => opened.close());

    test('schedules are listed in the order of their creation, and removed with their runs', async () => {
      expect(await store.list()).toEqual([a, b]);
      const run = aRun(a, 1);
      expect(await store.putRun({ token, run })).toBe(true);
      expect(await store.remove(a.scheduleId)).toBe(true);
      expect(await store.remove(a.scheduleId)).toBe(false);
      expect(await store.list()).toEqual([b]);
      expect(await store.run(run.runId)).toBeUndefined();
      expect(await store.putRun({ token, run })).toBe(false);
    });

    test('a run is replaced, and runs are listed last due first in pages', async () => {
      const [first, second, third] = [aRun(a, 1), aRun(a, 2), aRun(a, 3)];
      for (const run of [second, first, third, aRun(b, 9)]) await store.putRun({ token, run });
      const written: ReportRun = { ...second, state: 'written', endedAt: second.dueAt };
      await store.putRun({ token, run: written });
      expect(await store.run(second.runId)).toEqual(written);
      expect(await runsOf({ limit: 2 })).toEqual([third.runId, second.runId]);
      expect(await runsOf({ limit: 9, before: epochOf(second.dueAt) })).toEqual([first.runId]);
      expect(await store.removeRun({ token, runId: third.runId })).toBe(true);
      expect(await store.removeRun({ token, runId: third.runId })).toBe(false);
      expect(await runsOf({ limit: 9 })).toEqual([second.runId, first.runId]);
    });

    test('a schedule is replaced only as it was read', async () => {
      const changed = { ...a, name: 'Parking', isOn: false, channelId: 'channel00001', formats: [] };
      expect(await store.replace(a, changed)).toBe(true);
      expect(await store.list()).toEqual([changed, b]);
      expect(await store.replace(a, { ...a, name: 'Late' })).toBe(false);
      const unknown = aSchedule('c');
      expect(await store.replace(unknown, unknown)).toBe(false);
      expect(await store.list()).toEqual([changed, b]);
    });

    test('a requested run is added once, without a lease, and not without its schedule', async () => {
      const run: ReportRun = { ...aRun(a, 1), isManual: true };
      await store.releaseLease('one');
      expect(await store.requestRun(run)).toBe(true);
      expect(await store.requestRun({ ...run, attempts: 3 })).toBe(false);
      expect(await store.run(run.runId)).toEqual(run);
      expect(await store.requestRun(aRun(aSchedule('c'), 1))).toBe(false);
    });

    describe('events', () => {
      const { channel, ...stored } = aChannel('a');
      const { channelId } = channel;
      const run: ReportRun = { ...aRun(a, 1), state: 'written', channelId };
      const eventOf = ({ runId }: ReportRun) => ({
        delivery: {
          eventId: `${runId}-written`,
          type: 'vialog.v1.report.written',
          runId,
          state: 'pending' as const,
          attempts: 0,
          queuedAt: a.createdAt,
        },
        body: `{"id":"${runId}"}`,
      });
      const queued = async () =>
        (await opened.alertChannels.deliveries({ channelId, limit: 9 })).map(({ delivery }) => delivery);
      beforeEach(() => opened.alertChannels.add({ channel, ...stored }));

      test('the event of a run is queued with the run, once, after those of alerts', async () => {
        const alertToken = (await opened.alerts.takeLease({ holder: 'x', now: 0, ttlMs: 10 })) ?? NaN;
        const { runId, ...alertDelivery } = eventOf(run).delivery;
        const alert = { ...alertDelivery, eventId: '1-raised', alertId: 'alert0000001' };
        await opened.alertChannels.queue({
          token: alertToken,
          channelId,
          position: 1,
          deliveries: [{ delivery: alert, body: '{}' }],
        });
        expect(await store.putRun({ token, run, event: eventOf(run) })).toBe(true);
        expect(await store.putRun({ token, run, event: eventOf(run) })).toBe(true);
        expect(await queued()).toEqual([eventOf(run).delivery, alert]);
        expect(await opened.alertChannels.ofRuns([runId, 'x'])).toEqual(
          new Map([[runId, { channelId, delivery: eventOf(run).delivery }]]),
        );
        expect(await opened.alertChannels.ofRuns([])).toEqual(new Map());
      });

      test('a run without a channel, with a deleted one, or of a later holder queues no event', async () => {
        const none: ReportRun = { ...aRun(a, 2), channelId: null };
        expect(await store.putRun({ token, run: none, event: eventOf(none) })).toBe(true);
        const gone: ReportRun = { ...aRun(a, 3), channelId: 'channel00009' };
        expect(await store.putRun({ token, run: gone, event: eventOf(gone) })).toBe(true);
        await store.takeLease({ holder: 'two', now: 20, ttlMs: 10 });
        expect(await store.putRun({ token, run, event: eventOf(run) })).toBe(false);
        expect(await queued()).toEqual([]);
      });

      test('a delivered event is deleted after its run, and not while the run exists', async () => {
        await store.putRun({ token, run, event: eventOf(run) });
        const { delivery } = eventOf(run);
        const alertToken = (await opened.alerts.takeLease({ holder: 'x', now: 0, ttlMs: 10 })) ?? NaN;
        const settled = { ...delivery, state: 'delivered' as const, attempts: 1 };
        await opened.alertChannels.settle({ token: alertToken, channelId, delivery: settled });
        await opened.alertChannels.dropOrphaned();
        expect(await queued()).toEqual([settled]);
        await store.removeRun({ token, runId: run.runId });
        await opened.alertChannels.dropOrphaned();
        expect(await queued()).toEqual([]);
      });
    });

    test('a process that never had the lease writes nothing', async () => {
      const fresh = await open();
      await fresh.reportSchedules.add(a);
      expect(await fresh.reportSchedules.putRun({ token: 0, run: aRun(a, 1) })).toBe(false);
      await fresh.close();
    });

    test('a lease that ends implausibly late, because a clock was wrong, is taken over', async () => {
      await store.takeLease({ holder: 'one', now: 1_000_000, ttlMs: 10 });
      expect(await store.takeLease({ holder: 'two', now: 100, ttlMs: 10 })).toBeGreaterThan(token);
    });

    test('one process has the lease until it expires or is released, and a later one fences it', async () => {
      const run = aRun(a, 1);
      await store.putRun({ token, run });
      expect(await store.takeLease({ holder: 'two', now: 5, ttlMs: 10 })).toBeUndefined();
      expect(await store.takeLease({ holder: 'one', now: 5, ttlMs: 10 })).toBe(token);
      await store.releaseLease('two');
      expect(await store.takeLease({ holder: 'two', now: 14, ttlMs: 10 })).toBeUndefined();
      const later = await store.takeLease({ holder: 'two', now: 15, ttlMs: 10 });
      expect(later).toBeGreaterThan(token);
      expect(await store.putRun({ token, run: { ...run, attempts: 1 } })).toBe(false);
      expect(await store.removeRun({ token, runId: run.runId })).toBe(false);
      expect(await store.run(run.runId)).toEqual(run);
      await store.releaseLease('two');
      expect(await store.takeLease({ holder: 'one', now: 16, ttlMs: 10 })).toBeGreaterThan(later as number);
    });
  });
}

export function aSchedule(id: string, changes: Partial<ReportSchedule> = {}): ReportSchedule {
  return {
    scheduleId: id.padStart(12, '0'),
    name: `Schedule ${id}`,
    parameters: { measure: 'presence' },
    period: 'last_day',
    rule: { kind: 'daily', at: '06:00' },
    timeZone: 'Europe/Berlin',
    formats: ['html'],
    language: 'en',
    createdBy: 'administrator',
    channelId: null,
    isOn: true,
    createdAt: '2026-03-02T08:00:00.000Z',
    dueAfterAt: changes.createdAt ?? '2026-03-02T08:00:00.000Z',
    ...changes,
  };
}

export const aRun = ({ scheduleId }: ReportSchedule, day: number): ReportRun => {
  const dueAt = Date.UTC(2026, 3, day, 5);
  return {
    runId: `${scheduleId}-${dueAt / 1_000}`,
    scheduleId,
    dueAt: new Date(dueAt).toISOString(),
    from: '2026-03-31T00:00:00.000Z',
    to: '2026-04-01T00:00:00.000Z',
    state: 'pending',
    attempts: 0,
    isManual: false,
    channelId: null,
    isLate: false,
    files: [],
  };
};
