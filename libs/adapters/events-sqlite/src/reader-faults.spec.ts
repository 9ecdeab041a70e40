import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { ReaderPool, type ReaderPoolOptions } from './reader-pool.ts';
import { temporaryStore, type TemporaryStore } from './temporary-store.fixture.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const clock = new SetClock('2026-03-31T12:30:00.000Z');
const always = { from: 0, to: Date.parse('2100-01-01T00:00:00.000Z'), where: { kind: 'all' } } as const;

describe('the readers of the SQLite store', () => {
  let opened: TemporaryStore;
  beforeEach(async () => {
    opened = await temporaryStore(clock);
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
    await opened.store.append(events);
  });
  afterEach(() => opened.close());

  /** Long enough for a slow machine; only a query that hangs reaches it. */
  const unhurried = (): ReaderPoolOptions => ({
    folder: opened.folder,
    deadlineMs: 600_000,
    startTimeoutMs: 600_000,
    readers: 1,
    maxQueued: 10,
  });
  const poolOf = (options: Partial<ReaderPoolOptions> = {}): ReaderPool =>
    new ReaderPool({ ...unhurried(), ...options });

  it('kills a query past its deadline with QUERY_TOO_EXPENSIVE and runs the next one in a new process', async () => {
    const pool = poolOf({ deadlineMs: 5 });
    const edges = Array.from({ length: 4000 }, (_, i) => noon - 400_000 + i * 100);
    const slow = pool.query({
      kind: 'histogram',
      query: { ...always, where: slowCondition(60) },
      edges,
    });
    await expect(slow).rejects.toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
    await pool.close();
    const next = poolOf();
    expect(await next.query({ kind: 'count', query: always, limit: 10 })).toEqual({
      value: 10,
      relation: 'gte',
    });
    await next.close();
  });

  it('kills a reader process that never becomes ready and runs the next query in a new one', async () => {
    const stuck = join(opened.folder, 'stuck');
    writeFileSync(stuck, '');
    const options = {
      ...unhurried(),
      entry: new URL('./stuck-child.fixture.ts', import.meta.url),
      startTimeoutMs: 200,
    };
    const pool = new ReaderPool(options);
    await expect(pool.query({ kind: 'newest' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringMatching(/did not start in time/),
    });
    rmSync(stuck);
    options.startTimeoutMs = 600_000;
    expect(await pool.query({ kind: 'newest' })).toBe(noon);
    await pool.close();
  });

  it('passes no environment variable except TMPDIR to a reader process', async () => {
    process.env['VIALOG_ADMIN_TOKEN'] = 'secret';
    const pool = poolOf({ entry: new URL('./environment-child.fixture.ts', import.meta.url) });
    try {
      expect(await pool.query({ kind: 'newest' })).not.toContain('VIALOG_ADMIN_TOKEN');
      expect(await pool.query({ kind: 'newest' })).not.toContain('HOME');
    } finally {
      delete process.env['VIALOG_ADMIN_TOKEN'];
      await pool.close();
    }
  });

  it('queues queries for a busy process and rejects queries beyond the limit', async () => {
    const pool = poolOf({ maxQueued: 2 });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => pool.query({ kind: 'newest' })));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(results[4]).toMatchObject({
      reason: { code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/wait/) },
    });
    await pool.close();
  });

  it('returns STORE_UNAVAILABLE when the process ends during a query, and the store keeps working', async () => {
    const pool = poolOf();
    const result = pool.query({ kind: 'newest' });
    await pool.close();
    await expect(result).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await opened.store.newest()).toBe(noon);
  });
});

/** A condition that no record matches and that sums cannot decide. */
function slowCondition(parts: number) {
  return {
    kind: 'and' as const,
    of: Array.from({ length: parts }, (_, i) => ({
      kind: 'not' as const,
      of: { kind: 'number' as const, field: 'car' as const, op: '=' as const, value: i % 40 },
    })),
  };
}
