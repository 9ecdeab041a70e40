export { type Detection } from './detection.ts';
export { type PictureSides, type PixelPoint } from './track.ts';
export { defaultTrackerSettings, type TrackerSettings } from './tracker-settings.ts';
export { type CrossingDirection } from './line-crossings.ts';
export {
  emptyMovement,
  followMovement,
  lineCounts,
  stoppedCounts,
  type CountingLine,
  type LineCounts,
  type MovementPlan,
  type MovementState,
  type StoppedArea,
} from './movement.ts';
