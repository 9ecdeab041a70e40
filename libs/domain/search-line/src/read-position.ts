import { expected, read, readDecimal, readDistance, type Read } from './read-values.ts';
import type { Value } from './tokenize.ts';

const example = 'near:31.03,112.20,2km (latitude first) or near:"North Lot",2km';

interface NearPoint {
  readonly kind: 'near';
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
}
interface NearPlace {
  readonly kind: 'nearPlace';
  readonly place: string;
  readonly radiusM: number;
}

/** Reads lat,lon,distance or the name of a site or camera,distance. */
export function readNear(values: readonly Value[]): Read<NearPoint | NearPlace> {
  const [first, second, third, ...more] = values;
  if (!first || !second || more.length > 0) return expected(`a position and a distance, like ${example}`);
  return third ? nearPoint(first, second, third) : nearPlace(first, second);
}

function nearPlace(place: Value, distance: Value): Read<NearPlace> {
  if (!place.quoted && readDecimal(place.text) !== undefined && readDecimal(distance.text) !== undefined)
    return expected('a distance after the position, like near:31.03,112.20,2km');
  const radius = readDistance(distance.text);
  return 'expected' in radius
    ? radius
    : read({ kind: 'nearPlace', place: place.text, radiusM: radius.value });
}

function nearPoint(first: Value, second: Value, distance: Value): Read<NearPoint> {
  const lat = readDecimal(first.text);
  const lon = readDecimal(second.text);
  if (lat === undefined || lon === undefined)
    return expected(
      `latitude, longitude and distance, like ${example}; a name with a comma needs quotation marks`,
    );
  if (isSwapped(lat, lon))
    return expected(
      `latitude first, then longitude: did you mean near:${second.text},${first.text},${distance.text}?`,
    );
  const range = positionProblem(lon, lat);
  if (range !== undefined) return expected(range);
  const radius = readDistance(distance.text);
  return 'expected' in radius ? radius : read({ kind: 'near', lat, lon, radiusM: radius.value });
}

/** Describes what is wrong with a position in degrees, as a part of a sentence; undefined for a valid position. */
export function positionProblem(lon: number, lat: number): string | undefined {
  if (Math.abs(lat) > 90) return `a latitude of -90 to 90, found ${lat}`;
  if (Math.abs(lon) > 180) return `a longitude of -180 to 180, found ${lon}`;
  return undefined;
}

/** Whether two numbers are a valid position only if the first one is the longitude. */
export const isSwapped = (lat: number, lon: number): boolean =>
  Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
