import { describe, expect, test } from '@jest/globals';
import { boardQuery, boardResponse, isoOf, minuteMs, type BoardTile, type Camera } from '@vialog/contracts';
import {
  bays,
  cameraOf,
  cars,
  lost,
  lotCamera,
  lotZone,
  northLot,
  roadZone,
  southGate,
  ten,
  worldOf,
  written,
  type World,
} from '../use-cases/world.fixture.ts';
import { readBoard } from './read-board.ts';

const lot = lotCamera();
const road = cameraOf({ zones: [{ ...roadZone, siteId: southGate.siteId, slotMs: 60_000 }] });
const now = ten + 30_000;
const minute = (n: number): number => ten + n * minuteMs;

const board = async (world: World, query: object = {}) =>
  boardResponse.parse(await readBoard(world.ports, boardQuery.parse(query)));
async function tileOf(world: World, siteId = northLot.siteId): Promise<BoardTile> {
  const tile = (await board(world)).items.find((each) => each.siteId === siteId);
  if (!tile) throw new Error(`the board has no site ${siteId}`);
  return tile;
}

/** Minutes of the lot, oldest first, ending at ten o'clock. */
async function lotWith(states: readonly string[], cameras: readonly Camera[] = [lot]): Promise<World> {
  const world = worldOf(cameras, now);
  await written(
    world,
    states.map((state, i) => bays(lot, minute(i - states.length), state)),
  );
  return world;
}

describe('readBoard', () => {
  test('a lot shows the free spaces of its newest slot, with when it becomes stale and expires', async () => {
    const tile = await tileOf(await lotWith(['0000', '1000']));
    expect(tile).toMatchObject({ name: 'North Lot', reason: null });
    expect(tile.figure).toEqual({
      kind: 'free',
      value: 3,
      spaces: 4,
      occupancy: 0.25,
      atLeast: false,
      startAt: isoOf(minute(-1)),
      endAt: isoOf(ten),
      staleAt: isoOf(ten + 60_000 + 30_000),
      expiresAt: isoOf(ten + 5 * 60_000 + 30_000),
      coverage: 1,
    });
  });

  test('a site without parking spaces shows what is present in its areas', async () => {
    const world = worldOf([road], now);
    await written(world, [cars(road, minute(-1), 7)]);
    const tile = await tileOf(world, southGate.siteId);
    expect(tile.figure).toMatchObject({ kind: 'present', value: 7 });
    expect(tile.figure).not.toHaveProperty('spaces');
  });

  test('spaces that could not be judged make the number of free spaces a minimum', async () => {
    const tile = await tileOf(await lotWith(['-100']));
    expect(tile.figure).toMatchObject({ value: 2, atLeast: true });
  });

  test('a slot in which no space could be judged is no figure, and says why', async () => {
    const tile = await tileOf(await lotWith(['0000', '----']));
    expect(tile).toMatchObject({ figure: { value: 4, endAt: isoOf(minute(-1)) }, reason: 'unknown_spaces' });
  });

  test('a slot that lacks a zone counts only after its deadline, and has its coverage', async () => {
    const second = lotCamera({ cameraId: 'cam000000003' });
    const world = worldOf([lot, second], ten + 10_000);
    await written(world, [
      ...[lot, second].map((camera) => bays(camera, minute(-2), '0000')),
      bays(lot, minute(-1), '0000'),
    ]);
    expect((await tileOf(world)).figure).toMatchObject({ value: 8, endAt: isoOf(minute(-1)) });
    world.clock.set(isoOf(ten + 30_000));
    expect((await tileOf(world)).figure).toMatchObject({ value: 4, endAt: isoOf(ten), coverage: 0.5 });
  });

  test('a gap leaves the last measured figure with its age, and gives the reason', async () => {
    const world = await lotWith(['0000', '1000']);
    await written(world, [lost(lot, ten, 2, 'offline')]);
    world.clock.set(isoOf(minute(2) + 30_000));
    expect(await tileOf(world)).toMatchObject({
      figure: { value: 3, endAt: isoOf(ten) },
      reason: 'offline',
    });
  });

  test('without a measurement in the last slots there is no figure', async () => {
    const world = await lotWith(['0000']);
    world.clock.set(isoOf(minute(12)));
    expect(await tileOf(world)).toMatchObject({ figure: null, reason: 'unreported', trend: null });
  });

  test('a site without counted zones and one whose cameras are paused are not called unmeasured', async () => {
    expect(await tileOf(worldOf([lot], now), southGate.siteId)).toMatchObject({
      figure: null,
      reason: 'no_zone',
    });
    const paused = lotCamera({ version: 2, lifecycle: 'paused', validFromAt: isoOf(minute(-30)) });
    const world = worldOf([lot, paused], now);
    expect(await tileOf(world)).toMatchObject({ figure: null, reason: 'not_expected' });
  });
});

