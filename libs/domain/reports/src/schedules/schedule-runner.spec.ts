import { beforeEach, expect, test } from '@jest/globals';
import { aChannel, InMemoryAlertChannels, InMemoryAlerts } from '@vialog/alerting/conformance';
import {
  dayMs,
  hourMs,
  isoOf,
  keptReportRuns,
  minuteMs,
  type Camera,
  type ReportRun,
} from '@vialog/contracts';
import { reportWorld, roadZone, type ReportWorld } from '../report-world.fixture.ts';
import { aSchedule } from './report-schedule-store.conformance.ts';
import { InMemoryReportSchedules } from './report-schedule-store.fake.ts';
import { InMemoryReportFolder } from './report-folder.fake.ts';
import { maxMadeUp } from './due-runs.ts';
import { maxAttempts, ScheduleRunner } from './schedule-runner.ts';

const start = Date.parse('2026-03-02T00:00:00+01:00');
const created = start + 12 * hourMs;
const schedule = aSchedule('a', { createdAt: isoOf(created), formats: ['html', 'csv'] });

let world: ReportWorld;
let now: number;
let schedules: InMemoryReportSchedules;
let alerts: InMemoryAlerts;
let channels: InMemoryAlertChannels;
let folder: InMemoryReportFolder;
let ended: ReportRun[];
let errors: string[];
beforeEach(async () => {
  world = await reportWorld({ timeZone: 'Europe/Berlin', start, days: 5, carsAt: () => 4 });
  now = created;
  alerts = new InMemoryAlerts();
  channels = new InMemoryAlertChannels(alerts);
  schedules = new InMemoryReportSchedules(channels);
  folder = new InMemoryReportFolder();
  [ended, errors] = [[], []];
  await schedules.add(schedule);
});

const runner = (holder = 'one') =>
  new ScheduleRunner({
    reports: { ...world.ports, clock: { now: () => now, monotonic: () => now } },
    schedules,
    folder,
    holder,
    onEnd: (run) => ended.push(run),
    onError: (error) => errors.push(String(error)),
  });
const runs = () => schedules.runs({ scheduleId: schedule.scheduleId, limit: 999 });
/** 6:00 of the day after the creation. */
const due = start + dayMs + 6 * hourMs;

test('a report is written when it is due, for the local day before, with its files, sizes and hashes', async () => {
  const one = runner();
  await one.tick();
  expect(await runs()).toEqual([]);
  now = due;
  await one.tick();
  await one.tick();
  const [run, ...others] = await runs();
  expect(others).toEqual([]);
  expect(run).toMatchObject({
    dueAt: isoOf(due),
    from: isoOf(start),
    to: isoOf(start + dayMs),
    state: 'written',
    attempts: 1,
    isLate: false,
    files: [
      { format: 'html', fileName: 'vialog-presence-2026-03-02-2026-03-02.html' },
      { format: 'csv', fileName: 'vialog-presence-2026-03-02-2026-03-02.csv' },
    ],
  });
  expect(run?.files.every(({ bytes, sha256 }) => bytes > 100 && sha256.length === 64)).toBe(true);
  const [page, rows] = run?.files.map(({ fileName }) => folder.files.get(`${run.runId}/${fileName}`)) ?? [];
  expect(page).toContain('Market square: mean number present was 4 objects');
  expect(rows?.trim().split('\n')).toHaveLength(25);
  expect(ended).toEqual([run]);
});

test('a report that takes longer than the interval is written once', async () => {
  const one = runner();
  now = due;
  await Promise.all([one.tick(), one.tick()]);
  expect(ended).toMatchObject([{ state: 'written', attempts: 1 }]);
});

test('of two processes one writes each report, and the other one takes over when its lease has expired', async () => {
  const [one, two] = [runner('one'), runner('two')];
  now = due;
  await Promise.all([one.tick(), two.tick()]);
  expect(ended).toHaveLength(1);
  now += dayMs;
  await two.tick();
  await one.tick();
  expect((await runs()).map(({ attempts, state }) => [attempts, state])).toEqual([
    [1, 'written'],
    [1, 'written'],
  ]);
});

test('runs that were missed are made up from the newest, shown as late, and older ones are listed as skipped', async () => {
  now = due + 20 * dayMs + hourMs;
  await runner().tick();
  const found = await runs();
  expect(found).toHaveLength(21);
  expect(found.slice(0, maxMadeUp).every(({ state, isLate }) => state === 'written' && isLate)).toBe(true);
  expect(found.slice(maxMadeUp).every(({ state, files }) => state === 'skipped' && files.length === 0)).toBe(
    true,
  );
  await runner().tick();
  expect(await runs()).toEqual(found);
});

