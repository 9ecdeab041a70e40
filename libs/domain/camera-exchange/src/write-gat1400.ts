import type { Camera, CoordinateSystem } from '@vialog/contracts';
import { exportedPosition } from './camera-values.ts';
import { apeDirectionOf } from './directions.ts';
import { writeJsonList } from './write-json.ts';

/** GA/T 1400 device objects of cameras with a 20-digit code; `UserId` and `Password` are never written. */
export function writeGat1400(cameras: readonly Camera[], crs: CoordinateSystem): Generator<string> {
  return writeJsonList(
    '{"APEListObject":{"APEObject":[',
    cameras.map((camera) => deviceOf(camera, crs)),
    ']}}',
  );
}

function deviceOf(camera: Camera, crs: CoordinateSystem): object {
  const [longitude, latitude] = exportedPosition(camera, crs);
  const direction = apeDirectionOf(camera.heading);
  return {
    ApeID: camera.code,
    Name: camera.name,
    ...(camera.hardwareModel === '' ? {} : { Model: camera.hardwareModel }),
    Longitude: longitude,
    Latitude: latitude,
    ...(direction === undefined ? {} : { MonitorDirection: direction }),
  };
}
