import type {
  Camera,
  IngestFailure,
  IngestReplyOf,
  IngestRequestKind,
  IngestRequestOf,
} from '@vialog/contracts';

/** The process that handles a request. */
export type IngestTarget =
  /** The process that captures this camera: the holder of its shard in its region. */
  | { readonly kind: 'camera'; readonly camera: Pick<Camera, 'cameraId' | 'tags'> }
  /** Any one process that captures cameras of this region. */
  | { readonly kind: 'region'; readonly region: string };

/** The content of the reply, and the bytes that belong to it, such as an encoded picture. Both are in memory only. */
export interface IngestSuccess<K extends IngestRequestKind> {
  readonly kind: 'answered';
  readonly content: IngestReplyOf<K>;
  readonly bytes?: Uint8Array;
}

export type IngestReply<K extends IngestRequestKind> = IngestSuccess<K> | IngestFailure;

export interface IngestDelivery {
  readonly to: IngestTarget;
  /** Time until the reply, ms; afterwards the reply is a failure with the reason `timeout`. */
  readonly deadlineMs: number;
}

/** Requests of the API to the process that captures a camera: in the same process, or over the broker. */
export interface IngestRequests {
  /** Sends a request and resolves with the reply of one process. Never rejects: every failure is a reply with its reason. */
  send<K extends IngestRequestKind>(
    request: IngestRequestOf<K>,
    delivery: IngestDelivery,
  ): Promise<IngestReply<K>>;
}

/**
 * The handlers of a process that captures cameras, by kind of request. The signal aborts at the deadline. A handler that
 * throws yields the reason `failed` and the message of the error, which must not contain credentials.
 */
export type IngestHandlers = {
  readonly [K in IngestRequestKind]?: (
    request: IngestRequestOf<K>,
    signal: AbortSignal,
  ) => Promise<IngestReply<K>>;
};

export const ingestFailure = (reason: IngestFailure['reason'], detail: string): IngestFailure => ({
  kind: 'failed',
  reason,
  detail: detail.slice(0, 1_000),
});
