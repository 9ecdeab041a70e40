import { describe, expect, it } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { searchEvents } from './search-events.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written, type World } from './world.fixture.ts';

const gate = cameraOf();
const lot = lotCamera();

async function seeded(): Promise<World> {
  const world = worldOf([gate, lot]);
  const minutes = Array.from({ length: 60 }, (_, i) =>
    bays(lot, ten - 3_600_000 + i * 60_000, i < 30 ? '0001' : '1111'),
  );
  const slots = Array.from({ length: 357 }, (_, i) => cars(gate, ten - 3_600_000 + i * 10_000, i % 10));
  await written(world, [...minutes, ...slots]);
  return world;
}

const requested = (world: World, q: string, cursor?: string, limit = 50) =>
  searchEvents(world.ports, { q, limit, cursor });

describe('searchEvents', () => {
  it('searchEvents returns the last 24 hours, newest first, with the number of matches', async () => {
    const page = await requested(await seeded(), 'car>=9 camera:"gate 3"', undefined, 5);
    expect(page.items.map((item) => item.slotStartAt)[0]).toBe(isoOf(ten - 3_600_000 + 349 * 10_000));
    expect(page.items).toHaveLength(5);
    expect(page.matched).toEqual({ value: 35, relation: 'eq' });
    expect([page.from, page.to]).toEqual(['2026-03-30T10:00:00.000Z', '2026-03-31T10:00:00.000Z']);
    expect(page.nextCursor).not.toBeNull();
  });

  it('search pages neither skip nor repeat events when time has passed', async () => {
    const world = await seeded();
    const seen: string[] = [];
    let cursor: string | undefined;
    let from: string | undefined;
    for (let guard = 0; guard < 100; guard += 1) {
      const page = await requested(world, 'last:1h class:car count>=5', cursor, 17);
      seen.push(...page.items.map((item) => item.eventId));
      from ??= page.from;
      expect(page.from).toBe(from);
      world.clock.set(isoOf(world.clock.now() + 600_000));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(177);
    expect(new Set(seen).size).toBe(177);
  });

  it('searchEvents counts and measures completeness for the first page only, and repeats both on later pages', async () => {
    const world = await seeded();
    let counts = 0;
    const count: typeof world.store.count = (...query) => {
      counts += 1;
      return world.store.count(...query);
    };
    const events = {
      search: world.store.search.bind(world.store),
      histogram: world.store.histogram.bind(world.store),
      byId: world.store.byId.bind(world.store),
      episodes: world.store.episodes.bind(world.store),
      count,
    };
    const ports = { ...world.ports, events };
    const first = await searchEvents(ports, { q: 'last:1h car>=5', limit: 2 });
    await written(world, [cars(gate, ten - 20_000, 9)]);
    const second = await searchEvents(ports, {
      q: 'last:1h car>=5',
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    expect(counts).toBe(1);
    expect([second.matched, second.completeness]).toEqual([first.matched, first.completeness]);
  });

  it('searchEvents reads no names for a line without names', async () => {
    const sites = { sites: () => Promise.reject(new Error('sites were read')) };
    const { ports } = await seeded();
    expect((await searchEvents({ ...ports, sites }, { q: 'car>=9 last:1h', limit: 1 })).items).toHaveLength(
      1,
    );
  });

  it('searchEvents rejects a cursor of another query and a damaged one', async () => {
    const world = await seeded();
    const { nextCursor } = await requested(world, 'last:1h', undefined, 1);
    const other = requested(world, 'last:2h', nextCursor ?? '');
    await expect(other).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
      message: expect.stringMatching(/another query/),
    });
    const longer = `${nextCursor}A`;
    for (const cursor of [longer, 'nonsense', 'e30', Buffer.from('["x",1,2,[1,2]]').toString('base64url')])
      await expect(requested(world, 'last:1h', cursor)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('searchEvents reports the position of a syntax error', async () => {
    await expect(requested(worldOf([gate]), 'camera:"Gate 3" car>=x')).rejects.toMatchObject({
      code: 'QUERY_SYNTAX',
      details: [{ path: 'q', from: 21, to: 22 }],
    });
  });

  it('searchEvents reports an unknown name with a suggestion', async () => {
    await expect(requested(worldOf([gate]), 'site:"Noth Lot"')).rejects.toMatchObject({
      code: 'QUERY_UNKNOWN_NAME',
      message: expect.stringMatching(/no site called "Noth Lot".*Did you mean "North Lot"\?/),
      details: [{ from: 0, to: 15 }],
    });
    await expect(requested(worldOf([gate]), 'near:"Nowhere",1km')).rejects.toMatchObject({
      code: 'QUERY_UNKNOWN_NAME',
    });
  });

  it('searchEvents finds nothing for a word that no name contains, with a note', async () => {
    const page = await requested(await seeded(), 'Atlantis');
    expect(page.items).toEqual([]);
    expect(page.notes).toEqual([
      {
        code: 'wordWithoutName',
        params: { found: 'Atlantis' },
        message: 'No site, camera or zone has "Atlantis" in its name.',
      },
    ]);
    expect(page.completeness.expected).toBe(0);
  });

  it('searchEvents returns an empty page without cameras and events', async () => {
    const page = await requested(worldOf([]), '');
    expect(page).toMatchObject({
      items: [],
      nextCursor: null,
      matched: { value: 0, relation: 'eq' },
      completeness: { expected: 0, measured: 0, pending: 0, coverage: null, reasons: {}, behindMs: 0 },
    });
  });
});

describe('completeness of a response', () => {
  const complete = async (world: World, q: string) => (await requested(world, q)).completeness;

  it('completeness counts conditions on content as true, negated or not', async () => {
    const world = await seeded();
    const plain = await complete(world, 'camera:"Gate 3"');
    expect(plain).toMatchObject({ expected: 360, measured: 357, pending: 3 });
    for (const q of [
      'car>1000',
      '-car>3',
      'kind:gap',
      '-reason:dark',
      'model:other',
      'origin:simulated',
      '-(car>3 OR bus>2)',
    ])
      expect(await complete(world, `camera:"Gate 3" ${q}`)).toEqual(plain);
  });

  it('completeness counts only the places of the query', async () => {
    const world = await seeded();
    expect(await complete(world, 'site:"North Lot"')).toMatchObject({
      expected: 60,
      measured: 60,
      coverage: 1,
    });
    expect(await complete(world, '-site:"North Lot"')).toMatchObject({ expected: 360 });
    expect(await complete(world, 'near:31.03,112.2,100m')).toMatchObject({ expected: 360 });
    expect(await complete(world, 'bbox:31,112.205;31.1,112.3')).toMatchObject({ expected: 60 });
    expect(await complete(world, 'site:"North Lot" OR car>5')).toMatchObject({ expected: 420 });
    expect(await complete(world, 'zone:"row a" camera:"Gate 3"')).toMatchObject({
      expected: 0,
      coverage: null,
    });
  });

  it('completeness counts only the local times of the query, to the minute', async () => {
    const world = await seeded();
    // 17:00–18:00 in Shanghai is 09:00–10:00 UTC, the hour the cameras have run.
    expect(await complete(world, 'camera:"Gate 3" at:17:00-17:30')).toMatchObject({
      expected: 180,
      measured: 180,
    });
    expect(await complete(world, 'camera:"Gate 3" at:17:07-17:08')).toMatchObject({
      expected: 6,
      measured: 6,
    });
    expect(await complete(world, 'camera:"Gate 3" at:17:07-17:08 on:tue')).toMatchObject({ expected: 6 });
    expect(await complete(world, 'camera:"Gate 3" on:wed')).toMatchObject({ expected: 0 });
    expect(await complete(world, 'camera:"Gate 3" -at:17:30-18:00')).toMatchObject({ expected: 180 });
  });

  it('completeness is exact for a window that cuts a quarter hour', async () => {
    const world = await seeded();
    const window = 'from:2026-03-31T17:00:05+08:00 to:2026-03-31T17:01:01+08:00';
    expect(await complete(world, `camera:"Gate 3" ${window}`)).toMatchObject({ expected: 6, measured: 6 });
  });

  it('completeness has the reasons of gaps and the age of the newest slot', async () => {
    const world = worldOf([gate]);
    await written(world, [
      cars(gate, ten - 3_600_000, 1),
      lost(gate, ten - 600_000, 30, 'offline'),
      lost(gate, ten - 60_000, 1, 'dark'),
    ]);
    const { reasons, ...figures } = await complete(world, 'last:10m');
    expect(reasons).toEqual({ offline: 30, dark: 1, unreported: 26 });
    expect(figures).toEqual({ expected: 60, measured: 0, pending: 3, coverage: 0, behindMs: 60_000 });
  });

  it('completeness counts a camera only while it is active', async () => {
    const paused = cameraOf({ version: 2, lifecycle: 'paused', validFromAt: isoOf(ten - 1_800_000) });
    expect(await complete(worldOf([gate, paused]), '')).toMatchObject({ expected: 180 });
  });
});
