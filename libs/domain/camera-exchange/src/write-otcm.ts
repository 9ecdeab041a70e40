import type { Camera, CoordinateSystem } from '@vialog/contracts';
import { cameraValues } from './camera-values.ts';
import { directionOfHeading } from './directions.ts';
import { writeJsonList } from './write-json.ts';

/** OpenTrafficCamMap JSON: one list, without country and state, which the registry does not know. */
export function writeOtcm(cameras: readonly Camera[], crs: CoordinateSystem): Generator<string> {
  return writeJsonList(
    '{"other":{"other":[',
    cameras.map((camera) => entryOf(camera, crs)),
    ']}}',
  );
}

function entryOf(camera: Camera, crs: CoordinateSystem): object {
  const values = cameraValues(camera, crs);
  const url = values.get('streamUrl');
  return {
    description: camera.name,
    ...(camera.heading === undefined ? {} : { direction: directionOfHeading(camera.heading) }),
    latitude: values.get('latitude'),
    longitude: values.get('longitude'),
    ...(url === undefined ? {} : { url }),
    ...(camera.streamKind === 'snapshot' ? { encoding: 'JPEG', format: 'IMAGE_STREAM' } : {}),
    ...(camera.code ? { code: camera.code } : {}),
    cameraId: camera.cameraId,
  };
}
