import type { Camera, CountEvent, EventsPage, LedgerPage, LedgerRow } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import { setTimeout as wait } from 'node:timers/promises';

/** What questions are put to: one server, or a cluster by its api. */
export type Asked = Pick<VialogServer, 'json'>;

/** Questions the server tests keep asking. */
export const searched = (server: Asked, q: string, limit = 1000): Promise<EventsPage> =>
  server.json(`/v1/events?limit=${limit}&q=${encodeURIComponent(q)}`);

/** Every event of a query, page by page. */
export async function allEvents(server: Asked, q: string): Promise<CountEvent[]> {
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

export async function ledgerOf(server: Asked, cameraId: string): Promise<LedgerRow[]> {
  const page = await server.json<LedgerPage>(`/v1/ledger?cameras=${cameraId}`);
  return page.items;
}

/** Asks again until the answer satisfies, or fails with the last answer after a while. */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  limitMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(
        `${what}: not within ${limitMs} ms; last answer ${JSON.stringify(answer).slice(0, 2000)}`,
      );
    await wait(300);
  }
}

/** Asks again while the store does not answer, which on a machine with too much to do Elasticsearch does not for a while. */
export const patiently = (server: Asked): Asked => ({
  json: async <T>(path: string) => {
    const ask = () => server.json<T>(path).then((value) => ({ value }), noAnswer);
    return ((await until(path, ask, (answer) => answer !== undefined, 90_000)) as { value: T }).value;
  },
});

function noAnswer(error: Error): undefined {
  if (!error.message.includes('"STORE_UNAVAILABLE"')) throw error;
}

export const measuredSlots = (
  server: Asked,
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
