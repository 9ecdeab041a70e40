export { largestLot, lotBays, parseLotUrl, sceneHeight, sceneWidth, type LotScene } from './lot-scene.ts';
export { lotTruth, peakHour } from './lot-truth.ts';
export { LotPainter } from './lot-painter.ts';
export { paintStill } from './paint-still.ts';
export { parseSceneUrl, scenePainter, type Scene } from './scene.ts';
export type { ScenePainter } from './scene-painter.ts';
export { SyntheticSource } from './synthetic-source.ts';
export { parseTrafficUrl, trafficLine, type TrafficScene } from './traffic-scene.ts';
export { trafficCrossings, type TrueCrossing } from './traffic-truth.ts';
