import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aChannel, InMemoryAlertChannels, InMemoryAlerts } from '@vialog/alerting/conformance';
import { noSpecialDays } from '@vialog/calendars';
import {
  maxReportSchedules,
  type ReportRun,
  type ReportSchedule,
  type ReportSchedulesResponse,
} from '@vialog/contracts';
import { aSchedule, InMemoryReportFolder, InMemoryReportSchedules } from '@vialog/reports/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { fakeRegistry, InMemoryHandCounts, InMemorySetCounts } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
let schedules: InMemoryReportSchedules;
let channels: InMemoryAlertChannels;
let folder: InMemoryReportFolder;
beforeEach(async () => {
  channels = new InMemoryAlertChannels(new InMemoryAlerts());
  schedules = new InMemoryReportSchedules(channels);
  folder = new InMemoryReportFolder();
  const registry = fakeRegistry();
  const { clock, memory } = registry;
  const store = new InMemoryEventStore(clock);
  const counts = { setCounts: new InMemorySetCounts(), handCounts: new InMemoryHandCounts() };
  const events = {
    events: store,
    trends: store,
    cameras: memory,
    sites: memory,
    ...counts,
    clock,
    specialDays: noSpecialDays,
    latenessMs: 30_000,
  };
  api = await startTestApi({
    registry,
    events,
    alertChannels: channels,
    reportSchedules: schedules,
    reportFolder: folder,
  });
});
afterEach(() => api.close());

const input = {
  name: 'Monthly figures',
  period: 'last_month',
  rule: { kind: 'monthly', day: 1, at: '06:00' },
  timeZone: 'Europe/Berlin',
};
const create = (changes: object = {}) =>
  send(api, 'POST /v1/report-schedules', { body: { ...input, ...changes } });

test('a schedule is created with who and when, listed with its next run, and deleted with its files', async () => {
  const { status, body } = await create({ parameters: { measure: 'occupancy', minCoverage: '0.5' } });
  expect(status).toBe(201);
  const { scheduleId, createdAt } = body as ReportSchedule;
  expect(body).toMatchObject({ ...input, formats: ['pdf'], language: 'en', createdBy: 'administrator' });
  const listed = (await send(api, 'GET /v1/report-schedules')).body as ReportSchedulesResponse;
  expect(listed.items).toHaveLength(1);
  expect(listed.items[0]?.lastRun).toBeUndefined();
  expect(Date.parse(listed.items[0]?.nextDueAt ?? '')).toBeGreaterThan(Date.parse(createdAt));
  folder.files.set(`${scheduleId}-1/a.pdf`, 'pdf');
  expect(await send(api, `DELETE /v1/report-schedules/${scheduleId}`)).toMatchObject({ status: 204 });
  expect(folder.files.size).toBe(0);
  const again = await send(api, `DELETE /v1/report-schedules/${scheduleId}`);
  expect(again).toMatchObject({ status: 404, body: { code: 'SCHEDULE_NOT_FOUND' } });
});

test('the runs of a schedule are listed in pages, and their files are read', async () => {
  const schedule = aSchedule('a');
  await schedules.add(schedule);
  const token = (await schedules.takeLease({ holder: 'one', now: 0, ttlMs: 1 })) ?? NaN;
  const runOf = (day: number): ReportRun => {
    const dueAt = Date.UTC(2026, 3, day, 4);
    return {
      runId: `${schedule.scheduleId}-${dueAt / 1_000}`,
      scheduleId: schedule.scheduleId,
      dueAt: new Date(dueAt).toISOString(),
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-02T00:00:00.000Z',
      state: 'written',
      attempts: 1,
      isManual: false,
      channelId: null,
      isLate: false,
      files: [{ format: 'html', fileName: 'a.html', bytes: 4, sha256: 'x' }],
    };
  };
  for (const day of [1, 2, 3]) await schedules.putRun({ token, run: runOf(day) });
  const path = `/v1/report-schedules/${schedule.scheduleId}/runs`;
  const first = await send(api, `GET ${path}?limit=2`);
  expect(first.body).toMatchObject({ items: [runOf(3), runOf(2)] });
  const { nextCursor } = first.body as { nextCursor: string };
  const second = await send(api, `GET ${path}?limit=2&cursor=${nextCursor}`);
  expect(second.body).toEqual({ items: [runOf(1)], nextCursor: null });
  folder.files.set(`${runOf(2).runId}/a.html`, 'page');
  const file = await send(api, `GET /v1/report-runs/${runOf(2).runId}/files/html`);
  expect(file).toMatchObject({ status: 200, text: 'page' });
  for (const missing of [`${runOf(2).runId}/files/pdf`, `${runOf(3).runId}/files/html`])
    expect(await send(api, `GET /v1/report-runs/${missing}`)).toMatchObject({
      status: 404,
      body: { code: 'REPORT_FILE_NOT_FOUND' },
    });
  expect(await send(api, 'GET /v1/report-schedules/00000000000z/runs')).toMatchObject({
    status: 404,
    body: { code: 'SCHEDULE_NOT_FOUND' },
  });
});

