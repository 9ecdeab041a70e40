import type { Camera, CameraSummary, ZoneSummary } from '@vialog/contracts';

/** A counter whose zones can be compared with a zone of the camera. */
export interface ComparableCounter {
  readonly counterId: string;
  readonly name: string;
  readonly zones: readonly ZoneSummary[];
}

/** Lines are compared with lines, other zones with other zones. */
export const isComparable = (a: Pick<ZoneSummary, 'kind'>, b: Pick<ZoneSummary, 'kind'>): boolean =>
  (a.kind === 'line') === (b.kind === 'line');

/** Counters with a zone that can be compared with a zone, the nearest to the camera first. */
export function comparableCounters(
  camera: Pick<Camera, 'cameraId' | 'position'>,
  zone: Pick<ZoneSummary, 'kind'>,
  counters: readonly CameraSummary[],
): readonly ComparableCounter[] {
  return counters
    .filter(({ cameraId }) => cameraId !== camera.cameraId)
    .map(({ cameraId, name, zones, position }) => ({
      counterId: cameraId,
      name,
      zones: zones.filter((each) => isComparable(each, zone)),
      distance: distanceOf(camera.position, position),
    }))
    .filter(({ zones }) => zones.length > 0)
    .sort((a, b) => a.distance - b.distance)
    .map(({ counterId, name, zones }) => ({ counterId, name, zones }));
}

/** Only for an order: degrees, with those of the longitude shortened as at this latitude. */
function distanceOf([lng, lat]: Camera['position'], [otherLng, otherLat]: Camera['position']): number {
  return Math.hypot((otherLng - lng) * Math.cos((lat * Math.PI) / 180), otherLat - lat);
}
