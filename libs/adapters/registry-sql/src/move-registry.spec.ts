import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { siteInput, type Camera } from '@vialog/contracts';
import { aChannel, anAlert, anAlertRule, aSavedSearch } from '@vialog/alerting/conformance';
import { aCalendar, anEvent } from '@vialog/calendars/conformance';
import { registerSite } from '@vialog/registry';
import { aRun, aSchedule } from '@vialog/reports/conformance';
import {
  aCounterComparison,
  aHandCount,
  aModelStep,
  aSetCount,
  fakeRegistry,
  givenCamera,
} from '@vialog/registry/conformance';
import { describeUnless, missingPostgres, startPostgres, type PostgresUnderTest } from '@vialog/testkit';
import { countSqliteCameras, moveRegistry } from './move-registry.ts';
import { openPostgresRegistry, openSqliteRegistry } from './open-registry.ts';

describeUnless(missingPostgres(), describe)('moving a registry to PostgreSQL', () => {
  let server: PostgresUnderTest;
  const folder = mkdtempSync(join(tmpdir(), 'vialog-move-'));
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server.remove();
  });

  test('moving a registry copies all versions, hand counts, comparisons, states, sites, set counts, saved searches, alerts, schedules of reports and marks, also when a code moved to another camera', async () => {
    const sqlitePath = join(folder, 'registry.db');
    const old = await openSqliteRegistry(sqlitePath);
    const template = await givenCamera(fakeRegistry());
    const camera = (id: string, changes: Partial<Camera>): Camera => ({
      ...template,
      cameraId: id.padStart(12, '0'),
      ...changes,
    });
    const [b1, b2] = [camera('b', { code: 'N-1' }), camera('b', { code: 'N-2', version: 2 })];
    const a1 = camera('a', { code: 'N-1' });
    await old.store.put({ basedOn: 0, camera: b1 });
    await old.store.put({ basedOn: 1, camera: b2 });
    await old.store.put({ basedOn: 0, camera: a1 });
    await old.marks.setMark('demo', 'done');
    const byHand = aHandCount('1', 'a', '2026-03-02T08:00:00.000Z');
    await old.handCounts.add(byHand);
    const compared = aCounterComparison('1', 'a', '2026-03-02T08:00:00.000Z');
    await old.counterComparisons.add(compared);
    const state = { changedAt: '2026-03-02T08:00:00.000Z', state: 'online' } as const;
    await old.healthHistory.append([{ cameraId: a1.cameraId, ...state }]);
    const site = await registerSite(
      { ...fakeRegistry(), store: old.store },
      siteInput.parse({ name: 'North Lot', kind: 'parking_lot', position: [112.2, 31.03] }),
    );
    const known = aSetCount('1', Date.parse('2026-03-02T08:00:00.000Z'), { siteId: site.siteId });
    await old.setCounts.add(known);
    await old.savedSearches.add(aSavedSearch('1'));
    await old.calendars.add(aCalendar('1'), [anEvent()]);
    await old.alertRules.add(anAlertRule('1'));
    const token = await old.alerts.takeLease({ holder: 'test', now: 0, ttlMs: 1 });
    const next = { revision: 1, state: { zones: {}, groups: {} } };
    const commit = { ruleId: 'rule', next, raised: [anAlert('1')], closed: [] };
    await old.alerts.commit({ token: token ?? 0, ...commit });
    await old.alertChannels.add(aChannel('1'));
    const schedule = aSchedule('1');
    await old.reportSchedules.add(schedule);
    const reports = await old.reportSchedules.takeLease({ holder: 'test', now: 0, ttlMs: 1 });
    await old.reportSchedules.putRun({ token: reports ?? 0, run: aRun(schedule, 1) });
    const steps = ['2', '1'].map((id) => aModelStep(id, { kind: 'tag', id }));
    for (const step of steps) await old.modelBindings.add({ basedOn: undefined, step });
    const before = await old.reader.snapshot();
    await old.close();
    const url = await server.database();
    expect(await moveRegistry({ sqlitePath, url })).toEqual({ cameras: 2, sites: 1 });
    const moved = await openPostgresRegistry(url);
    const after = await moved.reader.snapshot();
    expect(after.cameras).toEqual([a1, b1, b2]);
    expect(after.position.revision).toBe(before.position.revision);
    expect(after.position.epoch).not.toBe(before.position.epoch);
    expect(await moved.marks.mark('demo')).toBe('done');
    expect(await moved.handCounts.ofCamera(a1.cameraId, 10)).toEqual([byHand]);
    expect(await moved.counterComparisons.ofCamera(a1.cameraId, 10)).toEqual([compared]);
    expect(await moved.setCounts.ofSite(site.siteId, { limit: 10 })).toEqual([known]);
    expect(await moved.savedSearches.list()).toEqual([aSavedSearch('1')]);
    expect(await moved.calendars.list()).toEqual([aCalendar('1')]);
    expect(await moved.calendars.eventsOf(aCalendar('1').calendarId)).toEqual([anEvent()]);
    expect(await moved.alertRules.list()).toEqual([anAlertRule('1')]);
    expect(await moved.alerts.list({ limit: 9 })).toEqual([anAlert('1')]);
    expect(await moved.alertChannels.list()).toEqual([aChannel('1')]);
    expect(await moved.reportSchedules.list()).toEqual([schedule]);
    const { scheduleId } = schedule;
    expect(await moved.reportSchedules.runs({ scheduleId, limit: 9 })).toEqual([aRun(schedule, 1)]);
    expect(await moved.alerts.stateOf('rule')).toEqual(next);
    expect(await moved.healthHistory.last(a1.cameraId, 10)).toEqual([state]);
    expect(await moved.modelBindings.steps({ limit: 10 })).toEqual(steps.toReversed());
    expect(await moved.modelBindings.shared()).toHaveLength(2);
    await moved.close();
    await expect(moveRegistry({ sqlitePath, url })).rejects.toThrow(/not empty/);
    expect(countSqliteCameras(sqlitePath)).toBe(2);
  });

  test('a SQLite file that does not exist is rejected and has no cameras', async () => {
    const missing = join(folder, 'missing.db');
    await expect(moveRegistry({ sqlitePath: missing, url: await server.database() })).rejects.toThrow(
      /does not exist/,
    );
    expect(countSqliteCameras(missing)).toBe(0);
  });
});
