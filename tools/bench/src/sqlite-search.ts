import { dayMs, hourMs, isoOf, quarterMs, trendProfileQuery } from '@vialog/contracts';
import type { CountEvent } from '@vialog/contracts';
import { readProfile, type Condition } from '@vialog/events';
import type { SqliteEventStore } from '@vialog/events-sqlite';
import { boxOf, siteOf, slotOf } from './count-stream.ts';
import { openClickhouseEvents } from './clickhouse-events.ts';
import type { ComparedEvents } from './compared-events.ts';
import { openDuckdbEvents } from './duckdb-events.ts';
import { appendAll, StandingClock, withStore } from './event-folder.ts';
import type { Part, PartOptions, Row, Target } from './part.ts';
import { portsOfSite } from './site-of-cameras.ts';
import { median, quantile } from './statistics.ts';

const stream = { zones: 84, slotMs: 10_000 };
const start = Date.UTC(2026, 0, 5);
const command = 'npm run bench -- sqlite-search';
/** Number of trucks that only one record in a million has: a rare condition. */
const manyTrucks = 30;

export const sqliteSearch: Part = {
  name: 'sqlite-search',
  title: 'SQLite: searches and trends over 5 million events',
  method:
    '5.08 million events of 84 zones over 7 days of 10 s slots, 12 zones in the box; a new page of 50, newest first, ' +
    'through the store with its reader process, one query at a time; p95 of 200 after 20 to warm up. The year is 12 ' +
    'zones of stored hours, by local day and as profiles in the local time of the site. DuckDB and ' +
    'ClickHouse (chdb, in a Python process): the same events in files of the same run, two threads each; in turn, the ' +
    'ratio is the median of all rounds. SELECT 1: a request to the other database that searches nothing.',
  run: async (options) => {
    const days = options.quick ? 1 : 7;
    const week = await withStore(
      { clock: new StandingClock(start + days * dayMs + hourMs) },
      async (store) => {
        const others: ComparedEvents[] = [];
        try {
          others.push(await openDuckdbEvents(), await openClickhouseEvents(options.progress));
          await fill({ store, others }, days, options);
          const rows = await weekRows(store, days, options);
          for (const other of others) rows.push(...(await rowsBeside(store, other, { days, ...options })));
          return rows;
        } finally {
          for (const other of others) await other.close();
        }
      },
    );
    return [...week, ...(await yearRows(options))];
  },
};

interface Filled {
  readonly store: SqliteEventStore;
  readonly others: readonly ComparedEvents[];
}

async function fill({ store, others }: Filled, days: number, { progress }: PartOptions): Promise<void> {
  for (let hour = 0; hour < days * 24; hour += 1) {
    const from = start + hour * hourMs;
    const slots = Array.from({ length: hourMs / stream.slotMs }, (_, i) => from + i * stream.slotMs);
    const events = slots.flatMap((slot) => slotOf(stream, slot)).map(withRarities);
    for (const other of others) other.append(events);
    await appendAll(store, events);
    if (hour % 24 === 23) progress(`day ${(hour + 1) / 24} of ${days} written`);
  }
  await store.rollUp();
  for (const other of others) await other.settle();
}

let written = 0;
function withRarities(event: CountEvent): CountEvent {
  written += 1;
  if (written % 1_000_003 !== 200_000) return event;
  return { ...event, counts: { ...event.counts, truck: manyTrucks } };
}

async function weekRows(store: SqliteEventStore, days: number, options: PartOptions): Promise<Row[]> {
  const window = { from: start, to: start + days * dayMs };
  const search = (where: Condition) => () => store.search({ ...window, where }, { limit: 50 });
  const among = (field: 'car' | 'truck', value: number): Condition => ({
    kind: 'and',
    of: [boxOf(0), { kind: 'number', field, op: '>=', value }],
  });
  const edges = Array.from({ length: days * 24 + 1 }, (_, i) => start + i * hourMs);
  const cases: readonly [what: string, query: () => Promise<unknown>, target?: Target][] = [
    ['Search in a box: common (car >= 20)', search(among('car', 20)), atMost(20, 3)],
    ['Search in a box: one in a million', search(among('truck', manyTrucks)), atMost(50, 5)],
    ['Search in a box: never true', search(among('car', 100)), atMost(20, 3)],
    [
      'Search everywhere: one in a million',
      search({ kind: 'number', field: 'truck', op: '>=', value: manyTrucks }),
    ],
    ['Newest 50 of all', search({ kind: 'all' })],
    ['Matches counted up to 10,000', () => store.count({ ...window, where: among('car', 20) }, 10_000)],
    ['Trend of a site by hour over 7 days', () => store.sums({ sites: [siteOf(0)], edges }), atMost(20, 5)],
  ];
  const rows: Row[] = [];
  for (const [what, query, target] of cases) {
    const value = await p95(query, options.quick ? 40 : 200);
    rows.push({ what, value, unit: 'ms p95', ...(target ? { target } : {}), command });
  }
  return rows;
}

