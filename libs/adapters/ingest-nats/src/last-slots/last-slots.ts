import {
  epochOf,
  isoOf,
  lastSlots,
  maxCamerasPerRequest,
  zoneKey,
  type LastSlotsReply,
} from '@vialog/contracts';
import type { LastSlotEnd } from '@vialog/ingest';
import { NoRespondersError, RequestError, type Msg, type NatsConnection } from '@nats-io/transport-node';

/** Timeout of one request, ms: the store can have to read days of records. */
const timeoutMs = 10_000;
/** Queue group of the indexers: one of them replies to each request. */
const queueGroup = 'indexer';

/**
 * Requests the end of the last stored slot of each zone from an indexer, in batches of the maximum request size.
 *
 * @throws {Error} when no indexer replies or the store fails; retry later.
 */
export async function requestLastSlots(
  connection: NatsConnection,
  cameraIds: readonly string[],
): Promise<LastSlotEnd> {
  const ends = new Map<string, number>();
  for (let first = 0; first < cameraIds.length; first += maxCamerasPerRequest) {
    const batch = cameraIds.slice(first, first + maxCamerasPerRequest);
    for (const { cameraId, zoneId, slotEndAt } of await requestBatch(connection, batch))
      ends.set(zoneKey({ cameraId, zoneId }), epochOf(slotEndAt));
  }
  return (cameraId, zoneId) => ends.get(zoneKey({ cameraId, zoneId }));
}

async function requestBatch(connection: NatsConnection, cameraIds: readonly string[]) {
  const request = JSON.stringify(lastSlots.request.parse({ v: 1, cameraIds }));
  const message = await connection
    .request(lastSlots.subject, request, { timeout: timeoutMs })
    .catch((error: unknown) => {
      throw new Error(`Requesting the last slots failed: ${messageOf(error)}`, { cause: error });
    });
  const reply = lastSlots.reply.parse(message.json());
  if (reply.kind === 'failed') throw new Error(`Requesting the last slots failed: ${reply.detail}`);
  return reply.ends;
}

function messageOf(error: unknown): string {
  const hasNoResponder =
    error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());
  if (hasNoResponder) return 'no indexer replies. Start an indexer.';
  return Error.isError(error) ? error.message : String(error);
}

/** Looks up the end of the last stored slot of each zone in the event store: `zoneKey` → epoch ms. */
export type LastSlotEndsLookup = (cameraIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Replies to requests with the lookup until the returned function is called. A failed lookup is a reply with the reason. */
export function replyLastSlots(connection: NatsConnection, lookup: LastSlotEndsLookup): () => void {
  const subscription = connection.subscribe(lastSlots.subject, {
    queue: queueGroup,
    callback: (error, message) => {
      if (!error) void respond(message, lookup);
    },
  });
  return () => {
    if (!connection.isClosed()) subscription.unsubscribe();
  };
}

async function respond(message: Msg, lookup: LastSlotEndsLookup): Promise<void> {
  const reply = await replyTo(message, lookup).catch((error: unknown): LastSlotsReply => {
    const detail = Error.isError(error) ? error.message : String(error);
    return { v: 1, kind: 'failed', detail: detail.slice(0, 1_000) };
  });
  try {
    message.respond(JSON.stringify(reply));
  } catch {
    // The connection was closed: the sender repeats the request to another indexer.
  }
}

async function replyTo(message: Msg, lookup: LastSlotEndsLookup): Promise<LastSlotsReply> {
  const { cameraIds } = lastSlots.request.parse(message.json());
  const ends = [...(await lookup(cameraIds))].map(([key, end]) => {
    const [cameraId, zoneId] = key.split('/');
    return { cameraId, zoneId, slotEndAt: isoOf(end) };
  });
  return lastSlots.reply.parse({ v: 1, kind: 'ends', ends });
}
