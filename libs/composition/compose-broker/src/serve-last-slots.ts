import type { TrendReader } from '@vialog/events';
import { afterBacklogProcessed, replyLastSlots } from '@vialog/ingest-nats';
import type { NatsLink } from '@vialog/nats';

/** Replies to the ingests' requests for the newest stored slot of each zone, once the events at the broker are indexed. */
export function serveLastSlots({ connection }: NatsLink, store: Pick<TrendReader, 'lastSlotEnds'>): void {
  replyLastSlots(
    connection,
    afterBacklogProcessed(connection, (cameraIds) => store.lastSlotEnds(cameraIds)),
  );
}
