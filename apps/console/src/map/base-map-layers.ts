import type { FilterSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BaseMap } from '@vialog/contracts';
import type { Language } from '../language/language.ts';
import type { MapColours } from './map-colours.ts';

/** Name of the source of the base map. */
export const baseMapSource = 'base-map';

/** What is drawn, from the bottom to the top; the same for every kind of tiles. */
const areas = ['park', 'water', 'lot', 'square', 'building'] as const;
const lines = ['waterway', 'railway', 'street', 'road'] as const;
const names = ['streetName', 'placeName'] as const;
type Part = (typeof areas)[number] | (typeof lines)[number] | (typeof names)[number];

/** Where a part is found in the tiles. */
interface Selection {
  /** Vector layer; undefined in GeoJSON. */
  readonly layer?: string;
  /** Property that decides, and its values; undefined: every feature. */
  readonly where?: readonly [property: string, values: readonly string[]];
}
type Schema = Readonly<Partial<Record<Part, Selection>>>;

const kind = (layer: string, ...values: string[]): Selection => ({ layer, where: ['kind', values] });
const ofClass = (layer: string, ...values: string[]): Selection => ({ layer, where: ['class', values] });
const townKind = (...values: string[]): Selection => ({ where: ['kind', values] });

/** https://docs.protomaps.com/basemaps/layers */
const protomaps: Schema = {
  park: kind('landuse', 'park', 'garden', 'forest', 'wood', 'grass', 'cemetery', 'golf_course', 'pitch'),
  water: { layer: 'water' },
  lot: kind('landuse', 'parking'),
  square: kind('landuse', 'pedestrian'),
  building: { layer: 'buildings' },
  waterway: kind('water', 'river', 'stream', 'canal'),
  railway: kind('roads', 'rail'),
  street: kind('roads', 'minor_road', 'other'),
  road: kind('roads', 'highway', 'major_road'),
  streetName: kind('roads', 'highway', 'major_road', 'minor_road'),
  placeName: kind('places', 'locality', 'neighbourhood', 'macrohood'),
};

/** https://openmaptiles.org/schema/ */
const openMapTiles: Schema = {
  park: ofClass('landcover', 'grass', 'wood', 'farmland'),
  water: { layer: 'water' },
  lot: ofClass('landuse', 'parking'),
  building: { layer: 'building' },
  waterway: { layer: 'waterway' },
  railway: ofClass('transportation', 'rail', 'transit'),
  street: ofClass('transportation', 'minor', 'service'),
  road: ofClass('transportation', 'motorway', 'trunk', 'primary', 'secondary', 'tertiary'),
  streetName: { layer: 'transportation_name' },
  placeName: ofClass('place', 'city', 'town', 'village', 'suburb', 'quarter', 'neighbourhood'),
};

/** The map of the demo town, GeoJSON. */
const town: Schema = {
  park: townKind('park'),
  water: townKind('water'),
  lot: townKind('lot'),
  square: townKind('square'),
  building: townKind('building'),
  railway: townKind('railway'),
  street: townKind('street'),
  road: townKind('road'),
  streetName: townKind('street', 'road'),
  placeName: townKind('park', 'water', 'square', 'place'),
};

export interface BaseMapStyle {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
}

/** Sources and layers of the base map, in the colours of the theme and with names in the language of the reader. */
export function baseMapStyle(baseMap: BaseMap, colours: MapColours, language: Language): BaseMapStyle {
  if (baseMap.kind === 'none') return { sources: {}, layers: [] };
  const sources = { [baseMapSource]: sourceOf(baseMap) };
  if (baseMap.kind === 'raster') return { sources, layers: [rasterLayer] };
  if (baseMap.kind === 'town') return { sources, layers: schemaLayers(town, colours, language) };
  const schema = schemaOf(baseMap.layers);
  const layers = schema ? schemaLayers(schema, colours, language) : outlineLayers(baseMap, colours);
  return { sources, layers };
}

const rasterLayer: LayerSpecification = { id: 'base-raster', type: 'raster', source: baseMapSource };

function sourceOf(baseMap: Exclude<BaseMap, { kind: 'none' }>): SourceSpecification {
  if (baseMap.kind === 'town') return { type: 'geojson', data: absolute(baseMap.townPath) };
  const { minZoom, maxZoom, extent } = baseMap;
  const bounds: [number, number, number, number] = [extent.west, extent.south, extent.east, extent.north];
  const source = { tiles: [absolute(baseMap.tilesPath)], minzoom: minZoom, maxzoom: maxZoom, bounds };
  return baseMap.kind === 'vector'
    ? { type: 'vector', ...source }
    : { type: 'raster', tileSize: 256, ...source };
}

