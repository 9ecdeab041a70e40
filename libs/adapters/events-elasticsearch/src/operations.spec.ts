import { expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { EventQuery } from '@vialog/events';
import { asSent, measured, measuredBays, SetClock } from '@vialog/events/conformance';
import { useElasticsearch } from '@vialog/testkit';
import { BoundedClient } from './bounded-client.ts';
import { openClient } from './connection.ts';
import {
  describeWithElasticsearch,
  freshStore,
  unhurried,
  type FreshStore,
} from './elastic-store.fixture.ts';
import { openElasticStore } from './elastic-event-store.ts';
import { intercepted } from './intercepting-connection.fixture.ts';
import { Lease } from './lease.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const now = '2026-03-31T14:00:00.000Z';
const always = {
  from: noon - 24 * hourMs,
  to: noon + 24 * hourMs,
  where: { kind: 'all' },
} satisfies EventQuery;
const edges = [noon, noon + hourMs];
const today = 'events-v1-2026.03.31';

async function withStore(test: (fresh: FreshStore, clock: SetClock) => Promise<void>): Promise<void> {
  const clock = new SetClock(now);
  const fresh = await freshStore(clock);
  try {
    await test(fresh, clock);
  } finally {
    await fresh.erase();
  }
}

/** The sum of the first quarter hour in the bins. */
async function binnedSum({ store, call, prefix }: FreshStore): Promise<number | undefined> {
  await store.refresh();
  const { hits } = (await call('GET', `${prefix}-bins/_search`)) as {
    hits?: { hits: { _source: { quarters: { of: number[][] } } }[] };
  };
  return hits?.hits[0]?._source.quarters.of[0]?.[2];
}

describeWithElasticsearch('the roll-up of hours', () => {
  it('finalises a closed hour once, and again after a late record', () =>
    withStore(async (fresh, clock) => {
      const { store } = fresh;
      const total = async (): Promise<number | undefined> => (await store.sums({ edges }))[0]?.total.sum;
      await store.append([measured(noon, { car: 3 })]);
      await store.refresh();
      // Marked dirty a moment ago: more records may follow.
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 12 });
      expect(await binnedSum(fresh)).toBeUndefined();
      clock.set('2026-03-31T14:01:30.000Z');
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 1, deferred: 0 });
      expect(await binnedSum(fresh)).toBe(3);
      expect(await store.finaliser.finaliseDue()).toMatchObject({ finalised: 0 });
      await store.append([measured(noon + 10_000, { car: 4 })]);
      await store.refresh();
      expect(await total()).toBe(7);
      expect(await binnedSum(fresh)).toBe(3);
      clock.set('2026-03-31T14:03:00.000Z');
      await store.finaliser.finaliseDue();
      expect(await binnedSum(fresh)).toBe(7);
      expect(await total()).toBe(7);
    }));

  it('does not finalise an hour that was marked dirty during its roll-up', async () => {
    const clock = new SetClock(now);
    const hourDocument = '_doc/hour-2026-03-31T11';
    let markDirty: (() => Promise<unknown>) | undefined;
    const client = intercepted(async (method, path) => {
      if (method === 'PUT' && path.includes(hourDocument)) await markDirty?.();
    });
    const { store, prefix, call, erase } = await freshStore(clock, { client });
    try {
      await store.append([measured(noon, { car: 3 })]);
      clock.set('2026-03-31T14:01:30.000Z');
      const mark = { kind: 'hour', hourAt: noon, state: 'dirty', quietUntil: 0 };
      markDirty = () => call('PUT', `${prefix}-state-v1/${hourDocument}`, mark);
      expect(await store.finaliser.finaliseDue()).toMatchObject({ deferred: 1 });
      expect(await call('GET', `${prefix}-state-v1/${hourDocument}`)).toMatchObject({
        _source: { state: 'dirty' },
      });
    } finally {
      await erase();
    }
  });

  it('runs in one process at a time, and in another one after the lease expired', async () => {
    const server = await useElasticsearch();
    const clock = new SetClock(now);
    const { prefix, erase } = await freshStore(clock);
    const client = openClient({ nodes: [server.url] });
    const lease = (owner: string): Lease =>
      new Lease(new BoundedClient(client), {
        index: `${prefix}-state-v1`,
        name: 'x',
        owner,
        clock,
        ttlMs: 60_000,
      });
    try {
      const tries = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => lease(owner).acquire()));
      expect(tries.filter(Boolean)).toHaveLength(1);
      const holder = ['a', 'b', 'c', 'd'][tries.indexOf(true)] as string;
      expect(await lease(holder).acquire()).toBe(true);
      expect(await lease('other').acquire()).toBe(false);
      clock.set('2026-03-31T14:02:00.000Z');
      expect(await lease('other').acquire()).toBe(true);
      expect(await lease(holder).acquire()).toBe(false);
      await lease('other').release();
      expect(await lease(holder).acquire()).toBe(true);
    } finally {
      await client.close();
      await erase();
      server.release();
    }
  });
});

