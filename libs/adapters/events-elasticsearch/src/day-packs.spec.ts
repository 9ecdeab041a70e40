import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, quarterMs } from '@vialog/contracts';
import type { SumsQuery, ZoneSums } from '@vialog/events';
import {
  gap,
  linePlace,
  measured,
  measuredBays,
  measuredLine,
  placeOfCamera,
  plainPlace,
  SetClock,
} from '@vialog/events/conformance';
import {
  describeWithElasticsearch,
  freshStore,
  unhurried,
  type FreshStore,
} from './elastic-store.fixture.ts';
import { zonesPerPack } from './day-packs.ts';
import { openElasticReaders } from './elastic-event-readers.ts';
import { decodeColumn, encodeColumn } from './pack-columns.ts';
import { intervalsOfDay } from './pack-sums.ts';

const day = Date.parse('2026-03-28T00:00:00.000Z');

describe('columns of packs', () => {
  it.each([
    [[0, 3, 255], 'b'],
    [[256, 0], 'h'],
    [[70_000, 1], 'w'],
    [[2 ** 40, 0.5], 'd'],
    [[-1, 2], 'd'],
  ])('the numbers %j survive as a column of type %s', (values, type) => {
    const text = encodeColumn(values) ?? '';
    expect(text[0]).toBe(type);
    expect([...decodeColumn(text)]).toEqual(values);
  });

  it('a column of zeros is left out, and a text of another type is rejected', () => {
    expect(encodeColumn([0, 0])).toBeUndefined();
    expect(() => decodeColumn('xAAAA')).toThrow('expected a column of type b, h, w or d, found "xAAAA"');
  });
});

describe('intervalsOfDay', () => {
  const list = (edges: readonly number[]): number[] | undefined => {
    const found = intervalsOfDay(day, edges);
    return found && [...found];
  };

  it('assigns every hour of a UTC day to the local day that contains it', () => {
    const midnights = [-1, 0, 1].map((n) => day + 16 * hourMs + n * dayMs);
    expect(list(midnights)).toEqual([
      ...Array.from({ length: 16 }, () => 0),
      ...Array.from({ length: 8 }, () => 1),
    ]);
  });

  it('leaves out the hours before the first and after the last edge', () => {
    const found = list([day + 2 * hourMs, day + 4 * hourMs]);
    expect(found?.slice(0, 6)).toEqual([-1, -1, 0, 0, -1, -1]);
  });

  it('does not use a day that an edge divides within an hour, as in half-hour time zones', () => {
    expect(list([day - dayMs, day + 2 * quarterMs, day + 2 * dayMs])).toBeUndefined();
    expect(list([day - dayMs + quarterMs, day + 2 * dayMs])).toEqual(Array.from({ length: 24 }, () => 0));
  });
});

const noon = day + 12 * hourMs;
/** Three days of two roads, a parking lot and a line, with gaps of one slot and a span. */
const records = [0, 1, 2].flatMap((n) => {
  const at = noon + n * dayMs;
  const other = { ...plainPlace, cameraId: 'cam000000007' };
  return [
    { ...measured(at, { car: 4 + n, bus: 1 }), stopped: 2, stoppedPeak: 3 + n },
    measured(at + hourMs, { car: 9 }),
    measured(at + 13 * quarterMs, { truck: 0 }, other),
    {
      ...measuredBays(at, '01-1'),
      turnover: { arrivals: 2, departures: n, comparedMs: 240_000, occupiedMs: 90_001 },
    },
    { ...measuredBays(at + hourMs, '0011') },
    measuredLine(at, { car: 2, bus: 0 }, { car: 1 + n }),
    gap(at + hourMs, { place: linePlace }),
    gap(at + 2 * hourMs, { slots: 30, reason: 'not_running' }),
  ];
});
const edgesBy = (step: number, shift = 0): number[] =>
  Array.from({ length: (4 * dayMs) / step + 1 }, (_, i) => day - dayMs + shift + i * step);
const queries: readonly SumsQuery[] = [
  { edges: edgesBy(dayMs) },
  { edges: edgesBy(dayMs, 16 * hourMs) },
  { edges: edgesBy(hourMs) },
  { edges: edgesBy(dayMs, 2 * quarterMs) },
  { edges: edgesBy(23 * hourMs), parts: { classes: ['bus', 'truck'], stopped: true } },
  { edges: edgesBy(dayMs, 16 * hourMs), parts: { turnover: true } },
  { edges: edgesBy(dayMs), parts: { spaces: true }, sites: ['site00000001'] },
  { edges: edgesBy(dayMs), parts: { crossings: true }, cameras: [linePlace.cameraId, 'cam000000007'] },
];

interface Packed extends FreshStore {
  readonly clock: SetClock;
  sums(): Promise<readonly (readonly ZoneSums[])[]>;
}

const keyOf = ({ start, cameraId, zoneId }: ZoneSums): string => `${start} ${cameraId} ${zoneId}`;

