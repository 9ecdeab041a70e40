import { describe, expect, test } from '@jest/globals';
import { dayMs, hourMs, isoOf, minuteMs, quarterMs, type Camera, type CameraHealth } from '@vialog/contracts';
import type { SumsQuery, ZoneSums } from '../trend-reader.port.ts';
import { cameraOf, cars, lotCamera, lotZone, worldOf, written } from '../use-cases/world.fixture.ts';
import { checkChange, type ChangeCheckPorts } from './check-change.ts';
import { ChangeWatch, withChanges } from './change-watch.ts';

/** A Tuesday, 14:05 in Shanghai. */
const changedAt = Date.parse('2026-03-31T06:05:00.000Z');
const timeZone = 'Asia/Shanghai';
const before = lotCamera({ validFromAt: isoOf(changedAt - 60 * dayMs), timeZone });
const after = (extra: Partial<Camera> = { model: { modelId: 'other' } }): Camera =>
  lotCamera({ version: 2, validFromAt: isoOf(changedAt), timeZone, ...extra });

/** Occupied spaces at a moment (epoch ms); undefined: not measured. */
type Occupied = (at: number) => number | undefined;

interface Story {
  readonly versions?: readonly Camera[];
  readonly occupied: Occupied;
  /** Epoch ms. */
  readonly now?: number;
}

/** A lot of 40 spaces whose slots of a minute are all measured, or none of a window. */
function portsOf({ versions = [before, after()], occupied, now = changedAt + 2 * hourMs }: Story) {
  const queries: SumsQuery[] = [];
  const sums = (query: SumsQuery): Promise<readonly ZoneSums[]> => {
    queries.push(query);
    const starts = query.edges.slice(0, -1);
    return Promise.resolve(
      starts.flatMap((start, i): ZoneSums[] => {
        const measured = ((query.edges[i + 1] as number) - start) / minuteMs;
        const found = occupied(start);
        if (found === undefined) return [];
        const [total, many] = [found * measured, { sum: found * measured, max: found }];
        return [
          {
            cameraId: before.cameraId,
            zoneId: 'lot',
            cameraVersion: start < changedAt ? 1 : 2,
            slotMs: minuteMs,
            start,
            measured,
            total: many,
            classes: {},
            occupied: total,
            unknown: 0,
            capacity: 40 * measured,
            gaps: {},
          },
        ];
      }),
    );
  };
  const clock = { now: () => now, monotonic: () => now };
  const cameras = { versions: () => Promise.resolve(versions) };
  const ports: ChangeCheckPorts = { trends: { sums } as never, cameras, clock, latenessMs: 30_000 };
  return { ports, queries };
}

const check = (story: Story) => checkChange(portsOf(story).ports, before.cameraId);

/** Numbers that are the same in every run, −1 to 1. */
const noise = (at: number): number => Math.sin(at / 7_919_000) * Math.cos(at / 104_729_000);
const usually = (at: number): number => 36 + 2 * noise(at);