describe('the arrow of the board', () => {
  const hour = (first: string, last: string): string[] => [
    ...Array.from({ length: 45 }, () => first),
    ...Array.from({ length: 15 }, () => last),
  ];

  test.each([
    ['0000', '1100', 'falling'],
    ['1111', '1100', 'rising'],
    ['1100', '1100', 'steady'],
  ])('%s in the first and %s in the last quarter of the hour is %s', async (first, last, direction) => {
    expect((await tileOf(await lotWith(hour(first, last)))).trend).toMatchObject({ direction });
  });

  test('there is no arrow while less than half of a quarter was measured', async () => {
    expect((await tileOf(await lotWith(hour('0000', '1111').slice(-20)))).trend).toBeNull();
  });

  test('the arrow stays while the record of a slot of a quarter hour can still arrive', async () => {
    const quarterMs = 15 * minuteMs;
    const zone = { ...roadZone, siteId: southGate.siteId, slotMs: quarterMs };
    const slow = cameraOf({
      zones: [zone],
      validFromAt: isoOf(minute(-120)),
      createdAt: isoOf(minute(-120)),
    });
    const world = worldOf([slow], ten + 10_000);
    await written(
      world,
      [5, 4, 3, 2].map((quarters, i) => cars(slow, ten - quarters * quarterMs, 10 + 5 * i)),
    );
    expect((await tileOf(world, southGate.siteId)).trend).toMatchObject({ direction: 'rising', now: 25 });
    world.clock.set(isoOf(ten + 30_000));
    expect((await tileOf(world, southGate.siteId)).trend).toBeNull();
  });

  test('a camera that fails within the hour moves no arrow', async () => {
    const second = lotCamera({ cameraId: 'cam000000003' });
    const world = await lotWith(hour('1100', '1100'), [lot, second]);
    await written(
      world,
      Array.from({ length: 30 }, (_, i) => bays(second, minute(i - 60), '0000')),
    );
    expect((await tileOf(world)).trend).toMatchObject({ direction: 'steady', before: 2, now: 2 });
  });
});

describe('the selection of the board', () => {
  const other = lotCamera({
    cameraId: 'cam000000009',
    groups: ['east'],
    zones: [{ ...lotZone, siteId: southGate.siteId }],
  });
  const names = async (query: object): Promise<string[]> => {
    const world = worldOf([lot, other], now);
    await written(world, [bays(lot, minute(-1), '1110'), bays(other, minute(-1), '1000')]);
    return (await board(world, query)).items.map(({ name }) => name);
  };

  test.each([
    [{}, ['North Lot', '南门']],
    [{ sites: `${southGate.siteId},nosuchsite00` }, ['南门']],
    [{ kind: 'parking_lot' }, ['North Lot']],
    [{ groups: 'east,north' }, ['南门']],
    [{ sort: 'fullest' }, ['North Lot', '南门']],
    [{ sort: 'free' }, ['南门', 'North Lot']],
  ])('%j selects and orders the sites', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });
});
