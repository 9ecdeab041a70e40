import { expected, read, readDecimal, readDistance, type Expectation, type Read } from './read-values.ts';
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

/** The radius around a named place where the line gives none, m. */
const defaultRadiusM = 1000;

/** Reads lat,lon,distance or the name of a site or camera with or without a distance. */
export function readNear(values: readonly Value[]): Read<NearPoint | NearPlace> {
  const [first, second, third, ...more] = values;
  if (first && !second && (first.quoted || readDecimal(first.text) === undefined))
    return read({ kind: 'nearPlace', place: first.text, radiusM: defaultRadiusM });
  if (!first || !second || more.length > 0)
    return expected('nearParts', `a position and a distance, like ${example}`);
  return third ? nearPoint(first, second, third) : nearPlace(first, second);
}

function nearPlace(place: Value, distance: Value): Read<NearPlace> {
  if (!place.quoted && readDecimal(place.text) !== undefined && readDecimal(distance.text) !== undefined)
    return expected('nearDistance', 'a distance after the position, like near:31.03,112.20,2km');
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
      'nearNumbers',
      `latitude, longitude and distance, like ${example}; a name with a comma needs quotation marks`,
    );
  if (isSwapped(lat, lon))
    return expected(
      'swappedPosition',
      `latitude first, then longitude: did you mean near:${second.text},${first.text},${distance.text}?`,
      { meant: `near:${second.text},${first.text},${distance.text}` },
    );
  const range = positionProblem(lon, lat);
  if (range) return range;
  const radius = readDistance(distance.text);
  return 'expected' in radius ? radius : read({ kind: 'near', lat, lon, radiusM: radius.value });
}

/** What is wrong with a position in degrees; undefined for a valid position. */
export function positionProblem(lon: number, lat: number): Expectation | undefined {
  if (Math.abs(lat) > 90)
    return expected('latitude', `a latitude of -90 to 90, found ${lat}`, { found: lat });
  if (Math.abs(lon) > 180)
    return expected('longitude', `a longitude of -180 to 180, found ${lon}`, { found: lon });
  return undefined;
}

/** Whether two numbers are a valid position only if the first one is the longitude. */
export const isSwapped = (lat: number, lon: number): boolean =>
  Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
