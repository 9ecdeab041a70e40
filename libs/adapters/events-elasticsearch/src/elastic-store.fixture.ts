import { afterAll, describe, jest } from '@jest/globals';
import type { Clock } from '@vialog/contracts';
import type { CellReader } from '@vialog/events';
import type { EventStore, StoreUnderTest } from '@vialog/events/conformance';
import { describeUnless, missingElasticsearch, useElasticsearch } from '@vialog/testkit';
import { openElasticStore, type ElasticEventStore, type ElasticStoreOptions } from './elastic-event-store.ts';

export const describeWithElasticsearch = describeUnless(missingElasticsearch(), describe);

// The first test of a run may have to wait for the server to start.
jest.setTimeout(180_000);

let made = 0;

export interface FreshStore {
  readonly store: ElasticEventStore;
  readonly url: string;
  readonly prefix: string;
  /** A question of our own to the server. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Removes everything it made. */
  erase(): Promise<void>;
}

/** A store with index names of its own on the shared server. */
export async function freshStore(clock: Clock, over: Partial<ElasticStoreOptions> = {}): Promise<FreshStore> {
  const server = await useElasticsearch();
  made += 1;
  const prefix = over.prefix ?? `t${process.pid}-${Date.now().toString(36)}-${made}`;
  const connection = { nodes: [server.url] };
  const store = await openElasticStore({
    connection,
    clock,
    owner: 'test',
    rollUpIntervalMs: 0,
    ...over,
    prefix,
  });
  const erase = async (): Promise<void> => {
    await store.close();
    await removeIndices(server.url, prefix);
    for (const template of ['events', 'bins', 'spans', 'state-v1'])
      await fetch(`${server.url}/_index_template/${prefix}-${template}`, { method: 'DELETE' });
    server.release();
  };
  const call = (method: string, path: string, body?: unknown) => send(server.url, method, path, body);
  return { store, url: server.url, prefix, call, erase };
}

async function send(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${url}/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return answer.json();
}

/** By exact names: a server refuses patterns. */
async function removeIndices(url: string, prefix: string): Promise<void> {
  const settings = (await (await fetch(`${url}/${prefix}-*/_settings?flat_settings`)).json()) as object;
  const indices = Object.keys(settings);
  if (indices.length > 0) await fetch(`${url}/${indices.join(',')}`, { method: 'DELETE' });
}

const kept = new Map<string, FreshStore & { clock: { current: Clock } }>();

/** The same names for every test of a file, empty each time: templates are put once. */
async function emptyStore(clock: Clock, name: string): Promise<FreshStore> {
  const known = kept.get(name);
  if (known) {
    known.clock.current = clock;
    await known.call('PUT', `${known.prefix}-state-v1`);
    return known;
  }
  const current = { current: clock };
  const behind: Clock = {
    now: () => current.current.now(),
    monotonic: () => (monotonic += 3_600_000),
  };
  const made = { ...(await freshStore(behind)), clock: current };
  kept.set(name, made);
  return made;
}

/** Runs on, so that no mark of a test before is taken for one of this. */
let monotonic = 0;

afterAll(async () => {
  for (const store of kept.values()) await store.erase();
});

/** All ports in one, reading what it wrote at once. `settled`: hours are summed up after every write. */
export async function storeUnderTest(
  clock: Clock,
  settled: boolean,
): Promise<StoreUnderTest<EventStore & CellReader>> {
  const { store, url, prefix } = await emptyStore(clock, settled ? 'settled' : 'records');
  const ready = async (): Promise<void> => {
    await store.refresh();
    if (settled) await store.finaliser.finaliseDue();
  };
  const readAtOnce = new Proxy(store, {
    get: (target, name) => (name === 'append' ? appendAndWait : bound(target, name)),
  });
  const appendAndWait: EventStore['append'] = async (events) => {
    const verdicts = await store.append(events);
    await ready();
    return verdicts;
  };
  return { store: readAtOnce, close: () => removeIndices(url, prefix) };
}

/** Methods of a class with private fields have to be called on itself. */
function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
