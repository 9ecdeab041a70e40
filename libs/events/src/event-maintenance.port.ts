/** Housekeeping of an event store, run by one owner. */
export interface EventMaintenance {
  /** Forgets events whose slot started before the moment; bins older than their own. Epoch ms. Returns days dropped. */
  dropBefore(limits: { events: number; bins: number }): Promise<number>;
  /** Removes every event and bin of these cameras (the demo, a camera erased on request). Returns events removed. */
  eraseCameras(cameraIds: readonly string[]): Promise<number>;
}
