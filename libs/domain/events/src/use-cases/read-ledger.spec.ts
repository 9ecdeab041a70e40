import { describe, expect, it } from '@jest/globals';
import { isoOf, type LedgerRow } from '@vialog/contracts';
import { readLedger } from './read-ledger.ts';
import { cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

const hour = 3_600_000;
const gate = cameraOf({ validFromAt: isoOf(ten - 5 * hour) });
const lot = lotCamera({ validFromAt: isoOf(ten - 5 * hour) });

describe('readLedger', () => {
  it('accounts for every expected slot, hour by hour', async () => {
    const world = worldOf([gate], ten + 1_200_000);
    await written(world, [cars(gate, ten - hour, 1), lost(gate, ten - hour + 10_000, 9), cars(gate, ten, 3)]);
    const { items, nextCursor } = await readLedger(world.ports, { limit: 1000, from: isoOf(ten - hour) });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        cameraId: gate.cameraId,
        zoneId: 'view',
        hourStartAt: isoOf(ten - hour),
        expected: 360,
        measured: 1,
        gaps: 359,
        pending: 0,
        reasons: { offline: 9, unreported: 350 },
      },
      expect.objectContaining({ hourStartAt: isoOf(ten), expected: 120, measured: 1, gaps: 116, pending: 3 }),
    ]);
    for (const row of items) expect(row.measured + row.gaps + row.pending).toBe(row.expected);
  });

  it.each([1, 2, 3, 7])(
    'ledger pages of %i rows neither skip nor repeat rows when time has passed',
    async (limit) => {
      const world = worldOf([gate, lot], ten);
      const rows: LedgerRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await readLedger(world.ports, { limit, cursor });
        rows.push(...page.items);
        cursor = page.nextCursor ?? undefined;
        world.clock.set(isoOf(world.clock.now() + hour));
      } while (cursor !== undefined && rows.length < 50);
      const keys = rows.map((row) => `${row.hourStartAt}/${row.cameraId}/${row.zoneId}`);
      expect(keys).toHaveLength(10);
      expect(keys).toEqual([...new Set(keys)].sort());
    },
  );

  it('returns rows of the requested cameras only, none for unknown cameras', async () => {
    const world = worldOf([gate, lot]);
    const cameras = async (ids: string[]) =>
      new Set(
        (await readLedger(world.ports, { limit: 1000, cameras: ids })).items.map((row) => row.cameraId),
      );
    expect([...(await cameras([lot.cameraId]))]).toEqual([lot.cameraId]);
    expect([...(await cameras(['cam000000099']))]).toEqual([]);
  });

  it('the ledger starts with the first camera when the window begins earlier', async () => {
    const { items } = await readLedger(worldOf([gate]).ports, { limit: 3, from: '1900-01-01T00:00:00Z' });
    expect(items.map((row) => row.hourStartAt)).toEqual([5, 4, 3].map((h) => isoOf(ten - h * hour)));
  });

  it('rejects a cursor of other cameras', async () => {
    const world = worldOf([gate, lot]);
    const { nextCursor } = await readLedger(world.ports, { limit: 1 });
    const other = readLedger(world.ports, { limit: 1, cameras: [lot.cameraId], cursor: nextCursor ?? '' });
    await expect(other).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});
