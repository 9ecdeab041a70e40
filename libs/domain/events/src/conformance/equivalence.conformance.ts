import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zoneKey, type CountEvent } from '@vialog/contracts';
import { InMemoryEventStore } from '../event-store.fake.ts';
import type { CellReader } from '../cell-reader.port.ts';
import type { AfterKey, EventQuery } from '../event-query.ts';
import type { EpisodeOrder, EpisodeReader, EventReader } from '../event-reader.port.ts';
import { keyOfEpisode } from '../find-episodes.ts';
import { startOf } from '../span.ts';
import type { SumsQuery, ZoneSums } from '../trend-reader.port.ts';
import { someBatches, someCondition, someEdges, someParts, someWindow } from './event-arbitraries.ts';
import { resultOf, someQuery, portsOn, type RandomQuery } from './random-queries.ts';
import { asSent, SetClock } from './event-builders.ts';
import type { EventStore, MakeStore } from './store-under-test.ts';

const now = '2026-03-30T12:00:00.000Z';
const someOrder: fc.Arbitrary<EpisodeOrder> = fc.oneof(
  fc.record({ by: fc.constantFrom('time', 'length', 'count', 'occupancy') }),
  fc.record({
    by: fc.constant('distance' as const),
    centers: fc.array(
      fc.record({
        lat: fc.integer({ min: -60, max: 60 }),
        lon: fc.integer({ min: -180, max: 180 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);
const ascending = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);
const questions = fc.array(
  fc.record({
    where: someCondition,
    window: someWindow,
    edges: someEdges,
    parts: someParts,
    buckets: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }).map(ascending),
    limit: fc.integer({ min: 1, max: 20 }),
    minMs: fc.integer({ min: 0, max: 7_200_000 }),
    bridgeMs: fc.integer({ min: 0, max: 7_200_000 }),
    order: someOrder,
  }),
  { minLength: 4, maxLength: 8 },
);
type Question = typeof questions extends fc.Arbitrary<readonly (infer Q)[]> ? Q : never;

async function paged(store: EventReader, query: EventQuery, limit: number): Promise<unknown[]> {
  const items: unknown[] = [];
  let after: AfterKey | undefined;
  for (let page = 0; page < 500; page += 1) {
    const slice = await store.search(query, { limit, ...(after ? { after } : {}) });
    items.push(...slice.items.map(asSent));
    const last = slice.items.at(-1);
    if (!slice.more || !last) return items;
    after = { slotStart: startOf(last), eventId: last.eventId };
  }
  throw new Error('the pages do not end');
}

/** The first two pages of episodes, the second after the key of the last one. */
async function twoPages(store: EpisodeReader, query: EventQuery, question: Question): Promise<unknown> {
  const first = await store.episodes(query, question);
  const last = first.at(-1);
  if (!last) return first;
  const after = keyOfEpisode(last, question.order);
  return [first, await store.episodes(query, { ...question, after })];
}

const sumKey = (row: ZoneSums): string => `${row.start}/${zoneKey(row)}/${row.cameraVersion}`;

async function sortedSums(store: EventStore, query: SumsQuery): Promise<readonly ZoneSums[]> {
  const rows = await store.sums(query);
  return [...rows].sort((a, b) => (sumKey(a) < sumKey(b) ? -1 : 1));
}

/** The rows that a store returns by zone, as `sums` returns them. */
async function sortedZoneRows(store: EventStore, query: SumsQuery): Promise<readonly unknown[]> {
  const rows = (await store.zoneRows(query)).flatMap(({ read }) => {
    const rowAt = read();
    return query.edges.flatMap((_, bucket) => structuredClone(rowAt(bucket)) ?? []);
  });
  return (rows as ZoneSums[]).sort((a, b) => (sumKey(a) < sumKey(b) ? -1 : 1));
}

async function resultsOf(store: EventStore, question: Question): Promise<unknown> {
  const query = { ...question.window, where: question.where };
  return {
    items: await paged(store, query, question.limit),
    count: await store.count(query, question.limit),
    histogram: await store.histogram(query, question.edges),
    episodes: await twoPages(store, query, question),
    ...('cells' in store ? { cells: await (store as EventStore & CellReader).cells(query, 7) } : {}),
    sums: await sortedSums(store, { edges: question.edges }),
    parts: await sortedSums(store, { edges: question.edges, parts: question.parts }),
    zoneRows: await sortedZoneRows(store, question),
    buckets: await sortedSums(store, { edges: question.edges, buckets: question.buckets }),
  };
}

interface History {
  readonly batches: readonly (readonly CountEvent[])[];
  readonly questions: readonly Question[];
  readonly requested: readonly RandomQuery[];
}

const inMemory: MakeStore = (clock) =>
  Promise.resolve({ store: new InMemoryEventStore(clock), close: () => Promise.resolve() });

async function compareOn(makeStore: MakeStore, makeOther: MakeStore, history: History): Promise<void> {
  const clock = new SetClock(now);
  const [underTest, other] = [await makeStore(clock), await makeOther(clock)];
  try {
    await compareWriting(underTest.store, other.store, history);
    await compareReading(underTest.store, other.store, history);
    const ports = [portsOn(underTest.store, clock), portsOn(other.store, clock)] as const;
    for (const requested of history.requested)
      expect(await resultOf(ports[0], requested)).toEqual(await resultOf(ports[1], requested));
    await compareMaintenance(underTest.store, other.store);
  } finally {
    await underTest.close();
    await other.close();
  }
}

async function compareWriting(store: EventStore, other: EventStore, { batches }: History): Promise<void> {
  for (const batch of batches) {
    const verdicts = (await store.append(batch)).map((verdict) => verdict.kind);
    expect(verdicts).toEqual((await other.append(batch)).map((verdict) => verdict.kind));
  }
}

async function compareReading(store: EventStore, other: EventStore, history: History): Promise<void> {
  for (const question of history.questions)
    expect(await resultsOf(store, question)).toEqual(await resultsOf(other, question));
  const cameras = [...new Set(history.batches.flat().map((event) => event.cameraId))];
  expect(await store.lastSlotEnds(cameras)).toEqual(await other.lastSlotEnds(cameras));
  expect(await store.newest()).toEqual(await other.newest());
}

const midnight = Date.parse('2026-03-29T00:00:00.000Z');
const quarters = Array.from({ length: 400 }, (_, i) => midnight - 86_400_000 + i * 900_000);
const everything = { from: 0, to: Date.parse(now), where: { kind: 'all' } } as const;

/** Erases a camera, then drops a day: the remaining records and sums must be equal, also those of the dropped day. */
async function compareMaintenance(store: EventStore, meaning: EventStore): Promise<void> {
  const erased = ['cam000000001', 'cam000000002', 'cam000000005'];
  expect(await store.eraseCameras(erased)).toBe(await meaning.eraseCameras(erased));
  const limits = { events: midnight, quarterHours: 0 };
  expect(await store.dropBefore(limits)).toBe(await meaning.dropBefore(limits));
  expect(await paged(store, everything, 50)).toEqual(await paged(meaning, everything, 50));
  expect(await sortedZoneRows(store, { edges: quarters })).toEqual(
    await sortedSums(meaning, { edges: quarters }),
  );
  const zones = [
    { cameraId: 'cam000000000', zoneId: 'road' },
    { cameraId: 'cam000000003', zoneId: 'lot' },
  ];
  for (const filter of [{}, { zones }, { cameras: ['cam000000004'] }, { sites: ['site00000002'] }])
    expect(await sortedSums(store, { ...filter, edges: quarters })).toEqual(
      await sortedSums(meaning, { ...filter, edges: quarters }),
    );
}

const histories: fc.Arbitrary<History> = fc.record({
  batches: someBatches,
  questions,
  requested: fc.array(someQuery, { minLength: 2, maxLength: 4 }),
});

const compareOften = (makeStore: MakeStore, makeOther: MakeStore, runs: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(histories, (history) => compareOn(makeStore, makeOther, history)),
    { numRuns: runs },
  );

/** Compares a store with the in-memory store: generated records, generated queries, equal rows. */
export function eventStoreEquivalence(name: string, makeStore: MakeStore, runs = 20): void {
  describe(`${name} compared with the in-memory store`, () => {
    it(`${name} gives the same results as the in-memory store on ${runs} generated histories`, () =>
      compareOften(makeStore, inMemory, runs));
  });
}

/** Compares two stores row by row: records, queries and responses of the API. */
export function eventStoresAgree(name: string, stores: readonly [MakeStore, MakeStore], runs = 20): void {
  describe(name, () => {
    it(`both stores give the same results on ${runs} generated histories`, () =>
      compareOften(...stores, runs));
  });
}
