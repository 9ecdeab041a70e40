/** Moments before which data is deleted, epoch ms. A UTC day is deleted as a whole, once it ended at or before the moment. */
export interface RetentionLimits {
  /** Single events. */
  readonly events: number;
  /** Roll-ups by the quarter hour. At most `events`: the roll-ups of a day outlive its events. */
  readonly quarterHours: number;
  /**
   * Roll-ups by the hour; `quarterHours` if left out. Until this moment is reached, time ranges whose edges are full
   * hours are still returned.
   */
  readonly hours?: number;
}

/** Maintenance of an event store. */
export interface EventMaintenance {
  /** Deletes expired days. Returns the number of days whose events were deleted. */
  dropBefore(limits: RetentionLimits): Promise<number>;
  /** Deletes every event and roll-up of these cameras (the demo, an erasure request). Returns the number of events deleted. */
  eraseCameras(cameraIds: readonly string[]): Promise<number>;
}
