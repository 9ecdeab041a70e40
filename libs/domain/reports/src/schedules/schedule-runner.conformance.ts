import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertChannelStore } from '@vialog/alerting';
import { aChannel } from '@vialog/alerting/conformance';
import { dayMs, hourMs, isoOf, minuteMs } from '@vialog/contracts';
import { reportWorld, type ReportWorld } from '../report-world.fixture.ts';
import { InMemoryReportFolder } from './report-folder.fake.ts';
import { aSchedule } from './report-schedule-store.conformance.ts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';
import { ScheduleRunner } from './schedule-runner.ts';

/** The registry as one process sees it. */
export interface RegistryOfProcess {
  readonly reportSchedules: ReportScheduleStore;
  readonly alertChannels: AlertChannelStore;
  close(): Promise<void>;
}

const start = Date.parse('2026-03-02T00:00:00+01:00');
/** 6:00 of the second day. */
const due = start + dayMs + 6 * hourMs;
const { channel, ...stored } = aChannel('a');
const schedule = aSchedule('a', {
  createdAt: isoOf(start + 12 * hourMs),
  channelId: channel.channelId,
  formats: ['html'],
});

/** Tests of two processes that share a registry. */
export function scheduleRunnerConformance(
  name: string,
  open: () => Promise<readonly [RegistryOfProcess, RegistryOfProcess]>,
): void {
  describe(`two processes that write reports: ${name}`, () => {
    let world: ReportWorld;
    let registries: readonly [RegistryOfProcess, RegistryOfProcess];
    let now: number;
    const errors: string[] = [];
    beforeEach(async () => {
      world = await reportWorld({ timeZone: 'Europe/Berlin', start, days: 6, carsAt: () => 4 });
      registries = await open();
      await registries[0].alertChannels.add({ channel, ...stored });
      await registries[0].reportSchedules.add(schedule);
    });
    afterEach(async () => {
      for (const registry of registries) await registry.close();
    });

    const folder = new InMemoryReportFolder();
    const runner = (holder: string, schedules: ReportScheduleStore) =>
      new ScheduleRunner({
        reports: { ...world.ports, clock: { now: () => now, monotonic: () => now } },
        schedules,
        folder,
        holder,
        onEnd: () => undefined,
        onError: (error) => errors.push(String(error)),
      });

    test('each due time has one run and one event, also when a process stops while it writes', async () => {
      const [{ reportSchedules: first, alertChannels }, { reportSchedules: second }] = registries;
      const [one, two] = [runner('one', first), runner('two', second)];
      for (now = due; now < due + 3 * dayMs; now += dayMs) await Promise.all([one.tick(), two.tick()]);
      // Now one process writes the file of the fourth day, and stops before it records that.
      const stopping = runner('one', stoppingAfterFile(first));
      await stopping.tick();
      now += 2 * minuteMs;
      await Promise.all([two.tick(), runner('third', first).tick()]);
      const runs = await first.runs({ scheduleId: schedule.scheduleId, limit: 99 });
      const days = [0, 1, 2, 3];
      expect(runs.map(({ dueAt, state }) => [dueAt, state])).toEqual(
        days.map((day) => [isoOf(due + day * dayMs), 'written']).toReversed(),
      );
      const queued = await alertChannels.deliveries({ channelId: channel.channelId, limit: 99 });
      expect(queued.map(({ delivery }) => delivery.eventId)).toEqual(
        runs.map(({ runId }) => `${runId}-written`),
      );
      expect(folder.files.size).toBe(days.length);
    });
  });
}

/** A store of a process that stops before it records the end of a run. */
function stoppingAfterFile(schedules: ReportScheduleStore): ReportScheduleStore {
  return {
    add: (added) => schedules.add(added),
    replace: (before, after) => schedules.replace(before, after),
    remove: (id) => schedules.remove(id),
    list: () => schedules.list(),
    takeLease: (request) => schedules.takeLease(request),
    releaseLease: (holder) => schedules.releaseLease(holder),
    putRun: (write) =>
      write.event ? Promise.reject(new Error('the process stopped')) : schedules.putRun(write),
    requestRun: (run) => schedules.requestRun(run),
    run: (id) => schedules.run(id),
    runs: (filter) => schedules.runs(filter),
    removeRun: (write) => schedules.removeRun(write),
  };
}
