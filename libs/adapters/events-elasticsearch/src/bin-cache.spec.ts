import { expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { describeWithElasticsearch, freshStore, type FreshStore } from './elastic-store.fixture.ts';
import { openElasticReaders } from './elastic-event-readers.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const query = { edges: [noon, noon + 3_600_000] };

/** A reader of its own, as another process has one, that has asked once. */
async function withReader(
  test: (fresh: FreshStore, total: () => Promise<number | undefined>, clock: SetClock) => Promise<void>,
): Promise<void> {
  const clock = new SetClock('2026-03-31T14:00:00.000Z');
  const fresh = await freshStore(clock);
  const readers = openElasticReaders({ connection: { nodes: [fresh.url] }, prefix: fresh.prefix });
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

/** By single documents, so that the index stays what it is. */
async function emptyBins({ call, prefix }: FreshStore): Promise<void> {
  const { hits } = (await call('GET', `${prefix}-bins/_search?size=100`)) as {
    hits: { hits: { _index: string; _id: string }[] };
  };
  expect(hits.hits.length).toBeGreaterThan(0);
  for (const { _index, _id } of hits.hits) await call('DELETE', `${_index}/_doc/${_id}?refresh=true`);
}

describeWithElasticsearch('bins of settled hours', () => {
  it('are read once: they are still known when somebody emptied their index behind our back', () =>
    withReader(async (fresh, total) => {
      await emptyBins(fresh);
      expect(await total()).toBe(3);
    }));

  it('are read anew after a late record, while it is late and when it is settled', () =>
    withReader(async ({ store }, total, clock) => {
      await store.append([measured(noon + 10_000, { car: 4 })]);
      await store.refresh();
      expect(await total()).toBe(7);
      clock.set('2026-03-31T14:05:00.000Z');
      await store.finaliser.finaliseDue();
      expect(await total()).toBe(7);
    }));

  it('are forgotten when their camera is erased by another process', () =>
    withReader(async ({ store }, total) => {
      await store.eraseCameras([plainPlace.cameraId]);
      expect(await total()).toBeUndefined();
    }));

  it('do not stand for records any more when their index was deleted by hand, until the hour is settled anew', () =>
    withReader(async ({ store, call, prefix }, total, clock) => {
      await call('DELETE', `${prefix}-bins-v1-2026.03`);
      expect(await total()).toBe(3);
      // The month is made anew by another hour.
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

  it('are not trusted when the states were deleted by hand and settled again', () =>
    withReader(async ({ store, call, prefix }, total) => {
      await call('DELETE', `${prefix}-state-v1`);
      await call('DELETE', `${prefix}-events-v1-2026.03.31`);
      await store.append([measured(noon, { car: 9 })]);
      await store.refresh();
      await store.finaliser.finaliseDue();
      expect(await total()).toBe(9);
    }));
});