describeWithElasticsearch('sums per hour after their quarter hours were dropped', () => {
  it('sums of dropped quarter hours are returned per hour until the hours are dropped too', () =>
    withStore(async ({ store }) => {
      await store.append([0, 1, 2].map((i) => measured(noon + i * 900_000, { car: i + 1 })));
      await store.refresh();
      const next = noon - 11 * hourMs + 24 * hourMs;
      await store.dropBefore({ events: next, quarterHours: next, hours: 0 });
      const rows = async () =>
        (await store.sums({ edges: [noon, noon + hourMs / 2, noon + hourMs] })).map((row) => [
          row.start - noon,
          row.measured,
          row.total,
          row.classes,
        ]);
      expect(await rows()).toEqual([[0, 3, { sum: 6, max: 3 }, { car: { sum: 6, max: 3 } }]]);
      await store.dropBefore({ events: next, quarterHours: next, hours: 0 });
      expect(await rows()).toHaveLength(1);
      await store.dropBefore({ events: next, quarterHours: next, hours: next });
      expect(await rows()).toEqual([]);
    }));
});

describeWithElasticsearch('an index with another mapping', () => {
  it('a mapping conflict is reported with its field when the store opens', () =>
    withStore(async ({ prefix, url, call }) => {
      await call('PUT', `${prefix}-${today}`, { mappings: { properties: { total: { type: 'keyword' } } } });
      const again = openElasticStore({
        connection: { nodes: [url] },
        clock: new SetClock(now),
        owner: 'x',
        prefix,
      });
      await expect(again).rejects.toThrow(
        /index .*2026\.03\.31 has an incompatible mapping: expected field total of type integer, found keyword/,
      );
    }));

  it('records of an index with a mapping conflict are rejected with the reason', () =>
    withStore(async ({ store, call, prefix }) => {
      await store.append([measured(noon)]);
      await call('DELETE', `${prefix}-${today}`);
      await call('DELETE', `_index_template/${prefix}-events`);
      await call('PUT', `${prefix}-${today}`, {
        mappings: { dynamic: 'strict', properties: { total: { type: 'boolean' } } },
      });
      const [rejected] = await store.append([measured(noon)]);
      expect(rejected).toMatchObject({
        kind: 'rejected',
        why: expect.stringMatching(/strict_dynamic_mapping|parsing/),
      });
    }));

  it('an index is created again by the next record after it was deleted by hand', () =>
    withStore(async ({ store, prefix, call }) => {
      await store.append([measured(noon), measuredBays(noon - 24 * hourMs, '0101')]);
      await store.refresh();
      await call('DELETE', `${prefix}-${today}`);
      const left = await store.search(always, { limit: 10 });
      expect(left.items.map((event) => event.zoneId)).toEqual(['lot']);
      expect(await store.append([measured(noon, { car: 2 })])).toEqual([{ kind: 'stored' }]);
      await store.refresh();
      expect((await store.search(always, { limit: 10 })).items).toHaveLength(2);
      const mapping = (await call('GET', `${prefix}-${today}/_mapping`)) as Record<
        string,
        { mappings: object }
      >;
      expect(mapping[`${prefix}-${today}`]?.mappings).toMatchObject({ dynamic: 'strict' });
    }));
});

