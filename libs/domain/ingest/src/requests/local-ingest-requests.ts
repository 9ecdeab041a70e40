import type { IngestRequestKind, IngestRequestOf } from '@vialog/contracts';
import type { IngestDelivery, IngestReply, IngestRequests } from './ingest-requests.port.ts';
import type { RequestDesk } from './request-desk.ts';

/** Requests to an ingest in the same process, which captures every camera. */
export class LocalIngestRequests implements IngestRequests {
  readonly #desk: RequestDesk;

  constructor(desk: RequestDesk) {
    this.#desk = desk;
  }

  send<K extends IngestRequestKind>(
    request: IngestRequestOf<K>,
    { deadlineMs }: IngestDelivery,
  ): Promise<IngestReply<K>> {
    return this.#desk.reply(request, deadlineMs);
  }
}
