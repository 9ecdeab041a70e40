import type { TownShape, TownShapeKind } from '@vialog/base-map';
import { positionOf, type Metres } from './town-metres.ts';

type Names = readonly [english: string, chinese: string];

/** Points from text like `-900,280 900,280`: east and north, metres. */
const points = (text: string): Metres[] =>
  text.split(' ').map((pair) => pair.split(',').map(Number) as unknown as Metres);

const positions = (path: readonly Metres[]): [number, number][] =>
  path.map((point) => [...positionOf(point)]);

function shape(kind: TownShapeKind, geometry: TownShape['geometry'], names?: Names): TownShape {
  const properties = names ? { kind, name: names[0], 'name:zh': names[1] } : { kind };
  return { type: 'Feature', properties, geometry };
}

const line = (kind: TownShapeKind, path: string, names?: Names): TownShape =>
  shape(kind, { type: 'LineString', coordinates: positions(points(path)) }, names);

function area(kind: TownShapeKind, outline: readonly Metres[], names?: Names): TownShape {
  const ring = positions(outline);
  return shape(kind, { type: 'Polygon', coordinates: [[...ring, ring[0] as [number, number]]] }, names);
}

/** A rectangle from its west, south, east and north sides. */
const box = (
  kind: TownShapeKind,
  [west, south, east, north]: readonly [number, number, number, number],
  names?: Names,
): TownShape =>
  area(kind, points(`${west},${south} ${east},${south} ${east},${north} ${west},${north}`), names);

const place = (point: string, names: Names): TownShape =>
  shape('place', { type: 'Point', coordinates: [...positionOf(points(point)[0] as Metres)] }, names);

const river = '-1600,-430 -700,-400 0,-430 700,-390 1600,-420 1600,-530 700,-500 0,-545 -700,-510 -1600,-540';

const grounds: readonly TownShape[] = [
  area('water', points(river), ['Willow River', '柳河']),
  area('park', points('-900,-395 -700,-392 -30,-420 -30,-345 -900,-345'), ['River Park', '滨河公园']),
  box('park', [500, 110, 740, 260], ['East Garden', '东园']),
  box('lot', [-480, 100, -225, 262]),
  box('lot', [290, -272, 430, -140]),
  box('lot', [-470, 300, -330, 396]),
  box('lot', [-170, 300, -30, 396]),
  box('lot', [520, -300, 660, -204]),
  box('lot', [-740, -300, -600, -204]),
  box('square', [500, 300, 742, 452], ['Willow Works', '柳河工业园']),
  box('square', [80, -85, 245, 75], ['Market Square', '集市广场']),
];

const streets: readonly TownShape[] = [
  line('railway', '-1600,545 -400,520 500,520 1600,560'),
  line('road', '-900,280 900,280', ['North Street', '北街']),
  line('road', '-900,-100 60,-100 480,-110 900,-90', ['Main Street', '正大街']),
  line('street', '-900,90 900,90', ['Mill Street', '磨坊街']),
  line('road', '-900,-330 900,-330', ['Quay Street', '滨河路']),
  line('street', '-760,470 760,470', ['Station Street', '站前街']),
  line('street', '-760,-330 -760,470', ['West Lane', '西巷']),
  line('road', '-500,-330 -500,470', ['Station Road', '车站路']),
  line('street', '-200,-330 -200,470', ['School Street', '学府街']),
  line('road', '60,-900 60,470', ['Bridge Street', '大桥路']),
  line('street', '260,-330 260,470', ['Market Street', '集市街']),
  line('street', '480,-330 480,470', ['Garden Street', '花园街']),
  line('road', '760,-330 760,470', ['East Road', '东环路']),
];

const places: readonly TownShape[] = [
  place('-350,505', ['Station', '火车站']),
  place('60,610', ['Demo town', '示例城']),
];

/** Sides of the blocks of houses between the streets, metres: west, south, east, north. */
const blocks = [
  [-760, -190, -500, -100],
  [-760, -100, -500, 90],
  [-760, 90, -500, 280],
  [-760, 280, -500, 470],
  [-500, -330, -200, -100],
  [-500, -100, -200, 90],
  [-200, -100, 60, 90],
  [-200, 90, 60, 280],
  [-315, 280, -200, 470],
  [-200, -330, 60, -100],
  [480, -190, 760, -100],
  [60, -330, 260, -100],
  [60, 90, 260, 280],
  [60, 280, 260, 470],
  [260, -100, 480, 90],
  [260, 90, 480, 280],
  [260, 280, 480, 470],
  [480, -100, 760, 90],
] as const;

const houseDepth = 34;
const houseGap = 9;
/** From the middle of a street to the houses. */
const kerb = 16;

/** Two rows of houses along the streets of a block. The same town at every start. */
function housesOf([west, south, east, north]: (typeof blocks)[number]): TownShape[] {
  const houses: TownShape[] = [];
  let left = west + kerb;
  for (let index = 0; left + 24 <= east - kerb; index += 1) {
    const width = Math.min(26 + ((index * 17 + Math.abs(west + south)) % 37), east - kerb - left);
    const depth = houseDepth - ((index * 7) % 11);
    houses.push(box('building', [left, south + kerb, left + width, south + kerb + depth]));
    houses.push(box('building', [left, north - kerb - depth, left + width, north - kerb]));
    left += width + houseGap;
  }
  return houses;
}

/**
 * The streets of the demo town around its parking lots: an invented town, so that positions can be recognised on the map
 * without the internet and without the data of a real place. Areas first, names last.
 */
export const demoStreets: readonly TownShape[] = [
  ...grounds,
  ...blocks.flatMap(housesOf),
  ...streets,
  ...places,
];
