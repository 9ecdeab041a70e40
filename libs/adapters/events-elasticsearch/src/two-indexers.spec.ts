import { expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { BoundedClient } from './bounded-client.ts';
import { openClient } from './connection.ts';
import {
  describeWithElasticsearch,
  freshStore,
  unhurried,
  type FreshStore,
} from './elastic-store.fixture.ts';
import { openElasticStore, type ElasticEventStore } from './elastic-event-store.ts';
import { intercepted } from './intercepting-connection.fixture.ts';
import { Lease } from './lease.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const nextDay = Date.parse('2026-04-01T00:00:00.000Z');
const edges = [noon, noon + hourMs];
const retention = { events: nextDay, quarterHours: 0, hours: 0 };
const day = 'events-v1-2026.03.31';

/** Pauses the first search on the day until `resume`; `reached` resolves when the search is about to be sent. */
function pauseAtSearch() {
  const reached = Promise.withResolvers<undefined>();
  const resumed = Promise.withResolvers<undefined>();
  let paused = false;
  const connection = intercepted((_method, path) => {
    if (paused || !path.includes(day) || !path.endsWith('/_search')) return undefined;
    paused = true;
    reached.resolve(undefined);
    return resumed.promise;
  });
  return { connection, reached: reached.promise, resume: () => resumed.resolve(undefined) };
}

interface Scenario {
  readonly fresh: FreshStore;
  readonly clock: SetClock;
  readonly second: ElasticEventStore;
  readonly pause: ReturnType<typeof pauseAtSearch>;
  readonly total: () => Promise<number | undefined>;
  /** Resolves when the first indexer has read the lease document that often since the call. */
  readonly leaseReads: (times: number) => Promise<void>;
}

/** Two indexers on one prefix. The day has one hour that was finalised once and received a late record since. */
async function withTwoIndexers(test: (scenario: Scenario) => Promise<void>): Promise<void> {
  const clock = new SetClock('2026-03-31T14:00:00.000Z');
  let reads = 0;
  const listeners = new Set<() => void>();
  const counting = intercepted((method, path) => {
    if (method === 'GET' && path.includes('/_doc/lease-')) {
      reads += 1;
      for (const listener of listeners) listener();
    }
    return undefined;
  });
  const fresh = await freshStore(clock, { owner: 'first', client: counting });
  const pause = pauseAtSearch();
  const second = await openElasticStore({
    connection: { nodes: [fresh.url] },
    clock,
    owner: 'second',
    prefix: fresh.prefix,
    ...unhurried,
    client: pause.connection,
  });
  const { store } = fresh;
  const leaseReads = (times: number): Promise<void> => {
    const goal = reads + times;
    return new Promise((resolve) => {
      listeners.add(() => {
        if (reads >= goal) resolve();
      });
    });
  };
  const total = async () => (await store.sums({ edges }))[0]?.total.sum;
  try {
    await store.append([measured(noon, { car: 3 })]);
    await store.refresh();
    clock.set('2026-03-31T14:02:00.000Z');
    await store.finaliser.finaliseDue();
    await store.append([measured(noon + 10_000, { car: 4 })]);
    await store.refresh();
    clock.set('2026-04-02T00:00:00.000Z');
    expect(await total()).toBe(7);
    await test({ fresh, clock, second, pause, total, leaseReads });
  } finally {
    pause.resume();
    await second.close();
    await fresh.erase();
  }
}

describeWithElasticsearch('two indexers on one Elasticsearch', () => {
  it('two indexers keep the hour totals of a day that one of them drops while the other finalises its hours', () =>
    withTwoIndexers(async ({ fresh, second, pause, total, leaseReads }) => {
      const finalising = second.finaliser.finaliseDue();
      await pause.reached;
      // Retention either waits for the lease, which it reads again and again, or drops the day at once.
      const waits = leaseReads(2);
      const dropping = fresh.store.dropBefore(retention);
      await Promise.race([dropping, waits]);
      pause.resume();
      await finalising;
      expect(await dropping).toBe(1);
      await fresh.store.refresh();
      expect(await fresh.call('GET', `${fresh.prefix}-${day}`)).toMatchObject({ status: 404 });
      expect(await total()).toBe(7);
      expect(await second.dropBefore(retention)).toBe(0);
      expect(await total()).toBe(7);
    }));

  it('two indexers do not finalise an hour whose index was deleted meanwhile, and keep its last totals', () =>
    withTwoIndexers(async ({ fresh, second, pause, total }) => {
      const finalising = second.finaliser.finaliseDue();
      await pause.reached;
      await fresh.call('DELETE', `${fresh.prefix}-${day}`);
      pause.resume();
      expect(await finalising).toMatchObject({ finalised: 0 });
      await fresh.store.refresh();
      expect(await total()).toBe(3);
    }));

  it('two indexers drop days one after the other when both run retention at the same time', () =>
    withTwoIndexers(async ({ fresh, second, pause, total }) => {
      pause.resume();
      const dropped = await Promise.all([fresh.store.dropBefore(retention), second.dropBefore(retention)]);
      expect(dropped.toSorted()).toEqual([0, 1]);
      await fresh.store.refresh();
      expect(await total()).toBe(7);
    }));

  it.each([
    ['erases a camera', 2_500, (store: ElasticEventStore) => store.eraseCameras([plainPlace.cameraId])],
    [
      'merges the quarter hours of old hours',
      0,
      (store: ElasticEventStore) => store.dropBefore({ events: 0, quarterHours: nextDay, hours: 0 }),
    ],
  ])(
    'an indexer that %s keeps its lease when the work takes longer than the lease lives',
    async (_, expected, work) => {
      const clock = new SetClock('2026-03-31T14:00:00.000Z');
      const takenOver: boolean[] = [];
      let other: Lease | undefined;
      const slow = intercepted((_method, path) => {
        if (!other || path !== '/_bulk') return undefined;
        // Requests that take 55 s each; the lease lives 120 s.
        clock.set(new Date(clock.now() + 55_000).toISOString());
        return other.acquire().then((isTaken) => void takenOver.push(isTaken));
      });
      const fresh = await freshStore(clock, { client: slow });
      const client = openClient({ nodes: [fresh.url] });
      try {
        await fresh.store.append(
          Array.from({ length: 2_500 }, (_slot, i) =>
            measured(noon + (i % 2) * 10_000, { car: 1 }, { ...plainPlace, zoneId: `z${Math.floor(i / 2)}` }),
          ),
        );
        await fresh.store.refresh();
        clock.set('2026-04-01T14:00:00.000Z');
        await fresh.store.finaliser.finaliseDue();
        await fresh.store.refresh();
        other = new Lease(new BoundedClient(client), {
          index: `${fresh.prefix}-state-v1`,
          name: 'settler',
          owner: 'other',
          clock,
        });
        expect(await work(fresh.store)).toBe(expected);
        expect(takenOver.length).toBeGreaterThan(0);
        expect(takenOver).not.toContain(true);
      } finally {
        await client.close();
        await fresh.erase();
      }
    },
  );
});
