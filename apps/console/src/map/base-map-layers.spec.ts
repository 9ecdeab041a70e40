import { describe, expect, it } from '@jest/globals';
import type { BaseMap } from '@vialog/contracts';
import { baseMapStyle } from './base-map-layers.ts';
import type { MapColours } from './map-colours.ts';

const colours = new Proxy(
  {},
  { get: (_, name) => (name === 'map' ? colours : `#${String(name)}`) },
) as MapColours;
const vector = (...layers: string[]): BaseMap => ({
  kind: 'vector',
  tilesPath: '/v1/base-map/tiles/{z}/{x}/{y}',
  minZoom: 0,
  maxZoom: 14,
  extent: { west: 112, south: 31, east: 113, north: 32 },
  layers,
});
const layersOf = (baseMap: BaseMap) =>
  baseMapStyle(baseMap, colours, 'en').layers.map(({ id, ...layer }) => [
    id,
    'source-layer' in layer ? layer['source-layer'] : undefined,
  ]);

Object.assign(globalThis, { location: { origin: 'https://vialog.example' } });

describe('baseMapStyle', () => {
  it('draws nothing without a base map', () => {
    expect(baseMapStyle({ kind: 'none' }, colours, 'en')).toEqual({ sources: {}, layers: [] });
  });

  it('finds streets and names in tiles of the Protomaps and of the OpenMapTiles schema', () => {
    const protomaps = layersOf(vector('earth', 'roads', 'water', 'places'));
    expect(protomaps).toContainEqual(['base-road', 'roads']);
    expect(protomaps).toContainEqual(['base-placeName', 'places']);
    const openMapTiles = layersOf(vector('transportation', 'transportation_name', 'water', 'place'));
    expect(openMapTiles).toContainEqual(['base-road', 'transportation']);
    expect(openMapTiles).toContainEqual(['base-streetName', 'transportation_name']);
  });

  it('draws the outlines of every layer of an unknown schema', () => {
    expect(layersOf(vector('parcels', 'trees'))).toEqual([
      ['base-outline-parcels', 'parcels'],
      ['base-outline-trees', 'trees'],
    ]);
  });

  it('reads tiles from the server of the page, within the bounds of the archive', () => {
    expect(baseMapStyle(vector('roads', 'places'), colours, 'en').sources['base-map']).toEqual({
      type: 'vector',
      tiles: ['https://vialog.example/v1/base-map/tiles/{z}/{x}/{y}'],
      minzoom: 0,
      maxzoom: 14,
      bounds: [112, 31, 113, 32],
    });
  });

  it('shows names in the language of the reader, else the local name', () => {
    const streets = baseMapStyle(vector('roads', 'places'), colours, 'zh').layers.find(
      ({ id }) => id === 'base-streetName',
    );
    expect(JSON.stringify(streets?.layout)).toContain('["coalesce",["get","name:zh"]');
    expect(JSON.stringify(streets?.layout)).toContain('["get","name"]]');
  });
});
