import { afterAll, describe } from '@jest/globals';
import type { Clock } from '@vialog/contracts';
import type { CellReader } from '@vialog/events';
import type { EventStore, StoreUnderTest } from '@vialog/events/conformance';
import { describeUnless, missingElasticsearch, useElasticsearch } from '@vialog/testkit';
import { openElasticStore, type ElasticEventStore, type ElasticStoreOptions } from './elastic-event-store.ts';

export const describeWithElasticsearch = describeUnless(missingElasticsearch(), describe);

/** No request of a test fails because the machine is slow. */
export const unhurried = {
  reading: { timeoutMs: 600_000 },
  writing: { timeoutMs: 600_000 },
  episodes: { queueTimeoutMs: Infinity },
};

let made = 0;

export interface FreshStore {
  readonly store: ElasticEventStore;
  readonly url: string;
  readonly prefix: string;
  /** Sends a request to the server, past the store. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Closes the store and deletes its indices and templates. */
  erase(): Promise<void>;
}

/** A store with its own index prefix on the shared server. */
export async function freshStore(clock: Clock, over: Partial<ElasticStoreOptions> = {}): Promise<FreshStore> {
  const server = await useElasticsearch();
  made += 1;
  const prefix = over.prefix ?? `t${process.pid}-${Date.now().toString(36)}-${made}`;
  const connection = { nodes: [server.url] };
  const store = await openElasticStore({
    connection,
    clock,
    owner: 'test',
    ...unhurried,
    ...over,
    prefix,
  });
  const erase = async (): Promise<void> => {
    await store.close();
    await removeIndices(server.url, prefix);
    for (const template of ['events', 'bins', 'packs', 'spans', 'state-v1'])
      await fetch(`${server.url}/_index_template/${prefix}-${template}`, { method: 'DELETE' });
    server.release();
  };
  const call = (method: string, path: string, body?: unknown) => send(server.url, method, path, body);
  return { store, url: server.url, prefix, call, erase };
}

async function send(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return response.json();
}

/** Deletes by exact name: the server rejects patterns. */
async function removeIndices(url: string, prefix: string): Promise<void> {
  const settings = (await (await fetch(`${url}/${prefix}-*/_settings?flat_settings`)).json()) as object;
  const indices = Object.keys(settings);
  if (indices.length > 0) await fetch(`${url}/${indices.join(',')}`, { method: 'DELETE' });
}

const storesByName = new Map<string, FreshStore & { clock: { current: Clock } }>();

/** Uses the same prefix for all tests of a file, so that templates are created once. Empty for each test. */
async function emptyStore(clock: Clock, name: string): Promise<FreshStore> {
  const known = storesByName.get(name);
  if (known) {
    known.clock.current = clock;
    await known.call('PUT', `${known.prefix}-state-v1`);
    return known;
  }
  const current = { current: clock };
  const delegating: Clock = {
    now: () => current.current.now(),
    monotonic: () => (monotonic += 3_600_000),
  };
  const made = { ...(await freshStore(delegating)), clock: current };
  storesByName.set(name, made);
  return made;
}

/** Never reset, so that a mark of an earlier test is not reused. */
let monotonic = 0;

afterAll(async () => {
  for (const store of storesByName.values()) await store.erase();
});

/** All ports of a store whose writes are searchable at once. `finalised`: hours are finalised after every write. */
export async function storeUnderTest(
  clock: Clock,
  finalised: boolean,
): Promise<StoreUnderTest<EventStore & CellReader>> {
  const { store, url, prefix } = await emptyStore(clock, finalised ? 'finalised' : 'records');
  const ready = async (): Promise<void> => {
    await store.refresh();
    if (!finalised) return;
    await store.finaliser.finaliseDue();
    await store.packer.packDue();
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

/** Methods of a class with private fields must be called on the object itself. */
function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value.bind(target) as unknown) : value;
}
