import type { Camera } from '@vialog/contracts';

/** Which cameras this process watches. Asked again and again: the answer changes while it runs. */
export interface Ownership {
  /** Whether the lease a camera stands under is ours at this moment. Where it is not, nothing of the camera may leave. */
  holds(cameraId: string): boolean;
  /** Whether this camera, as configured, belongs here at all: its region is ours. */
  covers(camera: Camera): boolean;
  /** Shards that are ours still and to be given up, so that others have their share. */
  readonly leaving: readonly number[];
  /** The cameras of a leaving shard are closed and what they measured is handed over: others may have it. */
  giveUp(shard: number): void;
}

/** One process has all cameras there are: standalone. */
export const ownsAll: Ownership = {
  holds: () => true,
  covers: () => true,
  leaving: [],
  giveUp: () => undefined,
};
