import {
  ingestReplyEnvelope,
  type IngestFailure,
  type IngestRequestKind,
  type IngestRequestOf,
} from '@vialog/contracts';
import {
  ingestFailure,
  regionOf,
  type IngestDelivery,
  type IngestReply,
  type IngestRequests,
  type IngestTarget,
} from '@vialog/ingest';
import { unpackRecord } from '@vialog/nats';
import {
  headers as newHeaders,
  NoRespondersError,
  RequestError,
  TimeoutError,
  type Msg,
  type NatsConnection,
} from '@nats-io/transport-node';
import { deadlineHeader } from './reply-ingest-requests.ts';
import { subjectOf } from './request-subjects.ts';

/** Time for the way there and back that the sender waits longer than the process that replies, ms. */
const travelMs = 1_000;

/** Requests to ingests and edges, by request and reply over the broker. No stream stores them. */
export class NatsIngestRequests implements IngestRequests {
  readonly #connection: NatsConnection;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  async send<K extends IngestRequestKind>(
    request: IngestRequestOf<K>,
    { to, deadlineMs }: IngestDelivery,
  ): Promise<IngestReply<K>> {
    const headers = newHeaders();
    headers.set(deadlineHeader, String(deadlineMs));
    const timeout = deadlineMs + travelMs;
    try {
      const options = { timeout, headers };
      const message = await this.#connection.request(subjectOf(to), JSON.stringify(request), options);
      return replyOf<K>(request.kind as K, message);
    } catch (error) {
      return failureOf(error, to, deadlineMs);
    }
  }
}

function replyOf<K extends IngestRequestKind>(kind: K, message: Msg): IngestReply<K> {
  const { record, bytes } = unpackRecord(message);
  const parsed = ingestReplyEnvelope(kind).safeParse(record);
  if (!parsed.success) return ingestFailure('failed', `Invalid reply: ${parsed.error.message}`);
  if (parsed.data.kind === 'failed') return ingestFailure(parsed.data.reason, parsed.data.detail);
  const { content } = parsed.data;
  return { kind: 'answered', content, ...(bytes ? { bytes } : {}) } as IngestReply<K>;
}

function failureOf(error: unknown, to: IngestTarget, deadlineMs: number): IngestFailure {
  if (hasNoResponder(error)) return ingestFailure('no_process', noProcess(to));
  if (error instanceof TimeoutError || (error instanceof Error && error.cause instanceof TimeoutError))
    return ingestFailure('timeout', `No reply within ${deadlineMs / 1000} s.`);
  return ingestFailure('failed', Error.isError(error) ? error.message : String(error));
}

const hasNoResponder = (error: unknown): boolean =>
  error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());

function noProcess(to: IngestTarget): string {
  if (to.kind === 'region')
    return `No ingest or edge runs in the region "${to.region}". Start one with VIALOG_REGION=${to.region}.`;
  const region = regionOf(to.camera);
  return (
    `No ingest or edge of the region "${region}" holds this camera. Start one with VIALOG_REGION=${region}, ` +
    'or try again in 15 seconds if one was just started or stopped.'
  );
}
