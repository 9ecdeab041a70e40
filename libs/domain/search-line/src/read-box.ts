import { positionProblem } from './read-position.ts';
import { readCorners, splitCorners, type WrongCorners } from './read-corners.ts';
import { expected, readDecimal, type Expectation, type Read } from './read-values.ts';
import type { Value } from './tokenize.ts';
import { printBox } from './print-coordinates.ts';

const example = 'bbox:31.0,112.1;31.1,112.3';

interface Box {
  readonly kind: 'bbox';
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * Reads the south-west and the north-east corner as lat,lon;lat,lon. Four numbers without a semicolon are
 * west,south,east,north as in GeoJSON; a note says so. West > east crosses the antimeridian.
 */
export function readBox(values: readonly Value[]): Read<Box> | WrongCorners {
  if (values.length === 4 && values.every(({ text }) => !text.includes(';'))) return readWestFirst(values);
  const texts = splitCorners(values);
  if (texts.length !== 2)
    return expected('twoCorners', `two corners, like ${example} (south-west;north-east, latitude first)`, {
      example,
    });
  const corners = readCorners(texts);
  if ('expected' in corners) return corners;
  const [southWest, northEast] = corners.value;
  if (!southWest || !northEast) throw new Error('two texts were read as two corners');
  const box = boxOf([southWest.lon, southWest.lat, northEast.lon, northEast.lat]);
  if (box.south <= box.north) return { value: box };
  const swapped = boxOf([box.west, box.north, box.east, box.south]);
  return expected(
    'cornerOrder',
    `the south-west corner first, then the north-east one: did you mean ${printBox(swapped)}?`,
    { meant: printBox(swapped) },
  );
}

const boxOf = ([west, south, east, north]: readonly [number, number, number, number]): Box => ({
  kind: 'bbox',
  west,
  south,
  east,
  north,
});

function readWestFirst(values: readonly Value[]): Read<Box> {
  const [west, south, east, north] = values.map((value) => readDecimal(value.text));
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return expected('twoCorners', `two corners, like ${example}`, { example });
  const box = boxOf([west, south, east, north]);
  const problem = positionProblem(west, south) ?? positionProblem(east, north);
  if (problem === undefined && south <= north) {
    const text = values.map((value) => value.text).join(',');
    return {
      value: box,
      note: {
        code: 'westFirstBox',
        params: { found: `bbox:${text}`, box: printBox(box) },
        message: `bbox:${text} was read as west,south,east,north. Latitude first is ${printBox(box)}.`,
        suggestion: printBox(box),
      },
    };
  }
  if (isBox(west, south, east, north)) return separatorExpected(printBox(boxOf([south, west, north, east])));
  return (
    problem ??
    expected(
      'southBelowNorth',
      `south below north (order is west,south,east,north), found ${south} above ${north}`,
      { south, north },
    )
  );
}

const separatorExpected = (meant: string): Expectation =>
  expected('cornerSeparator', `two corners with ";" between: did you mean ${meant}?`, { meant });

/** Whether four numbers are a valid box in the order of latitude first: south,west,north,east. */
const isBox = (south: number, west: number, north: number, east: number): boolean =>
  positionProblem(west, south) === undefined &&
  positionProblem(east, north) === undefined &&
  south <= north &&
  west <= east;
