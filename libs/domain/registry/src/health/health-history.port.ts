import type { HealthChange } from '@vialog/contracts';

/** A change of the state of a camera. */
export type RecordedChange = HealthChange & { readonly cameraId: string };

/** The last changes of the state of each camera; survives restarts. */
export interface HealthHistory {
  /**
   * Appends changes and removes the oldest beyond `maxHealthChanges` of a camera. A change that is known has no effect.
   * Changes of cameras that are not in the registry may be skipped: health can arrive after its camera was erased.
   */
  append(changes: readonly RecordedChange[]): Promise<void>;
  /** The last changes of a camera, newest first. */
  last(cameraId: string, limit: number): Promise<readonly HealthChange[]>;
}