describe('checkChange', () => {
  test('a lot whose 37 taken spaces became none is unusual since the change of its model', async () => {
    const found = await check({ occupied: (at) => (at < changedAt ? usually(at) : 0) });
    expect(found).toMatchObject({
      verdict: 'unusual',
      changedAt: isoOf(changedAt),
      causes: ['model'],
      figures: [
        { zoneId: 'lot', figure: 'occupied', mean: 0, days: 20, isUnusual: true },
        { figure: 'unknown', isUnusual: false },
      ],
    });
  });

  test('a change after which the figures stay as they were is usual', async () => {
    expect((await check({ occupied: usually })).verdict).toBe('usual');
  });

  test('the check never says unusual with fewer than five comparable days, and says that the history is too short', async () => {
    const since = changedAt - 6 * dayMs;
    const found = await check({ occupied: (at) => (at >= changedAt ? 0 : at > since ? 37 : undefined) });
    expect(found.verdict).toBe('too_little_history');
    expect(found.figures.every(({ days, low }) => days === 4 && low === undefined)).toBe(true);
  });

  test('working days are compared with working days, and the weekend with weekends', async () => {
    const isWeekend = (at: number) => [0, 6].includes(new Date(at + 8 * hourMs).getUTCDay());
    const occupied: Occupied = (at) => (isWeekend(at) ? 4 + noise(at) : usually(at));
    for (let day = 0; day < 7; day += 1)
      expect((await check({ occupied, now: changedAt + day * dayMs + 2 * hourMs })).verdict).toBe('usual');
  });

  test('earlier days are compared at the same local hours across a change of daylight saving time', async () => {
    const [zoned, changed] = [before, after()].map((camera) => ({ ...camera, timeZone: 'Europe/Berlin' }));
    const { ports, queries } = portsOf({ versions: [zoned!, changed!], occupied: usually });
    await checkChange(ports, before.cameraId);
    const hours = queries[0]!.edges.map((at) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(at),
    );
    expect(new Set(hours)).toEqual(new Set(['08:15', '10:00']));
  });

  test('less than a quarter hour after a change it is too early, and time that is mostly not measured is not compared', async () => {
    expect((await check({ occupied: usually, now: changedAt + 9 * minuteMs })).verdict).toBe('too_early');
    const lost = await check({ occupied: (at) => (at < changedAt ? 37 : undefined) });
    expect(lost).toMatchObject({ verdict: 'too_early', figures: [] });
  });

  test.each<[string, Partial<Camera>, string[]]>([
    ['threshold', { model: { ...before.model, threshold: 0.6 } }, ['threshold']],
    ['zones', { zones: [{ ...lotZone, classes: ['car', 'truck'] }] }, ['zones']],
    ['direction', { heading: 90 }, ['camera']],
    ['name', { name: 'Other name' }, []],
    ['name of a zone', { zones: [{ ...lotZone, name: 'Row B' }] }, []],
  ])('a change of the %s has its cause', async (_what, extra, causes) => {
    const found = await check({ versions: [before, after(extra)], occupied: () => 0 });
    expect(found.causes).toEqual(causes);
    expect(found.verdict).toBe(causes.length === 0 ? 'no_change' : 'usual');
  });

  test('another order of the labels in a class map is no change', async () => {
    const withMap = (classMap: Camera['model']['classMap']) => ({ model: { ...before.model, classMap } });
    const versions = [
      { ...before, ...withMap({ truck: 'car', 'cell phone': 'car' }) },
      after(withMap({ 'cell phone': 'car', truck: 'car' })),
    ];
    expect((await check({ versions, occupied: () => 0 })).verdict).toBe('no_change');
  });

  test('a later change of the name keeps the change of the model, and a week later it is over', async () => {
    const renamed = after({
      model: { modelId: 'other' },
      version: 3,
      name: 'New',
      validFromAt: isoOf(changedAt + hourMs),
    });
    const versions = [before, after(), renamed];
    const occupied: Occupied = (at) => (at < changedAt ? 37 : 0);
    expect(await check({ versions, occupied })).toMatchObject({ verdict: 'unusual', causes: ['model'] });
    expect((await check({ versions, occupied, now: changedAt + 8 * dayMs })).verdict).toBe('no_change');
  });

  test('a model that is bound again before the change was in force is no change', async () => {
    const undone = after({ version: 3, model: before.model });
    const found = await check({ versions: [before, after(), undone], occupied: () => 0 });
    expect(found.verdict).toBe('no_change');
  });

  test('the figures of an event store are compared', async () => {
    const at = changedAt - (changedAt % quarterMs) + quarterMs;
    const first = cameraOf({ validFromAt: isoOf(changedAt - 60 * dayMs) });
    const second = cameraOf({ version: 2, validFromAt: isoOf(changedAt), model: { modelId: 'other' } });
    const world = worldOf([first, second], at + quarterMs + minuteMs);
    const slots = Array.from({ length: 90 }, (_, i) => at + i * 10_000);
    for (const day of [1, 4, 5, 6, 7, 8])
      await written(
        world,
        slots.map((slot) => cars(first, slot - day * dayMs, 7)),
      );
    await written(
      world,
      slots.map((slot) => cars(second, slot, 0)),
    );
    const [figure] = (await checkChange(world.ports, first.cameraId)).figures;
    expect(figure).toMatchObject({ figure: 'total', mean: 0, days: 6, isUnusual: true });
  });
});

describe('ChangeWatch', () => {
  const health = (state: CameraHealth['state']): CameraHealth => ({
    v: 1,
    cameraId: before.cameraId,
    state,
    changedAt: isoOf(changedAt),
  });

  function watchOf(story: Story) {
    const errors: unknown[] = [];
    const { ports, queries } = portsOf(story);
    const newest = () => (story.versions ?? [before, after()]).slice(-1);
    const timers = { every: () => () => undefined };
    const watch = new ChangeWatch({ ...ports, newest, timers, onError: (error) => errors.push(error) });
    const stateOf = (state: CameraHealth['state']) =>
      withChanges({ of: () => health(state) }, watch).of(before.cameraId);
    return { watch, stateOf, queries, errors };
  }

  test('an online camera with unusual figures is degraded with the reason, and an offline one stays offline', async () => {
    const { watch, stateOf } = watchOf({ occupied: (at) => (at < changedAt ? 40 : 0) });
    expect(stateOf('online')).toEqual(health('online'));
    await watch.refresh();
    expect(stateOf('online')).toMatchObject({
      state: 'degraded',
      reason: 'unusual',
      detail:
        'The figures are unusual since the change of 2026-03-31 06:05 UTC (model): zone "lot" has 0.0 occupied spaces on average, usually 34.0 to 46.0 at this time.',
    });
    expect(stateOf('offline')).toEqual(health('offline'));
  });

  test('a camera is checked once per quarter hour', async () => {
    const { watch, queries } = watchOf({ occupied: usually });
    await watch.refresh();
    await watch.refresh();
    expect(queries).toHaveLength(1);
  });

  test('a camera that never changed costs no query', async () => {
    const { watch, queries } = watchOf({ versions: [before], occupied: usually });
    await watch.refresh();
    expect(queries).toEqual([]);
  });

  test('figures that cannot be read are reported, and the next round tries again', async () => {
    let isDown = true;
    const { watch, stateOf, errors } = watchOf({
      occupied: (at) => {
        if (isDown) throw new Error('the store is unavailable');
        return at < changedAt ? 37 : 0;
      },
    });
    await watch.refresh();
    expect(errors).toEqual([new Error('the store is unavailable')]);
    isDown = false;
    await watch.refresh();
    expect(stateOf('online')?.reason).toBe('unusual');
  });
});
