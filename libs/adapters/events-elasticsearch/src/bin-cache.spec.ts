import { expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import {
  describeWithElasticsearch,
  freshStore,
  unhurried,
  type FreshStore,
} from './elastic-store.fixture.ts';
import { openElasticReaders } from './elastic-event-readers.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const query = { edges: [noon, noon + 3_600_000] };

/** A separate reader, as in another process, that has read the sums once. */
async function withReader(
  test: (fresh: FreshStore, total: () => Promise<number | undefined>, clock: SetClock) => Promise<void>,
): Promise<void> {
  const clock = new SetClock('2026-03-31T14:00:00.000Z');
  const fresh = await freshStore(clock);
  const readers = openElasticReaders({
    connection: { nodes: [fresh.url] },
    prefix: fresh.prefix,
    ...unhurried,
  });
  const total = async () => (await readers.sums(query))[0]?.total.sum;
  try {
    await fresh.store.append([measured(noon, { car: 3 })]);
    await fresh.store.refresh();
    clock.set('2026-03-31T14:02:00.000Z');
    await fresh.store.finaliser.finaliseDue();
    expect(await total()).toBe(3);
    await test(fresh, total, clock);
  } finally {
    await readers.close();
    await fresh.erase();
  }
}

/** Deletes document by document, so that the index keeps its UUID. */
async function emptyBins({ call, prefix }: FreshStore): Promise<void> {
  const { hits } = (await call('GET', `${prefix}-bins/_search?size=100`)) as {
    hits: { hits: { _index: string; _id: string }[] };
  };
  expect(hits.hits.length).toBeGreaterThan(0);
  for (const { _index, _id } of hits.hits) await call('DELETE', `${_index}/_doc/${_id}?refresh=true`);
}

describeWithElasticsearch('the cache of bins', () => {
  it('reads bins once and serves them after their index was emptied by hand', () =>
    withReader(async (fresh, total) => {
      await emptyBins(fresh);
      expect(await total()).toBe(3);
    }));

  it('reads bins again after a late record, before and after the hour is finalised', () =>
    withReader(async ({ store }, total, clock) => {
      await store.append([measured(noon + 10_000, { car: 4 })]);
      await store.refresh();
      expect(await total()).toBe(7);
      clock.set('2026-03-31T14:05:00.000Z');
      await store.finaliser.finaliseDue();
      expect(await total()).toBe(7);
    }));

  it('drops bins when another process erased their camera', () =>
    withReader(async ({ store }, total) => {
      await store.eraseCameras([plainPlace.cameraId]);
      expect(await total()).toBeUndefined();
    }));

  it('a cached bin is not used after the index of bins was deleted by hand, until the hour is finalised again', () =>
    withReader(async ({ store, call, prefix }, total, clock) => {
      await call('DELETE', `${prefix}-bins-v1-2026.03`);
      expect(await total()).toBe(3);
      // Another hour creates the index of the month again.
      await store.append([measured(noon - 3_600_000)]);
      await store.refresh();
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 1 });
      expect(await total()).toBe(3);
      clock.set('2026-03-31T14:05:00.000Z');
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 1 });
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 0 });
      await call('DELETE', `${prefix}-events-v1-2026.03.31`);
      expect(await total()).toBe(3);
    }));

  it('drops bins when the states were deleted by hand and the hours finalised again', () =>
    withReader(async ({ store, call, prefix }, total) => {
      await call('DELETE', `${prefix}-state-v1`);
      await call('DELETE', `${prefix}-events-v1-2026.03.31`);
      await store.append([measured(noon, { car: 9 })]);
      await store.refresh();
      await store.finaliser.finaliseDue();
      expect(await total()).toBe(9);
    }));
});
