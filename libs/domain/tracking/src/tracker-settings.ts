/** Parameters of a tracker. Times and speeds do not depend on the frame rate; lengths are sizes of the object's box. */
export interface TrackerSettings {
  /** A detection from this score on can start a track, 0..1. */
  readonly highScore: number;
  /** A detection from this score on can continue a track, 0..1. */
  readonly lowScore: number;
  /** A track without a detection for this time ends, ms. */
  readonly lostMs: number;
  /** As `lostMs`, for an object at rest: it is found again where it was, for example behind a bus that stopped. */
  readonly restLostMs: number;
  /** A track is an object, and not noise, when it has two detections over at least this time, ms. */
  readonly confirmMs: number;
  /** Highest speed of an object, sizes/s: a car that is seen from above passes 6 of its lengths at 100 km/h. */
  readonly maxSpeed: number;
  /** Maximum number of tracks; the ones not seen for the longest time end first. */
  readonly maxTracks: number;
}

export const defaultTrackerSettings: TrackerSettings = {
  highScore: 0.3,
  lowScore: 0.12,
  lostMs: 2_000,
  restLostMs: 15_000,
  confirmMs: 190,
  maxSpeed: 7,
  maxTracks: 128,
};
