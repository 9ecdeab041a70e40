import type { Position } from '@vialog/contracts';
import type { CameraRow } from './camera-row.ts';

/** How far from the others a position lies before the swapped one is considered, and how close that must be, degrees. */
const farDegrees = 10;
const closeDegrees = 2;
/** Positions that say where the cameras of an installation are. */
const minReferences = 3;

/**
 * Finds rows whose longitude and latitude look swapped although both are valid: far from the centre of the registered
 * cameras (of the file, for an empty registry), and close to it once swapped. The rows are reported, not corrected.
 */
export function swappedRows(
  rows: readonly CameraRow[],
  registered: readonly Position[],
): ReadonlySet<number> {
  const inFile = rows.flatMap(({ stated }) => (stated.position ? [stated.position] : []));
  const references = registered.length >= minReferences ? registered : inFile;
  if (references.length < minReferences) return new Set();
  const centre: Position = [median(references.map(([lon]) => lon)), median(references.map(([, lat]) => lat))];
  const swapped = rows.filter(({ stated }) => stated.position && looksSwapped(stated.position, centre));
  return new Set(swapped.map((row) => row.row));
}

function looksSwapped([lon, lat]: Position, centre: Position): boolean {
  return degreesBetween([lon, lat], centre) > farDegrees && degreesBetween([lat, lon], centre) < closeDegrees;
}

const degreesBetween = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
