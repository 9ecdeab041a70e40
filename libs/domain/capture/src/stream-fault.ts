import type { GapReason } from '@vialog/contracts';

/** Why no picture arrives. */
export interface StreamFault {
  readonly reason: GapReason;
  /** One sentence for users: what happened and what to do. Without credentials. */
  readonly detail: string;
  /** The camera rejected the credentials: further attempts may lock the account. */
  readonly isRejection?: true;
}
