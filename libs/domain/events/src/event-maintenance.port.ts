/** Housekeeping of an event store, run by one owner. */
export interface EventMaintenance {
  /**
   * Forgets whole UTC days that ended at or before the moment: single slots by `events`, sums by `bins` (earlier; the
   * sums of a day outlive its slots). Where `hours` is given, sums by the hour outlive those by the quarter hour until
   * then: stretches whose edges are full hours are still answered. Epoch ms. Returns the days whose slots were dropped.
   */
  dropBefore(limits: { events: number; bins: number; hours?: number }): Promise<number>;
  /** Removes every event and bin of these cameras (the demo, a camera erased on request). Returns events removed. */
  eraseCameras(cameraIds: readonly string[]): Promise<number>;
}
