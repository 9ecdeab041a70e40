import type { CountEvent } from '@vialog/contracts';
import type { SqliteEventStore } from '@vialog/events-sqlite';
import { boxOf, slotOf } from './count-stream.ts';
import { StandingClock, withStore } from './event-folder.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { quantile } from './statistics.ts';

/** 1.7 billion records a day. */
const perSecond = 19_676;
const searchesPerSecond = 30;
/** Enough 60 s slots to reach that rate, with time running 60 times faster: one slot per second. */
const stream = { zones: perSecond, slotMs: 60_000 };
const start = Date.UTC(2026, 0, 5, 6);
const batch = 100;
const command = 'npm run bench -- sqlite-rate';

export const sqliteRate: Part = {
  name: 'sqlite-rate',
  title: 'SQLite: the rate of 1.7 billion records a day',
  method:
    '19,676 events a second from as many zones for 10 minutes through the port, made in the same process, and 30 ' +
    'searches per second at the same time: the newest 50 with car >= 20 in a box of 12 zones over the last hours. Lag is how ' +
    'late the last event of a second was stored; cores are the processor time of the whole process tree over the time.',
  onRequest: true,
  run: (options) => {
    const clock = new StandingClock(start);
    return withStore({ clock }, (store) => measure(store, clock, options));
  },
};

interface Seen {
  readonly lagMs: number[];
  readonly searches: number[];
}

async function measure(
  store: SqliteEventStore,
  clock: StandingClock,
  { quick, progress }: PartOptions,
): Promise<Row[]> {
  const seconds = quick ? 20 : 600;
  const seen: Seen = { lagMs: [], searches: [] };
  const began = performance.now();
  const before = process.cpuUsage();
  for (let second = 0; second < seconds; second += 1) {
    const due = began + second * 1000;
    await until(due);
    clock.at = start + second * stream.slotMs;
    const searching = searchFor(store, clock.at, { due, seen });
    await writeSecond(store, clock.at, due);
    seen.lagMs.push(performance.now() - due - 1000);
    await searching;
    if (second % 60 === 59)
      progress(`${second + 1} s: search p95 ${quantile(seen.searches, 0.95).toFixed(1)} ms`);
  }
  const took = (performance.now() - began) / 1000;
  const cpu = process.cpuUsage(before);
  return rowsOf({ seen, took, seconds, cores: (cpu.user + cpu.system) / 1e6 / took });
}

const until = (moment: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())));

/** Spreads the events of a second over the second, 100 per call. */
async function writeSecond(store: SqliteEventStore, slot: number, due: number): Promise<void> {
  const events = slotOf(stream, slot);
  const sent: Promise<void>[] = [];
  for (let i = 0; i < events.length; i += batch) {
    if (i % 2000 === 0) await until(due + (i / events.length) * 1000);
    sent.push(storeAll(store, events.slice(i, i + batch)));
  }
  await Promise.all(sent);
}

/** Retries events for which the store was busy. */
async function storeAll(store: SqliteEventStore, events: readonly CountEvent[]): Promise<void> {
  let left = events;
  while (left.length > 0) {
    const verdicts = await store.append(left);
    const rejected = verdicts.find(({ kind }) => kind === 'rejected');
    if (rejected) throw new Error(`expected every event to be stored, found ${JSON.stringify(rejected)}`);
    left = left.filter((_, i) => verdicts[i]?.kind === 'busy');
    if (left.length > 0) await until(performance.now() + 50);
  }
}

async function searchFor(
  store: SqliteEventStore,
  now: number,
  { due, seen }: { due: number; seen: Seen },
): Promise<void> {
  const searches: Promise<void>[] = [];
  for (let i = 0; i < searchesPerSecond; i += 1) {
    await until(due + (i / searchesPerSecond) * 1000);
    searches.push(searchOnce(store, { now, site: (i * 131) % 1600 }, seen));
  }
  await Promise.all(searches);
}

async function searchOnce(
  store: SqliteEventStore,
  at: { now: number; site: number },
  seen: Seen,
): Promise<void> {
  const began = performance.now();
  const where = {
    kind: 'and',
    of: [boxOf(at.site), { kind: 'number', field: 'car', op: '>=', value: 20 }],
  } as const;
  await store.search({ from: at.now - 6 * 3_600_000, to: at.now + 60_000, where }, { limit: 50 });
  seen.searches.push(performance.now() - began);
}

function rowsOf(result: { seen: Seen; took: number; seconds: number; cores: number }): Row[] {
  const { seen, took, seconds, cores } = result;
  const row = (what: string, value: number, unit: string) => ({ what, value, unit, command });
  return [
    { ...row('Events stored', (seconds * perSecond) / took, 'events/s'), against: `due: ${perSecond}/s` },
    row('Lag at the end of a second, p95', quantile(seen.lagMs, 0.95), 'ms'),
    {
      ...row('Search at the same time', quantile(seen.searches, 0.95), 'ms p95'),
      target: { bound: 'at most', limit: 100, aim: 20 },
    },
    { ...row('CPU, without readers', cores, 'cores'), target: { bound: 'at most', limit: 1.2 } },
  ];
}