const interrupted: ReportRun = {
  runId: `${schedule.scheduleId}-${due / 1_000}`,
  scheduleId: schedule.scheduleId,
  dueAt: isoOf(due),
  from: isoOf(start),
  to: isoOf(start + dayMs),
  state: 'pending',
  attempts: 1,
  nextAttemptAt: isoOf(due + minuteMs),
  isManual: false,
  channelId: null,
  isLate: false,
  files: [],
};
/** A process began a run and stopped. */
async function interrupt(run: ReportRun): Promise<void> {
  const token = (await schedules.takeLease({ holder: 'gone', now: due, ttlMs: 1 })) ?? NaN;
  await schedules.putRun({ token, run });
}

test('a run whose process stopped is attempted again after its wait, and written once', async () => {
  await interrupt(interrupted);
  now = due + 1_000;
  await runner().tick();
  expect(await runs()).toEqual([interrupted]);
  now = due + minuteMs;
  await runner().tick();
  expect(await runs()).toMatchObject([{ state: 'written', attempts: 2 }]);
});

test('a run whose process stopped in the last attempt is given up, and keeps no file', async () => {
  await interrupt({ ...interrupted, attempts: maxAttempts });
  folder.files.set(`${interrupted.runId}/a.html`, 'of an attempt');
  now = due + minuteMs;
  await runner().tick();
  const detail = 'the process stopped while it wrote the report in the last attempt';
  expect(ended).toMatchObject([
    { state: 'failed', attempts: maxAttempts, failure: { code: 'INTERNAL', detail } },
  ]);
  expect(await runs()).toEqual(ended);
  expect(folder.files.size).toBe(0);
});

test.each(['fails with the process', 'is killed with the process'])(
  'a run whose last attempt %s at a shutdown continues after the restart',
  async (end) => {
    await interrupt({ ...interrupted, attempts: maxAttempts - 1 });
    const write = folder.write.bind(folder);
    let stop = Promise.resolve();
    const one = runner('one');
    const stopOne = one.start({ every: () => () => undefined });
    const isStopping = new Promise<void>((resolve) => {
      folder.write = async () => {
        stop = stopOne();
        await new Promise(setImmediate);
        resolve();
        return end.startsWith('fails')
          ? Promise.reject(new Error('the printer is closed'))
          : new Promise(() => undefined);
      };
    });
    now = due + minuteMs;
    const tick = one.tick();
    await isStopping;
    if (end.startsWith('fails')) await Promise.all([tick, stop]);
    expect(ended).toEqual([]);
    expect(await runs()).toMatchObject([{ state: 'pending', attempts: maxAttempts - 1 }]);
    folder.write = write;
    now += 2 * minuteMs;
    await runner('two').tick();
    expect(await runs()).toMatchObject([{ state: 'written', attempts: maxAttempts }]);
  },
);

test('a run that fails is attempted five times with growing waits, and then given up with the reason', async () => {
  const write = folder.write.bind(folder);
  const full = new Error('ENOSPC: no space left on device');
  folder.write = (runId, file) =>
    file.fileName.endsWith('.csv') ? Promise.reject(full) : write(runId, file);
  const one = runner();
  const attempts: number[] = [];
  for (now = due; attempts.length < 40; now += minuteMs) {
    await one.tick();
    attempts.push((await runs())[0]?.attempts ?? 0);
  }
  expect([0, 1, 3, 7, 15].map((minutes) => attempts[minutes])).toEqual([1, 2, 3, 4, maxAttempts]);
  expect(attempts.at(-1)).toBe(maxAttempts);
  expect(ended).toMatchObject([
    { state: 'failed', failure: { code: 'INTERNAL', detail: 'ENOSPC: no space left on device' } },
  ]);
  expect(errors).toHaveLength(maxAttempts);
  expect(folder.files.size).toBe(0);
});

test('a run of a site that no longer exists fails at once with what is wrong', async () => {
  await schedules.remove(schedule.scheduleId);
  await schedules.add({ ...schedule, parameters: { sites: 'site00000009' } });
  now = due;
  await runner().tick();
  expect(await runs()).toMatchObject([{ state: 'failed', attempts: 1, failure: { code: 'SITE_NOT_FOUND' } }]);
});

/** The camera of the world with one parking space. */
async function onlyOneSpace(): Promise<ReportWorld> {
  const [camera] = await world.ports.cameras.versions();
  if (!camera) throw new Error('the world has no camera');
  const polygon = [
    [0.8, 0.01],
    [0.83, 0.03],
    [0.8, 0.03],
  ] as const;
  const lot: Camera['zones'][number] = {
    ...roadZone([0, 0, 0.5]),
    kind: 'bays',
    classes: ['car'],
    capacity: 1,
    bays: [{ bayId: 'b1', polygon: polygon.map(([x, y]) => [x, y]) }],
  };
  const cameras = { versions: () => Promise.resolve([{ ...camera, zones: [lot] }]) };
  return { ...world, ports: { ...world.ports, cameras } };
}

