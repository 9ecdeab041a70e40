import { expect, it } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import { indexCounts, type EventQuery } from '@vialog/events';
import { gap, measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { useElasticsearch } from '@vialog/testkit';
import { faultProxy } from './fault-proxy.fixture.ts';
import { describeWithElasticsearch, freshStore } from './elastic-store.fixture.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const hourMs = 3_600_000;
const clock = new SetClock('2026-03-31T12:00:00.000Z');
const day = { from: noon - 12 * hourMs, to: noon + 12 * hourMs, where: { is: 'all' } } satisfies EventQuery;
const lots = (n: number): CountEvent[] =>
  Array.from({ length: n }, (_, i) =>
    measured(
      noon - (i % 60) * 10_000,
      { car: 1 },
      { ...plainPlace, cameraId: `cam${String(Math.floor(i / 60)).padStart(9, '0')}` },
    ),
  );
const nobody = { put: () => Promise.reject(new Error('nothing may be refused')) };

/** A generator of the same numbers each time. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describeWithElasticsearch('Elasticsearch that goes away', () => {
  it('loses nothing and doubles nothing when the connection is cut in the middle of answers, again and again', async () => {
    const server = await useElasticsearch();
    const road = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, {
      connection: { nodes: [road.url] },
      writing: { timeoutMs: 5_000 },
    });
    const random = randoms(7);
    try {
      const events = lots(6_000);
      let cuts = 0;
      for (let first = 0; first < events.length; first += 500) {
        const batch = events.slice(first, first + 500);
        road.disconnectAfter(Math.floor(random.next().value * 60_000));
        for (let attempt = 0; ; attempt += 1) {
          const outcome = await indexCounts(batch, store, nobody);
          if (outcome.kind === 'done') break;
          cuts += 1;
          expect(attempt).toBeLessThan(5);
          road.restore();
        }
        road.restore();
      }
      await store.refresh();
      expect(cuts).toBeGreaterThan(3);
      expect(await store.count(day, 100_000)).toEqual({ value: 6_000, relation: 'eq' });
      const sums = await store.sums({ edges: [noon - hourMs, noon + hourMs] });
      expect(sums.reduce((sum, row) => sum + row.measured, 0)).toBe(6_000);
    } finally {
      road.restore();
      await erase();
      await road.close();
      server.release();
    }
  });

  it('says busy while the server is away, STORE_UNAVAILABLE to readers, and goes on by itself afterwards', async () => {
    const server = await useElasticsearch();
    const road = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, { connection: { nodes: [road.url] } });
    try {
      road.disconnect();
      const [first] = await store.append([measured(noon)]);
      expect(first?.kind).toBe('busy');
      await expect(store.search(day, { limit: 1 })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      });
      road.restore();
      expect(await store.append([measured(noon)])).toEqual([{ kind: 'stored' }]);
    } finally {
      road.restore();
      await erase();
      await road.close();
      server.release();
    }
  });

  it('finishes the rest of a span when the process died between the measurement and the rest', async () => {
    const server = await useElasticsearch();
    const road = await faultProxy(server.url);
    const { store, erase } = await freshStore(clock, {
      connection: { nodes: [road.url] },
      writing: { timeoutMs: 5_000 },
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
      // Cut later and later, so that each step of the work is once the last that came through.
      for (let bytes = 60; verdict === 'busy'; bytes += 60) {
        road.disconnectAfter(bytes);
        verdict = (await store.append([count]))[0]?.kind ?? '';
        road.restore();
      }
      expect(['stored', 'known']).toContain(verdict);
      expect(await sums()).toEqual({ measured: 1, gaps: { not_running: 4 } });
      const found = await store.search(day, { limit: 10 });
      expect(found.items.map((event) => [event.eventId, event.slots])).toEqual([
        [gap(noon + 10_000).eventId, 4],
        [count.eventId, 1],
      ]);
    } finally {
      road.restore();
      await erase();
      await road.close();
      server.release();
    }
  });

  it('answers two hundred searches, counts and trends at once', async () => {
    const { store, erase } = await freshStore(clock);
    try {
      await store.append(lots(600));
      await store.refresh();
      const edges = [noon - hourMs, noon + hourMs];
      const found = async () => (await store.search(day, { limit: 50 })).items.length;
      const counted = async () => (await store.count(day, 1_000)).value;
      const summed = async () => (await store.sums({ edges })).reduce((sum, row) => sum + row.measured, 0);
      const questions = Array.from({ length: 50 }, () => [found, found, counted, summed]).flat();
      const answers = await Promise.all(questions.map((question) => question()));
      expect(answers).toEqual(Array.from({ length: 50 }, () => [50, 50, 600, 600]).flat());
    } finally {
      await erase();
    }
  });
});
