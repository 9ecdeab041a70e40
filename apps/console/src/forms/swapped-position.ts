import type { Position } from '@vialog/contracts';

/** How far from the cameras a position lies before the swapped one is considered, and how close that must be, degrees. */
const farDegrees = 10;
const closeDegrees = 2;
/** Positions that say where the cameras of an installation are. */
const minReferences = 3;

/**
 * True if latitude and longitude look swapped: invalid as they are and valid the other way round, or far from the
 * cameras of this installation and close to them the other way round. The import of camera lists has the same rule.
 */
export function isSwappedPosition(
  lat: number | undefined,
  lon: number | undefined,
  cameras: readonly Position[] = [],
): boolean {
  if (lat === undefined || lon === undefined || Math.abs(lon) > 90) return false;
  if (Math.abs(lat) > 90) return Math.abs(lat) <= 180;
  if (cameras.length < minReferences) return false;
  const centre: Position = [median(cameras.map((each) => each[0])), median(cameras.map((each) => each[1]))];
  return degreesBetween([lon, lat], centre) > farDegrees && degreesBetween([lat, lon], centre) < closeDegrees;
}

const degreesBetween = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