test('a schedule is changed and paused, and a run is started and listed with its delivery', async () => {
  const { channel, ...stored } = aChannel('a');
  await channels.add({ channel, ...stored });
  const { body } = await create({ channelId: channel.channelId });
  const { scheduleId } = body as ReportSchedule;
  const path = `/v1/report-schedules/${scheduleId}`;
  const paused = await send(api, `PATCH ${path}`, { body: { isOn: false, formats: [] } });
  expect(paused).toMatchObject({ status: 200, body: { isOn: false, formats: [], name: input.name } });
  const started = await send(api, `POST ${path}/runs`);
  expect(started).toMatchObject({ status: 201, body: { state: 'pending', isManual: true } });
  const run = started.body as ReportRun;
  const token = (await schedules.takeLease({ holder: 'one', now: 0, ttlMs: 1 })) ?? NaN;
  const written: ReportRun = { ...run, state: 'written', attempts: 1 };
  const [eventId, type] = [`${run.runId}-written`, 'vialog.v1.report.written'];
  const failure = { code: 'timeout' as const, detail: 'hooks.example.org did not respond.' };
  const settled = { state: 'dead_lettered' as const, attempts: 9, queuedAt: run.dueAt, failure };
  const event = { delivery: { eventId, type, runId: run.runId, ...settled }, body: '{}' };
  await schedules.putRun({ token, run: written, event });
  const delivery = { channelId: channel.channelId, eventId, state: 'dead_lettered', attempts: 9 };
  expect((await send(api, `GET ${path}/runs`)).body).toEqual({
    items: [{ ...written, delivery: { ...delivery, failure: { code: 'timeout' } } }],
    nextCursor: null,
  });
  await channels.remove(channel.channelId);
  const listed = (await send(api, 'GET /v1/report-schedules')).body as ReportSchedulesResponse;
  expect(listed.items[0]).toMatchObject({ lastRun: { delivery: { state: 'no_channel', attempts: 0 } } });
  expect(listed.items[0]?.nextDueAt).toBeUndefined();
  expect(await send(api, 'POST /v1/report-schedules/00000000000z/runs')).toMatchObject({
    status: 404,
    body: { code: 'SCHEDULE_NOT_FOUND' },
  });
});

test.each([
  '..%2F..%2Fregistry/files/html',
  '00000000000a-..%2F1/files/html',
  '00000000000a/files/html',
  '00000000000a-1775019600/files/..%2Fa',
  '00000000000a-1775019600/files/docx',
])('the file %s of a run is rejected', async (path) => {
  folder.read = () => Promise.resolve([Buffer.from('a file elsewhere')]);
  const { status, body } = await send(api, `GET /v1/report-runs/${path}`);
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
});

test.each([
  [{ rule: { kind: 'monthly', day: 31, at: '06:00' } }, 'rule.day', /expected a day from 1 to 28/],
  [{ rule: { kind: 'daily', at: '6 o clock' } }, 'rule.at', /expected a time such as 06:30/],
  [{ parameters: { from: '2026-01-01T00:00:00Z' } }, 'parameters.from', /the schedule sets it/],
  [{ parameters: { measure: 'speed' } }, 'parameters.measure', /./],
  [{ formats: ['pdf', 'pdf'] }, 'formats', /expected each format once/],
  [{ formats: [] }, 'formats', /expected at least one format, or a channel/],
  [{ timeZone: 'CET summer' }, 'timeZone', /./],
])('the schedule %j is rejected with its wrong part', async (changes, path, message) => {
  const { status, body } = await create(changes);
  expect(status).toBe(400);
  const { details } = body as { details: { path: string; message: string }[] };
  expect(details).toContainEqual(
    expect.objectContaining({ path, message: expect.stringMatching(message) as unknown }),
  );
  expect(await schedules.list()).toEqual([]);
});

test('a schedule of a site that does not exist, and more schedules than allowed, are rejected', async () => {
  expect(await create({ parameters: { sites: 'site00000009' } })).toMatchObject({
    status: 404,
    body: { code: 'SITE_NOT_FOUND' },
  });
  expect(await create({ channelId: 'channel00009' })).toMatchObject({
    status: 404,
    body: { code: 'CHANNEL_NOT_FOUND' },
  });
  for (let i = 0; i < maxReportSchedules; i += 1) await schedules.add(aSchedule(String(i)));
  expect(await create()).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
});
