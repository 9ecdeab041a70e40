import type { Pause } from '@vialog/capture';
import {
  ingestReplyEnvelope,
  ingestRequests,
  type IngestFailure,
  type IngestRequestKind,
} from '@vialog/contracts';
import { ingestFailure, type IngestHandlers, type IngestReply } from './ingest-requests.port.ts';

/** Requests that one process handles at the same time: each can hold a picture in memory and open a stream. */
export const maxOpenRequests = 8;

type Handler = (request: unknown, signal: AbortSignal) => Promise<IngestReply<IngestRequestKind>>;

/**
 * Handles requests in the process that captures: validates each request and reply, limits the requests handled at the
 * same time and keeps the deadline. Both adapters of `IngestRequests` end here.
 */
export class RequestDesk {
  readonly #handlers: IngestHandlers;
  readonly #pause: Pause;
  #open = 0;

  constructor(handlers: IngestHandlers, pause: Pause) {
    this.#handlers = handlers;
    this.#pause = pause;
  }

  /** Responds to a request that arrived as data. Never rejects. */
  async reply(request: unknown, deadlineMs: number): Promise<IngestReply<IngestRequestKind>> {
    const kind = kindOf(request);
    const handler = kind && (this.#handlers[kind] as Handler | undefined);
    if (!kind || !handler)
      return ingestFailure(
        'unsupported',
        'The process that captures this camera does not know this request. Update it to the version of the API.',
      );
    const parsed = ingestRequests[kind].request.safeParse(request);
    if (!parsed.success) return ingestFailure('failed', `Invalid request: ${parsed.error.message}`);
    if (this.#open >= maxOpenRequests)
      return ingestFailure(
        'busy',
        `The process already handles ${maxOpenRequests} requests. Try again in a few seconds.`,
      );
    this.#open += 1;
    const ending = new AbortController();
    // Counted until the handler has ended, also after the deadline: it can still hold a picture.
    const handled = this.#handle(kind, () => handler(parsed.data, ending.signal));
    const late = this.#pause(deadlineMs, ending.signal).then(() => timedOut(deadlineMs));
    const reply = await Promise.race([handled, late]);
    ending.abort();
    return reply;
  }

  async #handle(
    kind: IngestRequestKind,
    work: () => Promise<IngestReply<IngestRequestKind>>,
  ): Promise<IngestReply<IngestRequestKind>> {
    try {
      return checked(kind, await work());
    } catch (error) {
      return ingestFailure('failed', Error.isError(error) ? error.message : String(error));
    } finally {
      this.#open -= 1;
    }
  }
}

export const timedOut = (deadlineMs: number): IngestFailure =>
  ingestFailure('timeout', `No reply within ${deadlineMs / 1000} s.`);

function kindOf(request: unknown): IngestRequestKind | undefined {
  const kind = (request as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' && Object.hasOwn(ingestRequests, kind)
    ? (kind as IngestRequestKind)
    : undefined;
}

/** A reply that does not match its schema is not passed on. */
function checked(
  kind: IngestRequestKind,
  reply: IngestReply<IngestRequestKind>,
): IngestReply<IngestRequestKind> {
  const { bytes, ...record } = { bytes: undefined, ...reply };
  const parsed = ingestReplyEnvelope(kind).safeParse({ v: 1, ...record });
  if (!parsed.success) return ingestFailure('failed', `Invalid reply: ${parsed.error.message}`);
  if (parsed.data.kind === 'failed') return ingestFailure(parsed.data.reason, parsed.data.detail);
  return { kind: 'answered', content: parsed.data.content, ...(bytes ? { bytes } : {}) };
}
