import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { ReaderPool } from './reader-pool.ts';
import { temporaryStore, type TemporaryStore } from './temporary-store.fixture.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const clock = new SetClock('2026-03-31T12:30:00.000Z');
const always = { from: 0, to: Date.parse('2100-01-01T00:00:00.000Z'), where: { kind: 'all' } } as const;

describe('a question to the store', () => {
  let kept: TemporaryStore;
  beforeEach(async () => {
    kept = await temporaryStore(clock);
    const events = Array.from({ length: 4000 }, (_, i) =>
      measured(
        noon - (i % 40) * 10_000,
        { car: i % 40 },
        {
          ...plainPlace,
          cameraId: `cam${String(Math.floor(i / 40)).padStart(9, '0')}`,
        },
      ),
    );
    await kept.store.append(events);
  });
  afterEach(() => kept.close());

  it('past its deadline is killed and answered QUERY_TOO_EXPENSIVE; the next one is answered by a new process', async () => {
    const pool = new ReaderPool({ folder: kept.folder, deadlineMs: 5, readers: 1, maxQueued: 10 });
    const edges = Array.from({ length: 4000 }, (_, i) => noon - 400_000 + i * 100);
    const slow = pool.query({ kind: 'histogram', query: { ...always, where: slowCondition(60) }, edges });
    await expect(slow).rejects.toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
    const patient = new ReaderPool({ folder: kept.folder, deadlineMs: 5000, readers: 1, maxQueued: 10 });
    expect(await patient.query({ kind: 'count', query: always, limit: 10 })).toEqual({
      value: 10,
      relation: 'gte',
    });
    await pool.close();
    await patient.close();
  });

  it('waits for a free process, and is refused once too many wait', async () => {
    const pool = new ReaderPool({ folder: kept.folder, deadlineMs: 5000, readers: 1, maxQueued: 2 });
    const asked = Array.from({ length: 5 }, () => pool.query({ kind: 'newest' }));
    const settled = await Promise.allSettled(asked);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(settled[4]).toMatchObject({
      reason: { code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/wait/) },
    });
    await pool.close();
  });

  it('whose process dies is answered STORE_UNAVAILABLE, and the store goes on', async () => {
    const pool = new ReaderPool({ folder: kept.folder, deadlineMs: 5000, readers: 1, maxQueued: 10 });
    const asked = pool.query({ kind: 'newest' });
    await pool.close();
    await expect(asked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await kept.store.newest()).toBe(noon);
  });
});

/** A condition that holds nowhere and that no sum can rule out. */
function slowCondition(parts: number) {
  return {
    kind: 'and' as const,
    of: Array.from({ length: parts }, (_, i) => ({
      kind: 'not' as const,
      of: { kind: 'number' as const, field: 'car' as const, op: '=' as const, value: i % 40 },
    })),
  };
}
