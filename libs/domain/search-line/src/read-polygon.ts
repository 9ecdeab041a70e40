import { geographicPolygonFault, type GeographicPoint } from '@vialog/geometry';
import { positionProblem } from './read-position.ts';
import { expected, read, readDecimal, type Read } from './read-values.ts';
import type { Value } from './tokenize.ts';

const minCorners = 3;
const maxCorners = 40;
const example = 'polygon:31.03,112.20;31.05,112.20;31.04,112.23';

/** `at`: the corner that is wrong, where it is one. */
interface Refused {
  readonly at?: Value;
  readonly expected: string;
}
type ReadPolygon =
  | Read<{ readonly kind: 'polygon'; readonly corners: readonly GeographicPoint[] }>
  | (Refused & { readonly at: Value });

/** lat,lon;lat,lon;… as in `near:`, in the order of walking round; the last corner joins the first by itself. */
export function readPolygon(values: readonly Value[]): ReadPolygon {
  const texts = cornersOf(values);
  if (texts.length < minCorners || texts.length > maxCorners)
    return expected(
      `${minCorners} to ${maxCorners} corners, each latitude,longitude, with ";" between, like ${example}; found ${texts.length}`,
    );
  const corners: GeographicPoint[] = [];
  for (const text of texts) {
    const corner = readCorner(text);
    if ('expected' in corner) return { at: text, expected: corner.expected };
    corners.push(corner.value);
  }
  const open = isClosed(corners) ? corners.slice(0, -1) : corners;
  const refused = faultIn(open, texts);
  if (!refused) return read({ kind: 'polygon', corners: open });
  const { at, expected: hint } = refused;
  return at ? { at, expected: hint } : expected(hint);
}

/** The values were cut at commas; corners are cut at semicolons. Positions are kept. */
function cornersOf(values: readonly Value[]): readonly Value[] {
  const corners: { text: string; from: number; to: number }[] = [];
  let open = false;
  for (const value of values) {
    let from = value.from;
    for (const [i, part] of value.text.split(';').entries()) {
      const last = corners.at(-1);
      const to = from + part.length;
      if (open && i === 0 && last)
        corners[corners.length - 1] = { ...last, text: `${last.text},${part}`, to };
      else corners.push({ text: part, from, to });
      from = to + 1;
    }
    open = true;
  }
  return corners.map((corner) => ({ ...corner, quoted: false }));
}

function readCorner({ text }: Value): Read<GeographicPoint> {
  const [lat, lon, ...more] = text.split(',').map(readDecimal);
  if (lat === undefined || lon === undefined || more.length > 0)
    return expected(`a corner as latitude,longitude, like 31.03,112.20, found "${text}"`);
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90)
    return expected(`latitude first, then longitude: did you mean ${lon},${lat}?`);
  const problem = positionProblem(lon, lat);
  return problem === undefined ? read({ lon, lat }) : expected(problem);
}

/** GeoJSON repeats the first corner at the end; that is no corner more. */
function isClosed(corners: readonly GeographicPoint[]): boolean {
  const [first, last] = [corners[0], corners.at(-1)];
  return corners.length > minCorners && first?.lon === last?.lon && first?.lat === last?.lat;
}

function faultIn(corners: readonly GeographicPoint[], texts: readonly Value[]): Refused | undefined {
  const fault = geographicPolygonFault(corners);
  if (fault?.kind === 'pole') return { expected: 'a polygon that does not run round a pole' };
  if (!fault) return undefined;
  const [one, other] = fault.edges;
  const edge = (i: number): string => `${i + 1}–${((i + 1) % corners.length) + 1}`;
  const hint = `edges that do not meet: ${edge(one)} and ${edge(other)} do; list the corners in the order of walking round`;
  const at = texts[other];
  return { expected: hint, ...(at ? { at } : {}) };
}
