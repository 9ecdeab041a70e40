import type { GapReason, ProbeOutcome } from '@vialog/contracts';
import type { RejectedAddress, StreamAddressCheck } from '@vialog/network-guard';

/** What is wrong, in more kinds than there are gap reasons. */
export type FaultCause = Exclude<ProbeOutcome, 'playing'>;

/** The host that the address rules rejected, with its addresses. */
export interface RejectedHost {
  readonly host: string;
  readonly addresses: readonly RejectedAddress[];
}

/** Why no picture arrives. */
export interface StreamFault {
  readonly reason: GapReason;
  /** One sentence for users: what happened and what to do. Without credentials. */
  readonly detail: string;
  /** The camera rejected the credentials: further attempts may lock the account. */
  readonly isRejection?: true;
  /** Absent: the reason says all (`causeOf`). */
  readonly cause?: FaultCause;
  readonly rejectedHost?: RejectedHost;
  /** SHA-256 fingerprint of the certificate that is not accepted, 64 hexadecimal digits. */
  readonly certificateSha256?: string;
  /** Pictures arrive all the same, but the stream is incomplete. */
  readonly continues?: true;
  /** Video arrives for this long without a key frame, which the plan needs, ms. The connection continues. */
  readonly withoutKeyFrameMs?: number;
  /** The host required this pause before the next request (`Retry-After`), ms. */
  readonly retryAfterMs?: number;
}

/** What is wrong; for a fault that does not say it, derived from its reason. */
export function causeOf({ cause, isRejection, reason }: Omit<StreamFault, 'detail'>): FaultCause {
  if (cause !== undefined) return cause;
  if (isRejection) return 'credentials_rejected';
  if (reason === 'no_frame') return 'no_picture';
  return reason === 'decode_error' ? 'undecodable' : 'failed';
}

/** The fault of a stream whose address was rejected. */
export function addressFault({
  detail,
  cause,
  host,
  rejected,
}: Extract<StreamAddressCheck, { ok: false }>): StreamFault {
  if (cause === 'unknown_host') return { reason: 'offline', detail, cause };
  const fault = { reason: 'offline', detail, cause: 'rejected' } as const;
  return cause === 'credentials_in_url' ? fault : { ...fault, rejectedHost: { host, addresses: rejected } };
}
