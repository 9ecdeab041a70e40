import { geographicPolygonFault, type GeographicPoint } from '@vialog/geometry';
import { readCorners, splitCorners, type WrongCorners } from './read-corners.ts';
import { expected, read, type Read } from './read-values.ts';
import type { Value } from './tokenize.ts';

const minCorners = 3;
const maxCorners = 40;
const example = 'polygon:31.03,112.20;31.05,112.20;31.04,112.23';

interface Polygon {
  readonly kind: 'polygon';
  readonly corners: readonly GeographicPoint[];
}

/** Reads lat,lon;lat,lon;… in order around the outline. An edge joins the last corner to the first. */
export function readPolygon(values: readonly Value[]): Read<Polygon> | WrongCorners {
  const texts = splitCorners(values);
  if (texts.length < minCorners || texts.length > maxCorners)
    return expected(
      'cornerCount',
      `${minCorners} to ${maxCorners} corners, each latitude,longitude, with ";" between, like ${example}; found ${texts.length}`,
      { min: minCorners, max: maxCorners, found: texts.length },
    );
  const corners = readCorners(texts);
  if ('expected' in corners) return corners;
  const open = isClosed(corners.value) ? corners.value.slice(0, -1) : corners.value;
  return faultIn(open, texts) ?? read({ kind: 'polygon', corners: open });
}

/** GeoJSON repeats the first corner at the end. */
function isClosed(corners: readonly GeographicPoint[]): boolean {
  const [first, last] = [corners[0], corners.at(-1)];
  return corners.length > minCorners && first?.lon === last?.lon && first?.lat === last?.lat;
}

function faultIn(corners: readonly GeographicPoint[], texts: readonly Value[]): WrongCorners | undefined {
  const fault = geographicPolygonFault(corners);
  if (!fault) return undefined;
  if (fault.kind === 'pole') return expected('pole', 'a polygon that does not go around a pole');
  const [one, other] = fault.edges;
  const edge = (i: number): string => `${i + 1}–${((i + 1) % corners.length) + 1}`;
  const crossing = expected(
    'crossingEdges',
    `edges that do not cross: ${edge(one)} and ${edge(other)} do; list the corners in order around the outline`,
    { one: edge(one), other: edge(other) },
  );
  const at = texts[other];
  return at ? { at, ...crossing } : crossing;
}
