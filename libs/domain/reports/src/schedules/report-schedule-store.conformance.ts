import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { epochOf, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';

export interface ReportSchedulesUnderTest {
  readonly reportSchedules: ReportScheduleStore;
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
    createdAt: '2026-03-02T08:00:00.000Z',
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
    isLate: false,
    files: [],
  };
};