test('a report of too few parking spaces fails at once, and says so in its event', async () => {
  world = await onlyOneSpace();
  const { channel, ...stored } = aChannel('a');
  await channels.add({ channel, ...stored });
  await schedules.replace(schedule, {
    ...schedule,
    parameters: { measure: 'turnover', sites: 'site00000001' },
    channelId: channel.channelId,
  });
  now = due;
  await runner().tick();
  const failure = { code: 'TOO_FEW_SPACES' };
  expect(await runs()).toMatchObject([{ state: 'failed', attempts: 1, failure }]);
  const queued = await channels.next(channel.channelId);
  expect(queued?.delivery.type).toBe('vialog.v1.report.failed');
  expect(JSON.parse(queued?.body ?? '')).toMatchObject({ data: { state: 'failed', failure, files: [] } });
});

test('a schedule without files gives its channel the findings, and one that is written links to its files', async () => {
  const { channel, ...stored } = aChannel('a');
  await channels.add({ channel, ...stored });
  const other = aSchedule('b', { createdAt: isoOf(created), formats: [], channelId: channel.channelId });
  await schedules.add(other);
  await schedules.replace(schedule, { ...schedule, channelId: channel.channelId, formats: ['html'] });
  now = due;
  await runner().tick();
  const bodies: unknown[] = [];
  for (
    let next = await channels.next(channel.channelId);
    next;
    next = await channels.next(channel.channelId)
  ) {
    bodies.push(JSON.parse(next.body));
    const token = (await alerts.takeLease({ holder: 'test', now, ttlMs: 1 })) ?? NaN;
    const delivery = { ...next.delivery, state: 'delivered' as const };
    await channels.settle({ token, channelId: channel.channelId, delivery });
  }
  const [run] = await runs();
  expect(bodies).toMatchObject([
    {
      specversion: '1.0',
      id: `${run?.runId}-written`,
      source: `/v1/report-schedules/${schedule.scheduleId}`,
      type: 'vialog.v1.report.written',
      subject: run?.runId,
      time: run?.endedAt,
      data: {
        runId: run?.runId,
        name: 'Schedule a',
        from: isoOf(start),
        to: isoOf(start + dayMs),
        timeZone: 'Europe/Berlin',
        coverage: 1,
        findings: expect.arrayContaining([
          expect.stringContaining('mean number present was 4 objects'),
        ]) as unknown,
        files: [{ ...run?.files[0], path: `/v1/report-runs/${run?.runId}/files/html` }],
      },
    },
    { data: { scheduleId: other.scheduleId, files: [] } },
  ]);
});

test('the newest 60 runs are kept, and older ones are removed with their files', async () => {
  now = due;
  const one = runner();
  await one.tick();
  const oldest = (await runs())[0]?.runId ?? '';
  const token = (await schedules.takeLease({ holder: 'one', now, ttlMs: hourMs })) ?? NaN;
  const [run] = await runs();
  for (let day = 1; run && day <= keptReportRuns; day += 1) {
    const dueAt = due + day * dayMs;
    await schedules.putRun({
      token,
      run: { ...run, runId: `${schedule.scheduleId}-${dueAt / 1_000}`, dueAt: isoOf(dueAt) },
    });
  }
  await one.tick();
  expect(await runs()).toHaveLength(keptReportRuns);
  expect([...folder.files.keys()].filter((name) => name.startsWith(oldest))).toEqual([]);
});

test('a schedule that is removed while its report is written keeps no file', async () => {
  const write = folder.write.bind(folder);
  folder.write = async (runId, file) => {
    await schedules.remove(schedule.scheduleId);
    return write(runId, file);
  };
  now = due;
  await runner().tick();
  expect(folder.files.size).toBe(0);
  expect(ended).toEqual([]);
});

test('the lease is released when the process stops', async () => {
  now = due;
  const one = runner();
  const stop = one.start({ every: () => () => undefined });
  await one.tick();
  await stop();
  expect(await schedules.takeLease({ holder: 'two', now, ttlMs: 1 })).toBeDefined();
});

test('a process that stops while it takes the lease releases it', async () => {
  const list = schedules.list.bind(schedules);
  let resume = (): void => undefined;
  const paused = new Promise<void>((resolve) => (resume = resolve));
  schedules.list = () => paused.then(list);
  let tick = (): void => undefined;
  const stop = runner().start({ every: (_, run) => ((tick = run), () => undefined) });
  tick();
  const stopped = stop();
  resume();
  await stopped;
  await new Promise(setImmediate);
  expect(await schedules.takeLease({ holder: 'two', now, ttlMs: 1 })).toBeDefined();
});
