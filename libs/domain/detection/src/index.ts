export {
  queueKeyOf,
  type CountingJob,
  type Detector,
  type DetectorReply,
  type ModelReadiness,
  type TrialJob,
} from './detector.port.ts';
export { type Box, type Rect } from './box.ts';
export { FrameGate, type GatedFrame, type GatedReply } from './frame-gate.ts';
export { forcedAfterMs } from './scene-gate.ts';
export { drawOutlines } from './draw-outlines.ts';
export { type Infer, PictureCounter, type PictureCounts } from './count-picture.ts';
export { isTracked, needsTracks } from './movement-plan.ts';
export { TrackingSessions, type TrackedFrame } from './tracking-sessions.ts';
export { InputTensor } from './input-tensor.ts';
export { ModelOutputError, type ModelOutput } from './model-output.ts';
export { fitTile, type Placement, type Tile } from './placement.ts';
export { captureWidth, tilesFor, type PlannedBay, type PictureSize, type TilePlan } from './tiles.ts';
export {
  packYuv420p,
  rgb24Of,
  unpackYuv420p,
  yuv420pBytes,
  yuv420pOf,
  type PictureSides,
} from './yuv420p.ts';