/** A store of three days whose hours are finalised, and a reader in another process. */
async function withDays(test: (packed: Packed) => Promise<void>, stored = records): Promise<void> {
  const clock = new SetClock('2026-03-31T14:00:00.000Z');
  const fresh = await freshStore(clock);
  const readers = openElasticReaders({
    connection: { nodes: [fresh.url] },
    prefix: fresh.prefix,
    ...unhurried,
  });
  const sums = async (): Promise<readonly (readonly ZoneSums[])[]> => {
    const found: (readonly ZoneSums[])[] = [];
    for (const query of queries)
      found.push([...(await readers.sums(query))].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)));
    return found;
  };
  try {
    await fresh.store.append(stored);
    await fresh.store.refresh();
    clock.set('2026-03-31T14:02:00.000Z');
    await fresh.store.finaliser.finaliseDue();
    await test({ ...fresh, clock, sums });
  } finally {
    await readers.close();
    await fresh.erase();
  }
}

/** Deletes the bins document by document, so that their index keeps its UUID: only packs have the sums then. */
async function emptyBins({ call, prefix }: FreshStore): Promise<void> {
  const { hits } = (await call('GET', `${prefix}-bins/_search?size=1000`)) as {
    hits: { hits: { _index: string; _id: string }[] };
  };
  for (const { _index, _id } of hits.hits) await call('DELETE', `${_index}/_doc/${_id}?refresh=true`);
}

describeWithElasticsearch('packs of days', () => {
  it('packed days have the same sums as their bins, in every interval and for every part', () =>
    withDays(async (packed) => {
      const fromBins = await packed.sums();
      expect(fromBins.every((rows) => rows.length > 0)).toBe(true);
      expect(await packed.store.packer.packDue()).toBe(3);
      expect(await packed.store.packer.packDue()).toBe(0);
      expect(await packed.sums()).toEqual(fromBins);
      await emptyBins(packed);
      const fromPacks = await packed.sums();
      // Half-hour edges divide hours and are read from bins.
      expect(fromPacks.filter((_, i) => i !== 3)).toEqual(fromBins.filter((_, i) => i !== 3));
    }));

  it('a store of an earlier version is packed some days per round, the newest first, and reads right meanwhile', () =>
    withDays(async (packed) => {
      const before = await packed.sums();
      const days = async (): Promise<string[]> => {
        const { hits } = (await packed.call('GET', `${packed.prefix}-packs/_search?size=100`)) as {
          hits: { hits: { _id: string }[] };
        };
        return [...new Set(hits.hits.map(({ _id }) => _id.slice(0, 10)))].sort();
      };
      expect(await packed.store.packer.packDue(1)).toBe(1);
      expect(await days()).toEqual(['2026-03-30']);
      expect(await packed.sums()).toEqual(before);
      expect(await packed.store.packer.packDue(1)).toBe(1);
      expect(await packed.store.packer.packDue(1)).toBe(1);
      expect(await days()).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
      expect(await packed.sums()).toEqual(before);
    }));

  it('a late record is summed at once, and its day is packed again after its hour is finalised', () =>
    withDays(async (packed) => {
      const { store, clock } = packed;
      await store.packer.packDue();
      const total = async () => (await packed.sums())[0]?.reduce((sum, row) => sum + row.total.sum, 0) ?? 0;
      const before = await total();
      await store.append([measured(noon + 20_000, { car: 40 })]);
      await store.refresh();
      expect(await total()).toBe(before + 40);
      expect(await store.packer.packDue()).toBe(0);
      clock.set('2026-03-31T14:05:00.000Z');
      await store.finaliser.finaliseDue();
      expect(await total()).toBe(before + 40);
      expect(await store.packer.packDue()).toBe(1);
      expect(await total()).toBe(before + 40);
    }));

  it('an erased camera is removed from packs, and the other cameras keep their sums', () =>
    withDays(async (packed) => {
      await packed.store.packer.packDue();
      const before = await packed.sums();
      await packed.store.eraseCameras([plainPlace.cameraId]);
      const kept = before.map((rows) => rows.filter(({ cameraId }) => cameraId !== plainPlace.cameraId));
      expect(await packed.sums()).toEqual(kept);
      const { count } = (await packed.call(
        'GET',
        `${packed.prefix}-packs/_count?q=cameras:${plainPlace.cameraId}`,
      )) as {
        count: number;
      };
      expect(count).toBe(0);
      expect(await packed.store.packer.packDue()).toBe(3);
      expect(await packed.sums()).toEqual(kept);
    }));

  it('a day that needs fewer packs after an erasure counts no zone twice', () => {
    const places = Array.from({ length: zonesPerPack + 1 }, (_, n) => placeOfCamera(n + 1));
    return withDays(
      async ({ store, sums }) => {
        await store.packer.packDue();
        await store.eraseCameras([placeOfCamera(1).cameraId]);
        const fromBins = await sums();
        expect(fromBins[0]).toHaveLength(zonesPerPack);
        expect(await store.packer.packDue()).toBe(1);
        expect(await sums()).toEqual(fromBins);
      },
      places.map((place) => measured(noon, { car: 1 }, place)),
    );
  });

  it('days whose index of packs was deleted by hand are read from bins and packed again', () =>
    withDays(async (packed) => {
      await packed.store.packer.packDue();
      const before = await packed.sums();
      await packed.call('DELETE', `${packed.prefix}-packs-v1-2026.03`);
      expect(await packed.sums()).toEqual(before);
      packed.clock.set('2026-03-31T16:00:00.000Z');
      await packed.store.finaliser.finaliseDue();
      expect(await packed.store.packer.packDue()).toBe(3);
      expect(await packed.sums()).toEqual(before);
    }));
});
