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

/** lat,lon,distance or place,distance. */
export function readNear(values: readonly Value[]): Read<NearPoint | NearPlace> {
  const [first, second, third, ...more] = values;
  if (!first || !second || more.length > 0) return expected(`a position and a distance, like ${example}`);
  return third ? nearPoint(first, second, third) : nearPlace(first, second);
}

function nearPlace(place: Value, distance: Value): Read<NearPlace> {
  if (!place.quoted && readDecimal(place.text) !== undefined && readDecimal(distance.text) !== undefined)
    return expected('a distance behind the position, like near:31.03,112.20,2km');
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
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90)
    return expected(
      `latitude first, then longitude: did you mean near:${second.text},${first.text},${distance.text}?`,
    );
  const range = positionProblem(lon, lat);
  if (range !== undefined) return expected(range);
  const radius = readDistance(distance.text);
  return 'expected' in radius ? radius : read({ kind: 'near', lat, lon, radiusM: radius.value });
}

/** What is wrong with a position in degrees, as a part of a sentence. */
export function positionProblem(lon: number, lat: number): string | undefined {
  if (Math.abs(lat) > 90) return `a latitude of -90 to 90, found ${lat}`;
  if (Math.abs(lon) > 180) return `a longitude of -180 to 180, found ${lon}`;
  return undefined;
}

interface Box {
  readonly kind: 'bbox';
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** west,south,east,north as in GeoJSON; west > east crosses the antimeridian. */
export function readBox(values: readonly Value[]): Read<Box> {
  const [west, south, east, north] = values.map((value) => readDecimal(value.text));
  if (
    values.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    return expected('four numbers west,south,east,north, like bbox:112.1,31.0,112.3,31.1');
  const problem = positionProblem(west, south) ?? positionProblem(east, north);
  if (problem !== undefined) return expected(problem);
  if (south > north)
    return expected(`south below north (order is west,south,east,north), found ${south} above ${north}`);
  return read({ kind: 'bbox', west, south, east, north });
}
