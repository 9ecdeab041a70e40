import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { measured, SetClock } from '@vialog/events/conformance';
import { openSqliteEventReaders } from './sqlite-event-readers.ts';
import { temporaryStore } from './temporary-store.fixture.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const clock = new SetClock('2026-03-31T12:30:00.000Z');
const always = { from: noon - 86_400_000, to: noon + 86_400_000, where: { kind: 'all' } } as const;

describe('readers of a folder that another process writes to', () => {
  it('readers return records as soon as the writer has stored them', async () => {
    const opened = await temporaryStore(clock);
    const readers = openSqliteEventReaders({ folder: opened.folder, readers: 1 });
    try {
      expect(await readers.search(always, { limit: 5 })).toEqual({ items: [], more: false });
      for (const n of [1, 2]) {
        await opened.store.append([measured(noon + n * 10_000, { car: n })]);
        expect((await readers.search(always, { limit: 5 })).items).toHaveLength(n);
      }
      expect((await readers.lastSlotEnds(['cam000000001'])).size).toBe(1);
      await readers.check();
      await opened.store.check();
      const { disks, state } = await readers.storage();
      expect(state).toBe('complete');
      expect(disks.map(({ name }) => name)).toEqual([opened.folder]);
      expect(disks[0]?.totalBytes).toBeGreaterThan(disks[0]?.freeBytes ?? Infinity);
    } finally {
      await readers.close();
      await opened.close();
    }
  });

  it('readers open before the folder exists, return no records, and fail their check', async () => {
    const readers = openSqliteEventReaders({ folder: join('/nonexistent', 'events'), readers: 1 });
    expect(await readers.newest()).toBeUndefined();
    await expect(readers.check()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(readers.storage()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await readers.close();
  });

  it('readers return STORE_UNAVAILABLE for a damaged day file and do not change the file', async () => {
    const opened = await temporaryStore(clock);
    writeFileSync(join(opened.folder, 'events-2026-03-30.db'), 'not a database'.repeat(99));
    const readers = openSqliteEventReaders({ folder: opened.folder, readers: 1 });
    await expect(readers.search(always, { limit: 5 })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await opened.store.search(always, { limit: 5 })).toEqual({ items: [], more: false });
    expect((await readers.search(always, { limit: 5 })).items).toEqual([]);
    await readers.close();
    await opened.close();
  });
});
