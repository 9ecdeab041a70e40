import type { Camera } from '@vialog/contracts';
import { cameraValues } from './camera-values.ts';
import { writeJsonList } from './write-json.ts';

/** A GeoJSON FeatureCollection (RFC 7946), which is always in WGS-84. */
export function writeGeoJson(cameras: readonly Camera[]): Generator<string> {
  return writeJsonList('{"type":"FeatureCollection","features":[', cameras.map(featureOf), ']}');
}

function featureOf(camera: Camera): object {
  const values = cameraValues(camera, 'wgs84');
  values.delete('longitude');
  values.delete('latitude');
  return {
    type: 'Feature',
    id: camera.cameraId,
    geometry: { type: 'Point', coordinates: camera.position },
    properties: Object.fromEntries(values),
  };
}