/** Workers do not resolve paths against the page. The braces of a path stay as they are. */
const absolute = (path: string): string => `${location.origin}${path}`;

function schemaOf(layers: readonly string[]): Schema | undefined {
  if (layers.includes('roads') && layers.includes('places')) return protomaps;
  return layers.includes('transportation') ? openMapTiles : undefined;
}

function schemaLayers(schema: Schema, colours: MapColours, language: Language): LayerSpecification[] {
  const { map } = colours;
  const widths = { waterway: 1.5, railway: 1.2, street: 2.2, road: 4.5 };
  return [
    ...areas.flatMap((part) => areaLayer(part, schema[part], map[part])),
    ...lines.flatMap((part) =>
      lineLayer(part, schema[part], {
        colour: part === 'waterway' ? map.water : map[part],
        width: widths[part],
      }),
    ),
    ...nameLayers(schema, colours, language),
  ];
}

const placeIn = ({ layer, where }: Selection, geometry: string) => {
  const shape: unknown[] = ['==', ['geometry-type'], geometry];
  const values = where && ['in', ['get', where[0]], ['literal', where[1]]];
  const filter = (values ? ['all', shape, values] : shape) as FilterSpecification;
  return { source: baseMapSource, filter, ...(layer === undefined ? {} : { 'source-layer': layer }) };
};

function areaLayer(part: Part, selection: Selection | undefined, colour: string): LayerSpecification[] {
  if (!selection) return [];
  const paint = { 'fill-color': colour, 'fill-antialias': true };
  return [{ id: `base-${part}`, type: 'fill', ...placeIn(selection, 'Polygon'), paint }];
}

/** Lines grow with the zoom, so that a street is about as wide as it is on the ground from zoom 16 on. */
function lineLayer(
  part: Part,
  selection: Selection | undefined,
  { colour, width }: { readonly colour: string; readonly width: number },
): LayerSpecification[] {
  if (!selection) return [];
  const at = (factor: number) => width * factor;
  return [
    {
      id: `base-${part}`,
      type: 'line',
      ...placeIn(selection, 'LineString'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': ['interpolate', ['exponential', 1.7], ['zoom'], 9, 0.4, 14, at(0.7), 18, at(4)],
      },
    },
  ];
}

function nameLayers(schema: Schema, colours: MapColours, language: Language): LayerSpecification[] {
  const text = {
    'text-field': nameIn(language),
    'text-font': ['IBM Plex Sans, sans-serif'],
    'text-size': 11,
  };
  const paint = { 'text-color': colours.soft, 'text-halo-color': colours.land, 'text-halo-width': 1.4 };
  return names.flatMap((part): LayerSpecification[] => {
    const selection = schema[part];
    if (!selection) return [];
    const isLine = part === 'streetName';
    const { source, filter, ...place } = placeIn(selection, 'LineString');
    const shown = isLine ? { source, filter, ...place } : { source, ...place, ...anyShape(selection) };
    return [
      {
        id: `base-${part}`,
        type: 'symbol',
        ...shown,
        minzoom: isLine ? 14 : 4,
        layout: { ...text, 'symbol-placement': isLine ? 'line' : 'point' },
        paint,
      },
    ];
  });
}

/** Names of places stand on points, or in the middle of areas. */
const anyShape = ({ where }: Selection): { filter?: FilterSpecification } =>
  where ? { filter: ['in', ['get', where[0]], ['literal', where[1]]] as FilterSpecification } : {};

/** Names in the language of the reader where the map has them, else the local name. */
function nameIn(language: Language): never {
  const tags = language === 'zh' ? ['name:zh', 'name:zh-Hans', 'name_zh'] : ['name:en', 'name_en'];
  return ['coalesce', ...tags.map((tag) => ['get', tag]), ['get', 'name']] as never;
}

/** Tiles of an unknown schema: every line and every outline, without names. */
const outlineLayers = (
  { layers }: Extract<BaseMap, { kind: 'vector' }>,
  { map }: MapColours,
): LayerSpecification[] =>
  layers.map((layer) => ({
    id: `base-outline-${layer}`,
    type: 'line',
    source: baseMapSource,
    'source-layer': layer,
    paint: { 'line-color': map.railway, 'line-width': 0.8 },
  }));
