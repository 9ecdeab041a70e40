import type { PicturePoint, Zone } from '@vialog/contracts';
import { polygonArea, sharedArea } from '@vialog/geometry';

type Shape = Pick<Zone, 'zoneId' | 'name' | 'kind' | 'role' | 'polygon' | 'bays'>;

export interface ZoneConflict {
  /** error: the zones would count the same object twice; warning: probably a mistake. */
  readonly severity: 'error' | 'warning';
  /** Ids of the affected zones, in their order; for spaces of one zone, its id. */
  readonly zoneIds: readonly string[];
  /** One sentence for the user: the conflict and what to do. */
  readonly message: string;
}

/** Minimum shared area of overlapping zones, as a share of the picture: the minimum area of a polygon. */
const overlapFrom = 1e-5;
/**
 * Minimum overlap of two spaces that is reported, as a share of the smaller one: adjacent spaces seen at an angle overlap
 * a little.
 */
const bayOverlapFrom = 0.3;

/**
 * Conflicts between the zones of one camera. Error: two main zones overlap, so that their sum would count objects twice.
 * Warning: two spaces of one zone overlap. Detail zones may overlap other zones.
 */
export function zoneConflicts(zones: readonly Shape[]): ZoneConflict[] {
  return [...mainOverlaps(zones.filter((zone) => zone.role === 'main')), ...zones.flatMap(bayOverlaps)];
}

function mainOverlaps(zones: readonly Shape[]): ZoneConflict[] {
  return pairs(zones)
    .filter(([a, b]) =>
      outlines(a).some((one) => outlines(b).some((two) => sharedArea(one, two) > overlapFrom)),
    )
    .map(([a, b]) => ({
      severity: 'error',
      zoneIds: [a.zoneId, b.zoneId],
      message:
        `The main zones "${a.name}" (${a.zoneId}) and "${b.name}" (${b.zoneId}) overlap and would count the same ` +
        'object twice; move them apart or give one of them the role "detail".',
    }));
}

function bayOverlaps(zone: Shape): ZoneConflict[] {
  return pairs(zone.bays ?? [])
    .filter(([a, b]) => {
      const smaller = Math.min(polygonArea(a.polygon), polygonArea(b.polygon));
      return sharedArea(a.polygon, b.polygon) > bayOverlapFrom * smaller;
    })
    .map(([a, b]) => ({
      severity: 'warning',
      zoneIds: [zone.zoneId],
      message: `The spaces ${a.bayId} and ${b.bayId} of "${zone.name}" (${zone.zoneId}) overlap: one car can occupy both. Move them apart.`,
    }));
}

function outlines(zone: Shape): readonly (readonly PicturePoint[])[] {
  return zone.bays ? zone.bays.map((bay) => bay.polygon) : zone.polygon ? [zone.polygon] : [];
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}
