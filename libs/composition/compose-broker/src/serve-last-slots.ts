import type { TrendReader } from '@vialog/events';
import { afterBacklog, answerLastSlots } from '@vialog/ingest-nats';
import type { NatsLink } from '@vialog/nats';

/** Answers the ingests' requests for the newest stored slot of each zone, once the events at the broker are indexed. */
export function serveLastSlots({ connection }: NatsLink, store: Pick<TrendReader, 'lastSlotEnds'>): void {
  answerLastSlots(
    connection,
    afterBacklog(connection, (cameraIds) => store.lastSlotEnds(cameraIds)),
  );
}
