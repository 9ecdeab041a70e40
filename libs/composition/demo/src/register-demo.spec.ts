import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SpecialDays } from '@vialog/calendars';
import { FixedHolidayRules, InMemoryCalendars } from '@vialog/calendars/conformance';
import type { CameraChange, Registry } from '@vialog/registry';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { demoTown } from './demo-town.ts';
import { registerDemo } from './register-demo.ts';

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const town = demoTown(Date.UTC(2026, 4, 1));
const cameraCount = town.flatMap(({ cameras }) => cameras).length;
let dataDir: string;
let calendars: InMemoryCalendars;
beforeEach(() => {
  calendars = new InMemoryCalendars();
  dataDir = mkdtempSync(join(tmpdir(), 'vialog-demo-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a removed demo is not registered again', async () => {
  const registry = fakeRegistry();
  const { memory } = registry;
  expect(await registerDemo({ registry, marks: memory, calendars, dataDir })).toBe(true);
  expect(memory.newest()).toHaveLength(cameraCount);
  const cameras = memory.newest().map(({ cameraId }) => cameraId);
  await memory.erase({ cameras, sites: [] });
  expect(await registerDemo({ registry, marks: memory, calendars, dataDir })).toBe(false);
  expect(memory.newest()).toEqual([]);
});

test('an interrupted registration of the demo is completed at the next start without duplicates', async () => {
  const working = fakeRegistry();
  const { memory } = working;
  let writes = 0;
  const put = (change: CameraChange) => {
    writes += 1;
    return writes === 2 ? Promise.reject(new Error('the disk is full')) : memory.put(change);
  };
  const failing = {
    ...working,
    store: {
      put,
      replaceSecrets: memory.replaceSecrets.bind(memory),
      putAll: memory.putAll.bind(memory),
      putSite: memory.putSite.bind(memory),
      erase: memory.erase.bind(memory),
      zoneIdsEverUsed: memory.zoneIdsEverUsed.bind(memory),
    },
  };
  await expect(registerDemo({ registry: failing, marks: memory, calendars, dataDir })).rejects.toThrow(
    'the disk is full',
  );
  expect(memory.newest()).toHaveLength(1);
  expect(await registerDemo({ registry: working, marks: memory, calendars, dataDir })).toBe(true);
  expect(memory.newest()).toHaveLength(cameraCount);
  expect(await memory.sites({}, { limit: 10 })).toHaveLength(town.length);
});

test('the demo is not registered when the registry has cameras or an earlier version registered it', async () => {
  const used = fakeRegistry();
  await givenCamera(used);
  expect(await registerDemo({ registry: used, marks: used.memory, calendars, dataDir })).toBe(false);
  const empty = fakeRegistry();
  writeFileSync(join(dataDir, 'demo.brought'), '');
  expect(await registerDemo({ registry: empty, marks: empty.memory, calendars, dataDir })).toBe(false);
  expect(empty.memory.newest()).toEqual([]);
});

test('two processes that start at the same time register the demo without duplicates', async () => {
  const base = fakeRegistry();
  const { memory } = base;
  // Both processes read before one of them writes.
  const slowly = async <T>(result: Promise<T>): Promise<T> => {
    const read = await result;
    await setImmediate();
    return read;
  };
  const registry = {
    ...base,
    sites: { site: memory.site.bind(memory), sites: (...args) => slowly(memory.sites(...args)) },
    directory: {
      latest: memory.latest.bind(memory),
      versions: memory.versions.bind(memory),
      list: (...args) => slowly(memory.list(...args)),
    },
  } satisfies Registry;
  const register = () => registerDemo({ registry, marks: memory, calendars, dataDir });
  await Promise.all([register(), register()]);
  expect(await memory.sites({}, { limit: 10 })).toHaveLength(town.length);
  expect(memory.newest()).toHaveLength(cameraCount);
  expect(await memory.mark('demo')).toBe('done');
  expect(await calendars.list()).toHaveLength(3);
});

test('a calendar of the demo that another process stores at the same time is stored once', async () => {
  const registry = fakeRegistry();
  const { memory } = registry;
  const duplicate = Object.assign(new InMemoryCalendars(), {
    add: async (...stored: Parameters<InMemoryCalendars['add']>) => {
      await calendars.add(...stored);
      throw new Error('duplicate key');
    },
    byId: calendars.byId.bind(calendars),
  });
  await registerDemo({ registry, marks: memory, calendars: duplicate, dataDir });
  expect(await calendars.list()).toHaveLength(3);
  const failing = Object.assign(new InMemoryCalendars(), {
    add: () => Promise.reject(new Error('the disk is full')),
  });
  const other = fakeRegistry();
  const failed = registerDemo({ registry: other, marks: other.memory, calendars: failing, dataDir });
  await expect(failed).rejects.toThrow('the disk is full');
});

test('the calendars of the demo have its holidays, the market day, the street change and the event, for its sites only', async () => {
  const registry = fakeRegistry();
  registry.clock.epochMs = Date.parse('2026-11-30T08:07:00.000Z');
  await registerDemo({ registry, marks: registry.memory, calendars, dataDir });
  const sites = await registry.memory.sites({}, { limit: 10 });
  const market = sites.find(({ name }) => name === 'Market Lot')?.siteId ?? '';
  const days = new SpecialDays(calendars, new FixedHolidayRules());
  const range = { from: dayOf('2026-05-01'), to: dayOf('2026-11-21') };
  const ofPlace = await days.between(range);
  const place = { timeZone: 'Asia/Shanghai', sites: [market] };
  const found = ofPlace(place).map(({ date, kind, name }) => `${date} ${kind} ${name.text}`);
  expect(found).toEqual(
    expect.arrayContaining([
      '2026-05-01 holiday Labour Day',
      '2026-05-02 event Market day',
      '2026-05-18 event Main Street closed to through traffic',
      '2026-10-03 holiday National Day',
      '2026-11-20 event Town festival',
    ]),
  );
  expect(found.filter((day) => day.includes('holiday'))).toHaveLength(4);
  expect(ofPlace({ ...place, sites: ['000000000009'] })).toEqual([]);
});
