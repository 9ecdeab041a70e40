import { setTimeout as sleep } from 'node:timers/promises';
import { indexCounts, type Condition } from '@vialog/events';
import { openElasticStore, type ElasticEventStore } from '@vialog/events-elasticsearch';
import { useElasticsearch } from '@vialog/testkit';
import { runConcurrently, benchClock, benchEvents, filledFrom, zonesInAll } from './elasticsearch-events.ts';

const slotMs = 10_000;
const batchSize = 500;
/** Maximum batches in flight, as a pull consumer limits unacknowledged messages. */
const width = 8;
const all: Condition = { kind: 'all' };

export interface DrillPlan {
  readonly eventsPerSecond: number;
  /** Running time before the server is stopped and after it has caught up, s. */
  readonly calmSeconds: number;
  /** Duration of the outage, s. */
  readonly outageSeconds: number;
  readonly progress: (line: string) => void;
}

export interface DrillResult {
  readonly sent: number;
  readonly lost: number;
  /** Records in excess of those sent, or a sum that is too high. */
  readonly doubled: number;
  readonly rejected: number;
  /** Batches that were retried, number. */
  readonly retries: number;
  readonly catchUpSeconds: number;
  /** Maximum heap during the outage minus the maximum before, MB. */
  readonly heapGrowthMb: number;
  /** Queries during the outage that failed with STORE_UNAVAILABLE, and those that failed otherwise. */
  readonly rejectedQueries: number;
  readonly otherQueries: number;
}

/**
 * Sends events at a constant rate, stops and restarts the server, then counts every slot. Waiting events are represented by
 * a number instead of a broker, so that growing memory is the store's.
 */
export async function outageDrill(plan: DrillPlan): Promise<DrillResult> {
  const server = await useElasticsearch({ own: `drill-${process.pid}` });
  if (!server.stop || !server.start)
    throw new Error('the drill needs a server that it can stop: unset ELASTICSEARCH_URL');
  const prefix = `drill-${process.pid}`;
  const connection = { nodes: [server.url] };
  const store = await openElasticStore({ connection, clock: benchClock, owner: 'drill', prefix });
  const load = new Load(store, plan.eventsPerSecond);
  const running = load.run();
  try {
    await sleep(plan.calmSeconds * 1000);
    load.away = true;
    plan.progress('stopping Elasticsearch');
    await server.stop();
    await sleep(plan.outageSeconds * 1000);
    await server.start();
    load.away = false;
    plan.progress(`Elasticsearch is back; ${load.waiting} events wait`);
    const back = performance.now();
    await caughtUp(load, plan);
    const catchUpSeconds = (performance.now() - back) / 1000;
    await sleep(plan.calmSeconds * 1000);
    load.end();
    await running;
    return { ...load.figures(), ...(await counted(store, load.sent)), catchUpSeconds };
  } finally {
    load.end();
    await running.catch(() => undefined);
    await store.close();
    server.release();
  }
}

const maxCatchUpMs = 600_000;

async function caughtUp(load: Load, { eventsPerSecond, progress }: DrillPlan): Promise<void> {
  const began = performance.now();
  for (let round = 1; load.waiting > eventsPerSecond * 2; round += 1) {
    if (performance.now() - began > maxCatchUpMs)
      throw new Error(`${load.waiting} events still wait after 10 minutes`);
    if (round % 50 === 0) progress(`${load.waiting} events wait`);
    await sleep(200);
  }
}

class Load {
  readonly #store: ElasticEventStore;
  readonly #perSecond: number;
  readonly #began = performance.now();
  #next = 0;
  #ended = false;
  away = false;
  #retries = 0;
  #rejected = 0;
  readonly #heap = { before: 0, away: 0 };
  readonly #queries = { rejected: 0, other: 0 };

  constructor(store: ElasticEventStore, perSecond: number) {
    this.#store = store;
    this.#perSecond = perSecond;
  }

  get sent(): number {
    return this.#next;
  }

  get waiting(): number {
    return this.#due() - this.#next;
  }

  async run(): Promise<void> {
    const watch = setInterval(() => void this.#look(), 1_000);
    try {
      await runConcurrently(width, () => (this.#ended ? undefined : this.#step()));
    } finally {
      clearInterval(watch);
    }
  }

  end(): void {
    this.#ended = true;
  }

  figures() {
    const { rejected: rejectedQueries, other: otherQueries } = this.#queries;
    return {
      sent: this.#next,
      rejected: this.#rejected,
      retries: this.#retries,
      heapGrowthMb: Math.max(0, (this.#heap.away - this.#heap.before) / 1e6),
      rejectedQueries,
      otherQueries,
    };
  }

  #due(): number {
    return Math.floor(((performance.now() - this.#began) / 1000) * this.#perSecond);
  }

  async #step(): Promise<void> {
    if (this.waiting < batchSize) return sleep(50);
    const events = benchEvents(this.#next, batchSize);
    this.#next += batchSize;
    const deadLetters = {
      put: (rejected: readonly unknown[]) => {
        this.#rejected += rejected.length;
        return Promise.resolve();
      },
    };
    for (;;) {
      const outcome = await indexCounts(events, this.#store, deadLetters);
      if (outcome.kind !== 'retry') return;
      this.#retries += 1;
      await sleep(outcome.delayMs);
    }
  }

  async #look(): Promise<void> {
    const { away } = this;
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    if (away) this.#heap.away = Math.max(this.#heap.away, heapUsed);
    else if (this.#heap.away === 0) this.#heap.before = Math.max(this.#heap.before, heapUsed);
    if (!away) return;
    const ended = await this.#store.count({ from: filledFrom, to: filledFrom + slotMs, where: all }, 1).then(
      () => 'responded',
      (error: { code?: string }) => error.code,
    );
    // The server may still respond while it stops, and already before `away` is reset.
    if (ended !== 'responded') this.#queries[ended === 'STORE_UNAVAILABLE' ? 'rejected' : 'other'] += 1;
  }
}

/** Compares every slot with the expected count, first from records, then from buckets. */
async function counted(store: ElasticEventStore, sent: number): Promise<{ lost: number; doubled: number }> {
  await store.refresh();
  const slots = Math.ceil(sent / zonesInAll);
  const edges = Array.from({ length: slots + 1 }, (_, i) => filledFrom + i * slotMs);
  const query = { from: filledFrom, to: filledFrom + slots * slotMs, where: all };
  const buckets = await store.histogram(query, edges);
  const expected = (slot: number): number => Math.min(zonesInAll, sent - slot * zonesInAll);
  const differences = buckets.map(({ count }, slot) => count - expected(slot));
  const sums = await store.sums({ edges: [edges[0] ?? 0, edges.at(-1) ?? 0] });
  const measured = sums.reduce((sum, row) => sum + row.measured, 0) - sent;
  return {
    lost: total(differences.map((difference) => Math.max(0, -difference))) + Math.max(0, -measured),
    doubled: total(differences.map((difference) => Math.max(0, difference))) + Math.max(0, measured),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
