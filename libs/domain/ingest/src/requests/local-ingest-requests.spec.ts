import { setTimeout as wait } from 'node:timers/promises';
import { ingestRequestsConformance } from './ingest-requests.conformance.ts';
import { LocalIngestRequests } from './local-ingest-requests.ts';
import { RequestDesk } from './request-desk.ts';
import type { IngestHandlers, IngestRequests } from './ingest-requests.port.ts';

const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => undefined);

ingestRequestsConformance('in process', () => {
  let local = new LocalIngestRequests(new RequestDesk({}, pause));
  const requests: IngestRequests = { send: (request, delivery) => local.send(request, delivery) };
  const serve = (handlers: IngestHandlers): Promise<void> => {
    local = new LocalIngestRequests(new RequestDesk(handlers, pause));
    return Promise.resolve();
  };
  return Promise.resolve({ requests, serve, close: () => Promise.resolve() });
});
