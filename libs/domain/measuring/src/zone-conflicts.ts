import type { PicturePoint, Zone } from '@vialog/contracts';
import { polygonArea, sharedArea } from '@vialog/geometry';

type Shape = Pick<Zone, 'zoneId' | 'name' | 'kind' | 'role' | 'polygon' | 'bays'>;

export interface ZoneConflict {
  /** error: the zones would count the same thing twice; warning: worth a look. */
  readonly severity: 'error' | 'warning';
  /** The zone ids concerned, in the order given; for spaces of one zone, that zone. */
  readonly zoneIds: readonly string[];
  /** One sentence for people: what was found and what to do. */
  readonly message: string;
}

/** Shared area from which two zones overlap, squares of the picture: the minimum area of a polygon. */
const overlapFrom = 1e-5;
/** Neighbouring spaces seen at an angle overlap a little; from this share of the smaller one on it looks like a slip. */
const bayOverlapFrom = 0.3;

/**
 * What is wrong between the zones of one camera. Error: two main zones overlap, so their sum would count things twice.
 * Warning: two spaces of one zone cover each other. Detail zones may overlap anything.
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
        'thing twice; move them apart or give one of them the role "detail".',
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
      message: `The spaces ${a.bayId} and ${b.bayId} of "${zone.name}" (${zone.zoneId}) cover each other; one car may take both.`,
    }));
}

function outlines(zone: Shape): readonly (readonly PicturePoint[])[] {
  return zone.bays ? zone.bays.map((bay) => bay.polygon) : zone.polygon ? [zone.polygon] : [];
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}
