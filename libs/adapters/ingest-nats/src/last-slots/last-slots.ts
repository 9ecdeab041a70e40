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

/** How long one request may take, ms: the store may have to look at days of records. */
const timeoutMs = 10_000;
/** All who answer share the questions. */
const queue = 'indexer';

/**
 * Asks whoever indexes where the records of cameras end, in pieces a message can hold. Rejects where nobody answers or the
 * store did not; ask again then.
 */
export async function requestLastSlots(
  connection: NatsConnection,
  cameraIds: readonly string[],
): Promise<LastSlotEnd> {
  const ends = new Map<string, number>();
  for (let first = 0; first < cameraIds.length; first += maxCamerasPerRequest) {
    const piece = cameraIds.slice(first, first + maxCamerasPerRequest);
    for (const { cameraId, zoneId, slotEndAt } of await askFor(connection, piece))
      ends.set(zoneKey({ cameraId, zoneId }), epochOf(slotEndAt));
  }
  return (cameraId, zoneId) => ends.get(zoneKey({ cameraId, zoneId }));
}

async function askFor(connection: NatsConnection, cameraIds: readonly string[]) {
  const request = JSON.stringify(lastSlots.request.parse({ v: 1, cameraIds }));
  const message = await connection
    .request(lastSlots.subject, request, { timeout: timeoutMs })
    .catch((error: unknown) => {
      throw new Error(`the newest slots could not be asked for: ${wordingOf(error)}`, { cause: error });
    });
  const reply = lastSlots.reply.parse(message.json());
  if (reply.kind === 'failed') throw new Error(`the newest slots could not be asked for: ${reply.detail}`);
  return reply.ends;
}

function wordingOf(error: unknown): string {
  const nobody =
    error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());
  if (nobody) return 'no indexer is there to answer; is one running?';
  return Error.isError(error) ? error.message : String(error);
}

/** Ends of the newest slots by `<cameraId>/<zoneId>`, epoch ms, as the event stores give them. */
export type LastSlotEndsLookup = (cameraIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Answers for the store of this process until the returned function is called. A store that fails is said to. */
export function replyLastSlots(connection: NatsConnection, endsOf: LastSlotEndsLookup): () => void {
  const subscription = connection.subscribe(lastSlots.subject, {
    queue,
    callback: (error, message) => {
      if (!error) void reply(message, endsOf);
    },
  });
  return () => {
    if (!connection.isClosed()) subscription.unsubscribe();
  };
}

async function reply(message: Msg, endsOf: LastSlotEndsLookup): Promise<void> {
  const answer = await answerTo(message, endsOf).catch((error: unknown): LastSlotsReply => {
    const detail = Error.isError(error) ? error.message : String(error);
    return { v: 1, kind: 'failed', detail: detail.slice(0, 1_000) };
  });
  try {
    message.respond(JSON.stringify(answer));
  } catch {
    // The connection was closed meanwhile: the question comes again, to another.
  }
}

async function answerTo(message: Msg, endsOf: LastSlotEndsLookup): Promise<LastSlotsReply> {
  const { cameraIds } = lastSlots.request.parse(message.json());
  const ends = [...(await endsOf(cameraIds))].map(([key, end]) => {
    const [cameraId, zoneId] = key.split('/');
    return { cameraId, zoneId, slotEndAt: isoOf(end) };
  });
  return lastSlots.reply.parse({ v: 1, kind: 'ends', ends });
}