describeWithElasticsearch('records of an older mapping', () => {
  it('documents of an earlier version are readable at once and fully searchable after the upgrade, without losing a record', () =>
    withStore(async (fresh) => {
      const { store, prefix, call, url } = fresh;
      const event = measuredBays(noon, '01-1');
      await store.append([event]);
      const found = (await call('GET', `${prefix}-${today}/_doc/${event.eventId}`)) as {
        _source: Record<string, unknown>;
      };
      // The same day as an older Vialog without derived fields would have written it.
      const old = { ...found._source };
      delete old['derived'];
      await call('DELETE', `${prefix}-${today}`);
      const mapping = (await call('GET', `_index_template/${prefix}-events`)) as Templates;
      const properties = { ...mapping.index_templates[0]?.index_template.template.mappings.properties };
      delete properties['derived'];
      await call('DELETE', `_index_template/${prefix}-events`);
      await call('PUT', `${prefix}-${today}`, {
        aliases: { [`${prefix}-events`]: {} },
        mappings: { dynamic: 'strict', properties },
      });
      await call(
        'PUT',
        `${prefix}-${today}/_doc/${event.eventId}?version=2&version_type=external&refresh=true`,
        old,
      );

      const options = {
        connection: { nodes: [url] },
        clock: new SetClock(now),
        owner: 'x',
        prefix,
        ...unhurried,
      };
      const upgraded = await openElasticStore(options);
      try {
        expect(asSent((await upgraded.search(always, { limit: 5 })).items[0] ?? event)).toEqual(event);
        const free = { ...always, where: { kind: 'number', field: 'free', op: '=', value: 1 } } as const;
        expect((await upgraded.search(free, { limit: 5 })).items).toHaveLength(0);
        expect(await upgraded.upgradeRecords()).toEqual([{ index: `${prefix}-${today}`, records: 1 }]);
        await upgraded.refresh();
        expect((await upgraded.search(free, { limit: 5 })).items).toHaveLength(1);
        expect(await upgraded.upgradeRecords()).toEqual([]);
        expect(await upgraded.append([event])).toEqual([{ kind: 'known' }]);
      } finally {
        await upgraded.close();
      }
    }));

  it('templates of a newer version are not changed, and the error says which version to use', () =>
    withStore(async ({ store, prefix, call }) => {
      const event = measured(noon);
      await store.append([event]);
      await call('PUT', `${prefix}-${today}/_doc/${event.eventId}?refresh=true`, { ...event, v: 2 });
      await expect(store.byId(event.eventId)).rejects.toThrow(
        /version 1, found .* of version 2.*newer Vialog/,
      );
    }));
});

interface Templates {
  readonly index_templates: readonly {
    index_template: { template: { mappings: { properties: Record<string, unknown> } } };
  }[];
}

describeWithElasticsearch('snapshots of indices', () => {
  it('snapshots restore indices that were deleted by hand, leave others unchanged, and keep the newest snapshots', async () => {
    const server = await useElasticsearch();
    if (server.snapshots === undefined) return;
    await withStore(async ({ store, prefix, call }, clock) => {
      const place = {
        repository: `${prefix}-repo`,
        create: { type: 'fs', settings: { location: `${server.snapshots}/${prefix}` } },
      };
      const snapshots = store.snapshots(place);
      await store.append([measured(noon, { car: 3 }), measuredBays(noon - 24 * hourMs, '0101')]);
      const first = await snapshots.take(2);
      expect(first.indices).toEqual(expect.arrayContaining([`${prefix}-${today}`]));
      await call('DELETE', `${prefix}-${today}`);
      await store.append([measuredBays(noon - 24 * hourMs + 60_000, '0111')]);
      expect((await snapshots.restoreMissing(first.name)).indices).toEqual([`${prefix}-${today}`]);
      await store.refresh();
      const { items } = await store.search(always, { limit: 10 });
      expect(items.map((event) => event.total)).toEqual([3, 3, 2]);
      expect(await store.append([measured(noon, { car: 9 })])).toEqual([{ kind: 'known' }]);
      for (const second of ['01', '02', '03']) {
        clock.set(`2026-03-31T15:00:${second}.000Z`);
        await snapshots.take(2);
      }
      expect(await snapshots.list()).toHaveLength(2);
      expect((await snapshots.list())[0]).toMatch(/15-00-03/);
      await call('DELETE', `_snapshot/${prefix}-repo`);
    });
    server.release();
  });
});

describeWithElasticsearch('the storage of a cluster', () => {
  it('reports the disks of the nodes with the limits of the server, and the state of the cluster', () =>
    withStore(async ({ store }) => {
      const { disks, state } = await store.storage();
      expect(['complete', 'copies_missing']).toContain(state);
      expect(disks.length).toBeGreaterThan(0);
      for (const disk of disks) {
        expect(disk.name).not.toBe('');
        expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);
        expect(disk.stoppedBelowBytes).toBeLessThan(disk.limitedBelowBytes ?? 0);
      }
    }));
});
