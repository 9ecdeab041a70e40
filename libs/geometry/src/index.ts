export { type Point, type Ring } from './point.ts';
export { polygonArea } from './area.ts';
export { sharedArea } from './shared-area.ts';
export { containsPoint, coversPoint } from './containment.ts';
export { crossingEdges, crossingOrFoldedSegments, type EdgePair } from './crossing-edges.ts';
export {
  geographicPolygonCovers,
  geographicPolygonFault,
  type GeographicPoint,
  type GeographicPolygonFault,
} from './geographic-polygon.ts';
export { distanceM, earthRadiusM } from './geo-distance.ts';
export { segmentsTouch } from './segments.ts';