/** The same searches to SQLite and another database in turn. Fails if they find other records. */
async function rowsBeside(
  store: SqliteEventStore,
  other: ComparedEvents,
  { days, quick }: Pick<PartOptions, 'quick'> & { readonly days: number },
): Promise<Row[]> {
  const window = { from: start, to: start + days * dayMs };
  const searches = [
    { what: `one in a million over ${days} days`, field: 'truck', min: manyTrucks, box: undefined },
    { what: 'never true, in a box', field: 'car', min: 100, box: boxOf(0) },
  ] as const;
  const rows: Row[] = [];
  for (const { what, field, min, box } of searches) {
    const number: Condition = { kind: 'number', field, op: '>=', value: min };
    const where: Condition = box ? { kind: 'and', of: [box, number] } : number;
    const compared = { ...window, field, min, limit: 50, ...(box ? { box } : {}) };
    rows.push(
      await besideRow(`Search: ${what}, beside ${other.name}`, quick ? 20 : 100, [
        async () =>
          (await store.search({ ...window, where }, { limit: 50 })).items.map(({ eventId }) => eventId),
        () => other.search(compared),
        () => other.selectOne(),
      ]),
    );
  }
  return rows;
}

type Finding = () => Promise<readonly string[]>;
/** The search in SQLite and in another database, and a request to the other one that searches nothing. */
type Compared = readonly [own: Finding, other: Finding, selectOne: () => Promise<unknown>];

async function besideRow(what: string, rounds: number, [own, other, selectOne]: Compared): Promise<Row> {
  const [found, expected] = [await own(), await other()];
  if (found.join() !== expected.join())
    throw new Error(`${what}: expected ${expected.length} records ${expected.join()}, found ${found.join()}`);
  const took: (readonly [own: number, other: number, one: number])[] = [];
  for (let i = 0; i < rounds; i += 1)
    took.push([await timed(own), await timed(other), await timed(selectOne)]);
  const middle = (times: readonly number[]) => Number(median(times).toFixed(2));
  return {
    what,
    value: middle(took.map(([ms]) => ms)),
    unit: 'ms p50',
    against: `${middle(took.map(([, ms]) => ms))} ms (SELECT 1: ${middle(took.map(([, , ms]) => ms))} ms)`,
    ratio: median(took.map(([ours, theirs]) => ours / theirs)),
    target: atMost(1, 0.8),
    command,
  };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

const atMost = (limit: number, aim: number): Target => ({ bound: 'at most', limit, aim });

async function p95(query: () => Promise<unknown>, times: number): Promise<number> {
  for (let i = 0; i < 20; i += 1) await query();
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await query();
    took.push(performance.now() - began);
  }
  return quantile(took, 0.95);
}

const yearZones = 12;

async function yearRows({ quick, progress }: PartOptions): Promise<Row[]> {
  const days = quick ? 60 : 365;
  const clock = new StandingClock(start);
  return withStore({ clock }, async (store) => {
    for (let day = 0; day < days; day += 1) {
      const from = start + day * dayMs;
      clock.at = from + dayMs + hourMs;
      const slots = Array.from({ length: dayMs / quarterMs }, (_, i) => from + i * quarterMs);
      await appendAll(
        store,
        slots.flatMap((slot) => slotOf({ zones: yearZones, slotMs: quarterMs }, slot)),
      );
      await store.dropBefore({ events: from + dayMs, quarterHours: from - 30 * dayMs, hours: 0 });
      if (day % 100 === 99) progress(`day ${day + 1} of the year written`);
    }
    // Local days of UTC+8 never coincide with the UTC days of the files.
    const edges = Array.from({ length: days }, (_, i) => start + i * dayMs + 16 * hourMs);
    const times = quick ? 20 : 100;
    const ports = portsOfSite(store, clock, { zones: yearZones, slotMs: quarterMs, from: start });
    const profile = (selection: object) => () =>
      readProfile(ports, trendProfileQuery.parse({ from: isoOf(start), ...selection }));
    const cases: readonly [what: string, query: () => Promise<unknown>, target: Target][] = [
      [
        'Trend of a site by local day over a year, from stored hours',
        () => store.sums({ sites: [siteOf(0)], edges }),
        atMost(50, 15),
      ],
      ['Profile hour × weekday of a zone over a year', profile({ cameras: 'cam000000000' }), atMost(50, 50)],
      ['Profile hour × weekday of a site (12 zones) over a year', profile({}), atMost(400, 50)],
    ];
    const rows: Row[] = [];
    for (const [what, query, target] of cases)
      rows.push({ what, value: await p95(query, times), unit: 'ms p95', target, command });
    return rows;
  });
}
