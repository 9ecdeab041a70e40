import { setTimeout as wait } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { consumers } from '@vialog/nats';
import type { LastSlotEndsLookup } from './last-slots.ts';

/** Shorter than the asker's patience, ms: the store is to be asked in it too. */
const patienceMs = 5_000;
const lookMs = 100;

/**
 * Asks the store when the counts that were told before the question are in it: a slot that is still on its way would be
 * taken for one that nobody measured. Rejects where indexers are too far behind for that; what they have seen and put off
 * (a message of a newer version, say) is not waited for.
 */
export function afterBacklogProcessed(
  connection: NatsConnection,
  endsOf: LastSlotEndsLookup,
  patience: number = patienceMs,
): LastSlotEndsLookup {
  return async (cameraIds) => {
    await backlogDone(connection, patience);
    return endsOf(cameraIds);
  };
}

async function backlogDone(connection: NatsConnection, patience: number): Promise<void> {
  const { stream, config } = consumers.indexer;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { last_seq: newest } = (await manager.streams.info(stream)).state;
  const until = performance.now() + patience;
  for (;;) {
    const info = await manager.consumers.info(stream, config.durable_name);
    if (info.ack_floor.stream_seq >= newest || info.num_pending + info.num_ack_pending === 0) return;
    if (performance.now() >= until) {
      if (info.delivered.stream_seq >= newest) return;
      throw new Error(`${info.num_pending} messages of counts are not in the store yet`);
    }
    await wait(lookMs);
  }
}
