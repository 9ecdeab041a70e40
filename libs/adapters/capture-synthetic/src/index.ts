export { largestLot, lotBays, parseLotUrl, sceneHeight, sceneWidth, type LotScene } from './lot-scene.ts';
export { lotTruth } from './lot-truth.ts';
export { LotPainter, paintStill } from './lot-painter.ts';
export { SyntheticSource } from './synthetic-source.ts';
