import { beforeEach, expect, test } from '@jest/globals';
import { dayMs, hourMs, isoOf, reportScheduleInput, type Site } from '@vialog/contracts';
import { reportWorld } from '../report-world.fixture.ts';
import { InMemoryReportFolder } from './report-folder.fake.ts';
import { InMemoryReportSchedules } from './report-schedule-store.fake.ts';
import { createReportSchedule, type ReportSchedulePorts } from './report-schedules.ts';

const start = Date.parse('2026-03-02T00:00:00+01:00');
const now = start + dayMs + 6 * hourMs;

let ports: ReportSchedulePorts;
let schedules: InMemoryReportSchedules;
beforeEach(async () => {
  const world = await reportWorld({ timeZone: 'Europe/Berlin', start, days: 2, carsAt: () => 4 });
  const clock = { now: () => now, monotonic: () => now };
  schedules = new InMemoryReportSchedules();
  ports = {
    events: { ...world.ports, clock },
    schedules,
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

test('a schedule whose period has more hours than a report may have is rejected when it is created', async () => {
  const [site] = await ports.events.sites.sites({}, { limit: 1 });
  const sites = Array.from({ length: 100 }, (_, i) => ({
    ...(site as Site),
    siteId: `site${String(i).padStart(8, '0')}`,
  }));
  ports = {
    ...ports,
    events: { ...ports.events, sites: { sites: (_, { after }) => Promise.resolve(after ? [] : sites) } },
  };
  await expect(create('last_year')).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining('Expected at most 800000 hours') as unknown,
  });
  expect(await create('last_day')).toMatchObject({ period: 'last_day' });
});
