import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { BaseMap } from '@vialog/contracts';
import type { FeatureCollection } from 'geojson';
import type { Language } from '../language/language.ts';
import { areaLayers, areaSource } from './area-layers.ts';
import { baseMapStyle } from './base-map-layers.ts';
import { graticule } from './map-grid.ts';
import type { MapColours } from './map-colours.ts';

/** Names of the GeoJSON sources whose data changes. */
export const sourceIds = {
  land: 'land',
  cameras: 'cameras',
  clusters: 'clusters',
  sites: 'sites',
  siteNames: 'siteNames',
  fieldsOfView: 'fieldsOfView',
  grid: 'grid',
  areas: areaSource,
} as const;
const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
const font = ['IBM Plex Sans, sans-serif'];

/** What a style depends on. */
export interface StyleOptions {
  readonly colours: MapColours;
  readonly baseMap: BaseMap;
  readonly language: Language;
}

/** The MapLibre style of one theme. Glyphs are drawn from the fonts of the page: the map fetches nothing for them. */
export function mapStyle({ colours, baseMap, language }: StyleOptions): StyleSpecification {
  const base = baseMapStyle(baseMap, colours, language);
  return {
    version: 8,
    sources: {
      ...base.sources,
      [sourceIds.land]: { type: 'geojson', data: nothing },
      lines: { type: 'geojson', data: graticule(10) },
      [sourceIds.grid]: { type: 'geojson', data: nothing },
      [sourceIds.sites]: { type: 'geojson', data: nothing },
      [sourceIds.siteNames]: { type: 'geojson', data: nothing },
      [sourceIds.fieldsOfView]: { type: 'geojson', data: nothing },
      [sourceIds.areas]: { type: 'geojson', data: nothing },
      [sourceIds.clusters]: { type: 'geojson', data: nothing },
      [sourceIds.cameras]: camerasSource,
    },
    layers: [
      ...groundLayers(colours, baseMap.kind === 'none'),
      ...base.layers,
      ...siteLayers(colours),
      ...areaLayers(colours),
      siteNamesLayer(colours),
      ...clusterLayers(colours),
      ...cameraLayers(colours),
    ],
  };
}

/** Number of cameras of a cluster in one of the states. */
const stateSum = (...states: string[]) => [
  '+',
  ['case', ['in', ['get', 'state'], ['literal', states]], 1, 0],
];

const camerasSource: StyleSpecification['sources'][string] = {
  type: 'geojson',
  data: nothing,
  cluster: true,
  clusterRadius: 38,
  clusterMaxZoom: 15,
  clusterProperties: {
    ok: stateSum('online'),
    warn: stateSum('degraded', 'starting'),
    bad: stateSum('offline'),
  },
};

/** Without a base map a grid shows distance and direction. */
function groundLayers(colours: MapColours, hasGrid: boolean): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
    { id: 'land', type: 'fill', source: sourceIds.land, paint: { 'fill-color': colours.land } },
    {
      id: 'lines',
      type: 'line',
      source: 'lines',
      maxzoom: 9,
      paint: { 'line-color': colours.line, 'line-width': 0.7 },
    },
    {
      id: 'grid',
      type: 'line',
      source: sourceIds.grid,
      minzoom: 10,
      layout: { visibility: hasGrid ? 'visible' : 'none' },
      paint: { 'line-color': colours.line, 'line-width': 0.8 },
    },
    {
      id: 'coast',
      type: 'line',
      source: sourceIds.land,
      maxzoom: 9,
      paint: { 'line-color': colours.hatch, 'line-width': 0.8 },
    },
  ];
}

function siteLayers(colours: MapColours): LayerSpecification[] {
  return [
    {
      id: 'site-fill',
      type: 'fill',
      source: sourceIds.sites,
      paint: { 'fill-color': colours.accent, 'fill-opacity': 0.07 },
    },
    {
      id: 'site-line',
      type: 'line',
      source: sourceIds.sites,
      paint: { 'line-color': colours.accent, 'line-width': 1, 'line-opacity': 0.55 },
    },
    {
      id: 'fields-of-view',
      type: 'fill',
      source: sourceIds.fieldsOfView,
      minzoom: 14,
      paint: { 'fill-color': colours.ink, 'fill-opacity': 0.1 },
    },
  ];
}

function clusterLayers(colours: MapColours): LayerSpecification[] {
  const donut = [
    'concat',
    'donut|',
    ['get', 'ok'],
    '|',
    ['get', 'warn'],
    '|',
    ['get', 'bad'],
    '|',
    ['get', 'point_count'],
  ];
  // Clusters that the server made of many cameras, and those that the map makes of few.
  return [
    { id: 'clusters', source: sourceIds.clusters },
    { id: 'local-clusters', source: sourceIds.cameras },
  ].map(({ id, source }): LayerSpecification => {
    return {
      id,
      type: 'symbol',
      source,
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': donut as unknown as string,
        'icon-allow-overlap': true,
        'text-field': ['get', 'point_count_abbreviated'],
        'text-font': font,
        'text-size': 13,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colours.ink },
    };
  });
}

/** A marker is a pill that stretches around its figure, with the shape of the state at its left. */
function cameraLayers(colours: MapColours): LayerSpecification[] {
  const pill = [
    'concat',
    'pill|',
    ['get', 'state'],
    '|',
    ['get', 'freshness'],
    '|',
    ['to-string', ['get', 'selected']],
  ];
  const single = ['!', ['has', 'point_count']] as unknown as string[];
  return [
    namesLayer(colours, single),
    {
      id: 'cameras',
      type: 'symbol',
      source: sourceIds.cameras,
      filter: single as never,
      layout: {
        'icon-image': pill as unknown as string,
        'icon-text-fit': 'both',
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 13,
        'symbol-sort-key': ['case', ['get', 'selected'], 2, 1],
      },
      paint: {
        'text-color': ['match', ['get', 'freshness'], 'fresh', colours.ink, colours.idle],
        'icon-opacity': ['case', ['get', 'found'], 1, 0.4],
        'text-opacity': ['case', ['get', 'found'], 1, 0.4],
      },
    },
  ];
}

function namesLayer(colours: MapColours, single: string[]): LayerSpecification {
  return {
    id: 'names',
    type: 'symbol',
    source: sourceIds.cameras,
    filter: single as never,
    minzoom: 12.5,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': font,
      'text-size': 12,
      'text-variable-anchor-offset': [
        'top',
        [0, 1.7],
        'bottom',
        [0, -1.7],
        'left',
        [3.2, 0],
        'right',
        [-3.2, 0],
      ],
      'text-max-width': 12,
      'text-optional': true,
    },
    paint: { 'text-color': colours.soft, 'text-halo-color': colours.land, 'text-halo-width': 1.6 },
  };
}

function siteNamesLayer(colours: MapColours): LayerSpecification {
  return {
    id: 'site-names',
    type: 'symbol',
    source: sourceIds.siteNames,
    minzoom: 12.5,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': font,
      'text-size': 13,
      'text-letter-spacing': 0.04,
      'text-variable-anchor-offset': ['bottom', [0, -2.3], 'top', [0, 2.3], 'left', [3, 0], 'right', [-3, 0]],
      'text-max-width': 14,
      // Every site has its name, also beside the markers and names of its cameras.
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colours.accent, 'text-halo-color': colours.land, 'text-halo-width': 1.6 },
  };
}
