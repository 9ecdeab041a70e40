import { beforeEach, expect, test } from '@jest/globals';
import { InMemoryAlertChannels, InMemoryAlerts } from '@vialog/alerting/conformance';
import { dayMs, hourMs, isoOf, reportScheduleInput, type Site } from '@vialog/contracts';
import { reportWorld } from '../report-world.fixture.ts';
import { InMemoryReportFolder } from './report-folder.fake.ts';
import { InMemoryReportSchedules } from './report-schedule-store.fake.ts';
import { startReportRun } from './report-runs.ts';
import {
  changeReportSchedule,
  createReportSchedule,
  listReportSchedules,
  type ReportSchedulePorts,
} from './report-schedules.ts';

const start = Date.parse('2026-03-02T00:00:00+01:00');
let now: number;

let ports: ReportSchedulePorts;
let schedules: InMemoryReportSchedules;
beforeEach(async () => {
  now = start + dayMs + 6 * hourMs;
  const world = await reportWorld({ timeZone: 'Europe/Berlin', start, days: 2, carsAt: () => 4 });
  const clock = { now: () => now, monotonic: () => now };
  const channels = new InMemoryAlertChannels(new InMemoryAlerts());
  schedules = new InMemoryReportSchedules(channels);
  ports = {
    events: { ...world.ports, clock },
    schedules,
    channels,
    folder: new InMemoryReportFolder(),
    clock,
    random: (size) => new Uint8Array(size),
  };
});

const create = (period: 'last_day' | 'last_year', parameters: Record<string, string> = {}) =>
  createReportSchedule(ports, {
    createdBy: 'administrator',
    input: reportScheduleInput.parse({
      name: 'Lots',
      parameters,
      period,
      rule: { kind: 'daily', at: '06:00' },
      timeZone: 'Europe/Berlin',
      formats: ['html'],
      language: 'en',
    }),
  });

test('a schedule has who created it and when', async () => {
  const created = await create('last_day');
  expect(created).toMatchObject({ createdBy: 'administrator', createdAt: isoOf(now) });
  expect(await schedules.list()).toEqual([created]);
});

test('a schedule of a site that does not exist is rejected', async () => {
  await expect(create('last_day', { sites: 'site00000009' })).rejects.toMatchObject({
    code: 'SITE_NOT_FOUND',
  });
  expect(await schedules.list()).toEqual([]);
});

test('a target that no ratio reaches is rejected when the schedule is created', async () => {
  await expect(create('last_day', { measure: 'occupancy', target: '85' })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: [
      {
        path: 'target',
        message: 'Expected a share from 0 to 1 for the measure occupancy, like 0.85 for 85 %, found 85.',
      },
    ],
  });
});

test('a schedule whose period has more hours than a report may have is rejected when it is created', async () => {
  const [site] = await ports.events.sites.sites({}, { limit: 1 });
  const sites = Array.from({ length: 400 }, (_, i) => ({
    ...(site as Site),
    siteId: `site${String(i).padStart(8, '0')}`,
  }));
  ports = {
    ...ports,
    events: { ...ports.events, sites: { sites: (_, { after }) => Promise.resolve(after ? [] : sites) } },
  };
  await expect(create('last_year')).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining('Expected at most 3000000 hours') as unknown,
  });
  expect(await create('last_day')).toMatchObject({ period: 'last_day' });
});

test('times before a change of the rule and while a schedule is paused are not due, and others are', async () => {
  const { scheduleId, dueAfterAt } = await create('last_day');
  now += hourMs;
  const change = (patch: Parameters<typeof changeReportSchedule>[2]) =>
    changeReportSchedule(ports, scheduleId, patch);
  expect(await change({ name: 'Parking' })).toMatchObject({ name: 'Parking', dueAfterAt });
  expect((await change({ rule: { kind: 'daily', at: '05:00' } })).dueAfterAt).toBe(isoOf(now));
  now += hourMs;
  expect(await change({ isOn: false })).toMatchObject({ isOn: false, dueAfterAt: isoOf(now - hourMs) });
  expect((await listReportSchedules(ports)).items[0]?.nextDueAt).toBeUndefined();
  now += hourMs;
  expect((await change({ isOn: true })).dueAfterAt).toBe(isoOf(now));
  expect((await listReportSchedules(ports)).items[0]?.nextDueAt).toBe(isoOf(start + 2 * dayMs + 5 * hourMs));
});

test('a change that is stored at the same time as another one keeps both', async () => {
  const { scheduleId } = await create('last_day');
  await Promise.all([
    changeReportSchedule(ports, scheduleId, { name: 'Parking' }),
    changeReportSchedule(ports, scheduleId, { language: 'zh' }),
  ]);
  expect(await schedules.list()).toMatchObject([{ name: 'Parking', language: 'zh' }]);
});

test('a change to a report that cannot be made or delivered is rejected, but the schedule can be paused', async () => {
  const { scheduleId } = await create('last_day');
  const change = (patch: Parameters<typeof changeReportSchedule>[2]) =>
    changeReportSchedule(ports, scheduleId, patch);
  await expect(change({ formats: [] })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  await expect(change({ channelId: 'channel00009' })).rejects.toMatchObject({ code: 'CHANNEL_NOT_FOUND' });
  await expect(change({ parameters: { sites: 'site00000009' } })).rejects.toMatchObject({
    code: 'SITE_NOT_FOUND',
  });
  ports = { ...ports, events: { ...ports.events, sites: { sites: () => Promise.resolve([]) } } };
  expect(await change({ isOn: false })).toMatchObject({ isOn: false });
  await expect(changeReportSchedule(ports, '00000000000z', {})).rejects.toMatchObject({
    code: 'SCHEDULE_NOT_FOUND',
  });
});

test('a paused schedule is not changed to one without a format and channel, or with an unknown channel', async () => {
  const { scheduleId } = await create('last_day');
  const change = (patch: Parameters<typeof changeReportSchedule>[2]) =>
    changeReportSchedule(ports, scheduleId, patch);
  await change({ isOn: false });
  await expect(change({ formats: [] })).rejects.toThrow('expected at least one format, or a channel');
  await expect(change({ channelId: 'channel00009' })).rejects.toMatchObject({ code: 'CHANNEL_NOT_FOUND' });
  expect(await change({ name: 'Paused', formats: ['csv'] })).toMatchObject({ formats: ['csv'], isOn: false });
});

test('a run that an account starts is for the period before today, and is one while it is not written', async () => {
  const { scheduleId } = await create('last_day');
  const run = await startReportRun(ports, scheduleId);
  expect(run).toMatchObject({
    isManual: true,
    state: 'pending',
    from: isoOf(start),
    to: isoOf(start + dayMs),
  });
  now += 5_000;
  expect(await startReportRun(ports, scheduleId)).toEqual(run);
  expect(await schedules.runs({ scheduleId, limit: 9 })).toEqual([run]);
});
