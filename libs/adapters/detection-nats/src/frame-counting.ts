import { epochOf, frameMessages, type Clock, type FrameReply, type FrameHeader } from '@vialog/contracts';
import {
  packYuv420p,
  unpackYuv420p,
  type CountingJob,
  type Detector,
  type DetectorReply,
} from '@vialog/detection';
import type { MsgHdrs, NatsConnection } from '@nats-io/transport-node';
import { packRecord, readTrace } from '@vialog/nats';
import { ExpiredFrameMonitor } from './expired-frame-monitor.ts';
import { readFrameHeader } from './frame-header.ts';
import { LatestFencingTokens } from './latest-fencing-tokens.ts';

/**
 * Result of a frame. expired: its deadline has passed; stale: its sender or this detector no longer holds the lease of the
 * camera; invalid: its header does not match the schema; unavailable: receiving failed and is retried.
 */
export interface FrameEvent {
  readonly kind: 'counted' | 'failed' | 'expired' | 'stale' | 'invalid' | 'unavailable';
  readonly cameraId?: string;
  readonly detail?: string;
  /** W3C trace id of the frame, 32 hex digits, if its sender set one. */
  readonly traceId?: string;
}

export interface FrameCountingOptions {
  readonly connection: NatsConnection;
  readonly detector: Detector;
  readonly clock: Clock;
  readonly onEvent: (event: FrameEvent) => void;
  /** Logs a line, at most one a minute, while many frames are expired on arrival. */
  readonly report?: (line: string) => void;
}

interface AcceptedFrame {
  readonly kind: 'accepted';
  readonly header: FrameHeader;
  readonly trace: { readonly traceId?: string };
}
type ReceivedFrame =
  AcceptedFrame | { readonly kind: 'dropped' } | { readonly kind: 'invalid'; readonly why: string };

/** Counts received frames and publishes the replies. Frames that are invalid, late or of an earlier sender are reported only. */
export class FrameCounting {
  readonly #options: FrameCountingOptions;
  readonly #fencingTokens = new LatestFencingTokens();
  readonly #expiredFrames = new ExpiredFrameMonitor();

  constructor(options: FrameCountingOptions) {
    this.#options = options;
  }

  /** Reads the header of a frame and decides whether it is counted. */
  accept(headers: MsgHdrs | undefined): ReceivedFrame {
    const read = readFrameHeader(headers);
    const trace = traceOf(headers);
    if (read.kind === 'invalid') {
      this.#options.onEvent({ kind: 'invalid', detail: read.why, ...trace });
      return read;
    }
    const { header } = read;
    const rejection = this.#rejectionOf(header);
    if (!rejection) return { kind: 'accepted', header, trace };
    this.#options.onEvent({ kind: rejection, cameraId: header.cameraId, ...trace });
    return { kind: 'dropped' };
  }

  async count({ header, trace }: AcceptedFrame, payload: Uint8Array): Promise<void> {
    const reply = await this.#count(header, payload);
    this.#send(header, reply);
    this.#options.onEvent({ ...eventOf(reply.record), cameraId: header.cameraId, ...trace });
  }

  /** Counts under a lease. Without the lease there is no reply, also if it was lost during the count. */
  async countLeased(
    { header, trace }: AcceptedFrame,
    payload: Uint8Array,
    leaseOf: (cameraId: string) => string | undefined,
  ): Promise<void> {
    const { cameraId } = header;
    const lease = leaseOf(cameraId);
    const reply = lease === undefined ? undefined : await this.#count(header, payload, lease);
    if (!reply || leaseOf(cameraId) !== lease)
      return this.#options.onEvent({ kind: 'stale', cameraId, detail: leaseLost, ...trace });
    this.#send(header, { ...reply, record: { ...reply.record, lease } });
    this.#options.onEvent({ ...eventOf(reply.record), cameraId, ...trace });
  }

  #rejectionOf(header: FrameHeader): 'expired' | 'stale' | undefined {
    const { clock, report } = this.#options;
    const isExpired = epochOf(header.expiresAt) <= clock.now();
    const line = this.#expiredFrames.record(isExpired, clock.monotonic());
    if (line !== undefined) report?.(line);
    if (isExpired) return 'expired';
    return this.#fencingTokens.accepts(header.fence, clock.monotonic()) ? undefined : 'stale';
  }

  async #count(header: FrameHeader, payload: Uint8Array, trackingToken?: string): Promise<PackedReply> {
    const { cameraId, cameraVersion, capturedAt, zones, model, trial } = header;
    try {
      const frame = {
        ...unpackYuv420p(header, payload),
        cameraId,
        cameraVersion,
        capturedAt: epochOf(capturedAt),
      };
      const job: CountingJob = {
        zones,
        model,
        ...(trial ? { trial } : {}),
        ...(trackingToken ? { trackingToken } : {}),
      };
      return packedReply(await this.#options.detector.count(frame, job));
    } catch (error) {
      const detail = `The frame could not be counted: ${Error.isError(error) ? error.message : String(error)}`;
      return packedReply({ kind: 'failed', reason: 'detector_down', detail });
    }
  }

  #send({ answerTo }: FrameHeader, { record, bytes }: PackedReply): void {
    const { connection } = this.#options;
    const { payload, headers } = packRecord(frameMessages['vialog.v1.answers'].parse(record), bytes);
    connection.publish(answerTo, payload, { headers });
  }
}

const leaseLost = 'This detector no longer holds the lease of the camera.';

/** A reply, and the picture of a trial that follows it. */
interface PackedReply {
  readonly record: FrameReply;
  readonly bytes?: Uint8Array;
}

function packedReply(reply: DetectorReply): PackedReply {
  if (reply.kind === 'failed') {
    const { reason, detail } = reply;
    return { record: { v: 1, kind: 'failed', reason, detail: detail.slice(0, 1_000) } };
  }
  const { count, outlined } = reply;
  if (!outlined) return { record: { v: 1, kind: 'counted', count } };
  const { width, height } = outlined;
  return {
    record: { v: 1, kind: 'counted', count, outlined: { width, height } },
    bytes: packYuv420p(outlined),
  };
}

function eventOf(reply: FrameReply): FrameEvent {
  return reply.kind === 'counted' ? { kind: 'counted' } : { kind: 'failed', detail: reply.detail };
}

function traceOf(headers: MsgHdrs | undefined): { traceId?: string } {
  const traceId = readTrace(headers);
  return traceId === undefined ? {} : { traceId };
}
