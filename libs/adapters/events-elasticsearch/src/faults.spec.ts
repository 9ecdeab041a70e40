import { expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { CountEvent } from '@vialog/contracts';
import { indexCounts, type EventQuery } from '@vialog/events';
import { gap, measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { useElasticsearch } from '@vialog/testkit';
import { faultProxy } from './fault-proxy.fixture.ts';
import { describeWithElasticsearch, freshStore } from './elastic-store.fixture.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const clock = new SetClock('2026-03-31T12:00:00.000Z');
const day = { from: noon - 12 * hourMs, to: noon + 12 * hourMs, where: { kind: 'all' } } satisfies EventQuery;
const events = (n: number): CountEvent[] =>
  Array.from({ length: n }, (_, i) =>
    measured(
      noon - (i % 60) * 10_000,
      { car: 1 },
      { ...plainPlace, cameraId: `cam${String(Math.floor(i / 60)).padStart(9, '0')}` },
    ),
  );
const noDeadLetters = { put: () => Promise.reject(new Error('expected no rejected event')) };

/** Deterministic pseudo-random numbers, 0 ≤ x < 1. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describeWithElasticsearch('with a connection that breaks', () => {
  it('stores every event exactly once when the connection breaks repeatedly during responses', async () => {
    const server = await useElasticsearch();
    const proxy = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, {
      connection: { nodes: [proxy.url] },
    });
    const random = randoms(7);
    try {
      const all = events(6_000);
      let breaks = 0;
      for (let first = 0; first < all.length; first += 500) {
        const batch = all.slice(first, first + 500);
        proxy.disconnectAfter(Math.floor(random.next().value * 60_000));
        for (let attempt = 0; ; attempt += 1) {
          const outcome = await indexCounts(batch, store, noDeadLetters);
          if (outcome.kind === 'done') break;
          breaks += 1;
          expect(attempt).toBeLessThan(5);
          proxy.restore();
        }
        proxy.restore();
      }
      await store.refresh();
      expect(breaks).toBeGreaterThan(3);
      expect(await store.count(day, 100_000)).toEqual({ value: 6_000, relation: 'eq' });
      const sums = await store.sums({ edges: [noon - hourMs, noon + hourMs] });
      expect(sums.reduce((sum, row) => sum + row.measured, 0)).toBe(6_000);
    } finally {
      proxy.restore();
      await erase();
      await proxy.close();
      server.release();
    }
  });

  it('returns busy to writers and STORE_UNAVAILABLE to readers while the server is unreachable, and recovers', async () => {
    const server = await useElasticsearch();
    const proxy = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, {
      connection: { nodes: [proxy.url] },
    });
    try {
      proxy.disconnect();
      const [first] = await store.append([measured(noon)]);
      expect(first?.kind).toBe('busy');
      await expect(store.search(day, { limit: 1 })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      });
      proxy.restore();
      expect(await store.append([measured(noon)])).toEqual([{ kind: 'stored' }]);
    } finally {
      proxy.restore();
      await erase();
      await proxy.close();
      server.release();
    }
  });

  it('writes the remainder of a gap span after a crash between the measurement and the remainder', async () => {
    const server = await useElasticsearch();
    const proxy = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, {
      connection: { nodes: [proxy.url] },
    });
    const sums = async () => {
      await store.refresh();
      const [row] = await store.sums({ edges: [noon - hourMs, noon + hourMs] });
      return { measured: row?.measured, gaps: row?.gaps };
    };
    try {
      await store.append([gap(noon, { slots: 5, reason: 'not_running' })]);
      const count = measured(noon);
      let verdict = 'busy';
      // Breaks later and later, so that each step of the work is the last successful one once.
      for (let bytes = 60; verdict === 'busy'; bytes += 60) {
        proxy.disconnectAfter(bytes);
        verdict = (await store.append([count]))[0]?.kind ?? '';
        proxy.restore();
      }
      expect(['stored', 'known']).toContain(verdict);
      expect(await sums()).toEqual({ measured: 1, gaps: { not_running: 4 } });
      const found = await store.search(day, { limit: 10 });
      expect(found.items.map((event) => [event.eventId, event.slots])).toEqual([
        [gap(noon + 10_000).eventId, 4],
        [count.eventId, 1],
      ]);
    } finally {
      proxy.restore();
      await erase();
      await proxy.close();
      server.release();
    }
  });

  it('serves 200 concurrent searches, counts and trends', async () => {
    const { store, erase } = await freshStore(clock);
    try {
      await store.append(events(600));
      await store.refresh();
      const edges = [noon - hourMs, noon + hourMs];
      const found = async () => (await store.search(day, { limit: 50 })).items.length;
      const counted = async () => (await store.count(day, 1_000)).value;
      const summed = async () => (await store.sums({ edges })).reduce((sum, row) => sum + row.measured, 0);
      const queries = Array.from({ length: 50 }, () => [found, found, counted, summed]).flat();
      const responses = await Promise.all(queries.map((run) => run()));
      expect(responses).toEqual(Array.from({ length: 50 }, () => [50, 50, 600, 600]).flat());
    } finally {
      await erase();
    }
  });
});
