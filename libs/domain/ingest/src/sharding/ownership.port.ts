import type { Camera } from '@vialog/contracts';

/** Which cameras this process owns. They change while the process runs. */
export interface Ownership {
  /** Whether this process holds the lease of the camera's shard now. If not, it must not send slots of this camera. */
  holds(cameraId: string): boolean;
  /** Whether the camera belongs to the region of this process. */
  covers(camera: Camera): boolean;
  /** Shards that this process holds and must release, so that other processes get their share. */
  readonly leaving: readonly number[];
  /** Releases a leaving shard after its cameras were closed and their slots were sent. */
  giveUp(shard: number): void;
}

/** Owns all cameras: for a single process. */
export const ownsAll: Ownership = {
  holds: () => true,
  covers: () => true,
  leaving: [],
  giveUp: () => undefined,
};
