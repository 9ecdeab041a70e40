import { setTimeout as wait } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { consumers } from '@vialog/nats';
import type { LastSlotEndsLookup } from './last-slots.ts';

/** Shorter than the timeout of the request, ms, because the store is queried afterwards. */
const defaultTimeoutMs = 5_000;
const pollMs = 100;

/**
 * Queries the store when the consumer `indexer` has processed all counts published before the request. Otherwise a slot that
 * is still in the stream would look unmeasured. Rejects when the backlog is not processed in time; delivered messages that
 * wait for a redelivery (for example of a newer version) are ignored.
 */
export function afterBacklogProcessed(
  connection: NatsConnection,
  lookup: LastSlotEndsLookup,
  timeoutMs: number = defaultTimeoutMs,
): LastSlotEndsLookup {
  return async (cameraIds) => {
    await awaitBacklog(connection, timeoutMs);
    return lookup(cameraIds);
  };
}

async function awaitBacklog(connection: NatsConnection, timeoutMs: number): Promise<void> {
  const { stream, config } = consumers.indexer;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { last_seq: newest } = (await manager.streams.info(stream)).state;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const info = await manager.consumers.info(stream, config.durable_name);
    if (info.ack_floor.stream_seq >= newest || info.num_pending + info.num_ack_pending === 0) return;
    if (performance.now() >= deadline) {
      if (info.delivered.stream_seq >= newest) return;
      throw new Error(`${info.num_pending} messages with counts are not stored yet`);
    }
    await wait(pollMs);
  }
}
