import type { IngestRequests } from '@vialog/ingest';
import { NatsIngestRequests } from '@vialog/ingest-nats';
import type { NatsLink } from '@vialog/nats';

/** Requests of the API to the ingests and edges, over the broker. */
export const openIngestRequests = ({ connection }: NatsLink): IngestRequests =>
  new NatsIngestRequests(connection);
