import type { Camera, CountEvent, EventsPage, LedgerPage, LedgerRow } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Limit of a test, of a hook or of waiting, ms. It only ends a test that hangs: the speed of the machine must not matter, so tests
 * wait for conditions.
 */
export const hangGuardMs = 2_700_000;

/** What is queried: one server, or a cluster through its API. */
export type VialogClient = Pick<VialogServer, 'json'>;

/** One page of a search. */
export const searched = (server: VialogClient, q: string, limit = 1000): Promise<EventsPage> =>
  server.json(`/v1/events?limit=${limit}&q=${encodeURIComponent(q)}`);

/** Every event of a query, page by page. */
export async function allEvents(server: VialogClient, q: string): Promise<CountEvent[]> {
  const events: CountEvent[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: EventsPage = await server.json(
      `/v1/events?limit=500&q=${encodeURIComponent(q)}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    events.push(...page.items);
    cursor = page.nextCursor;
  }
  return events;
}

export async function ledgerOf(server: VialogClient, cameraId: string): Promise<LedgerRow[]> {
  const page = await server.json<LedgerPage>(`/v1/ledger?cameras=${cameraId}`);
  return page.items;
}

/** The pause before a query is repeated, ms: it grows, because each query takes computing time from what the test waits for. */
const [firstPauseMs, maxPauseMs] = [100, 1_000];

/** Repeats a query until its response satisfies a condition; fails with the last response after `limitMs`. */
export async function until<T>(
  what: string,
  request: () => Promise<T>,
  good: (response: T) => boolean,
  limitMs = hangGuardMs / 9,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, maxPauseMs)) {
    const response = await request();
    if (good(response)) return response;
    if (Date.now() > deadline)
      throw new Error(
        `${what}: not within ${limitMs} ms; last response ${JSON.stringify(response).slice(0, 2000)}`,
      );
    await wait(pauseMs);
  }
}

/** Repeats a query while the store is unavailable, as Elasticsearch is for a while on an overloaded machine. */
export const patiently = (server: VialogClient): VialogClient => ({
  json: async <T>(path: string) => {
    const request = () => server.json<T>(path).then((value) => ({ value }), noResponse);
    return ((await until(path, request, (response) => response !== undefined)) as { value: T }).value;
  },
});

export function noResponse(error: Error): undefined {
  if (!error.message.includes('"STORE_UNAVAILABLE"')) throw error;
}

export const measuredSlots = (
  server: VialogClient,
  camera: Camera,
  zoneId: string,
  { atLeast, limitMs }: { atLeast: number; limitMs?: number },
): Promise<CountEvent[]> =>
  until(
    `${atLeast} measured slots of ${camera.name}/${zoneId}`,
    () => allEvents(server, `camera:${camera.cameraId} zone:${zoneId} kind:measured`),
    (events) => events.length >= atLeast,
    limitMs,
  );
