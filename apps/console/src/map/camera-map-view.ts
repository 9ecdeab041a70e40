import {
  AttributionControl,
  setWorkerCount,
  setWorkerUrl,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  type GeoJSONSource,
  type StyleSpecification,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import landUrl from 'world-atlas/land-50m.json?url';
import type { Feature, FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { BaseMap } from '@vialog/contracts';
import { call } from '../api/call.ts';
import type { Language } from '../language/language.ts';
import { joinAtAntimeridian } from './land.ts';
import { readMapColours } from './map-colours.ts';
import { localGrid } from './map-grid.ts';
import { resolveMarkerImages } from './map-images.ts';
import type { MapPosition } from './map-position.ts';
import { mapStyle, sourceIds } from './map-style.ts';
import type { MapBounds } from './map-view.ts';

setWorkerUrl(workerUrl);
setWorkerCount(1);

export interface MapHandlers {
  readonly onSelect: (cameraId: string) => void;
  /** Called when the user moved the map, not when the console did. */
  readonly onMove: (position: MapPosition) => void;
}

export type MapData = Readonly<
  Record<'cameras' | 'clusters' | 'sites' | 'siteNames' | 'fieldsOfView' | 'areas', FeatureCollection>
>;

/** Texts of the controls by MapLibre's key, and the language of names on the map. */
export interface MapWords {
  readonly controls: Record<string, string>;
  readonly language: Language;
}

/** MapLibre with the console's style, markers, coastline and base map. Data may be set before the style is loaded. */
export class CameraMapView {
  readonly map: MapLibre;
  #colours = readMapColours();
  /** Colours of the style that was requested last. */
  #drawn = this.#colours;
  #isStyleLoaded = false;
  #isOutdated = false;
  #isRemoved = false;
  #data: Partial<MapData> = {};
  #land: FeatureCollection | undefined;
  #baseMap: BaseMap = { kind: 'none' };
  readonly #language: Language;
  /** Whether a click selects a camera or zooms to a cluster; not while a shape is drawn. */
  isPickable = true;

  /** @throws {Error} when the browser has no WebGL. */
  constructor(container: HTMLElement, { lon, lat, zoom }: MapPosition, { controls, language }: MapWords) {
    this.#language = language;
    this.map = new MapLibre({
      container,
      style: this.#style(),
      center: [lon, lat],
      zoom,
      locale: controls,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    resolveMarkerImages(this.map, () => this.#colours);
    this.map.on('style.load', () => this.#onStyleLoad());
    this.map.on('moveend', () => this.#showGrid());
    void this.#loadLand();
    void this.#loadBaseMap();
  }

  listen({ onSelect, onMove }: MapHandlers): void {
    const { map } = this;
    const onPick = (layer: string, pick: (feature: Feature | undefined) => void) =>
      map.on('click', layer, (event) => this.isPickable && pick(event.features?.[0]));
    onPick('cameras', (camera) => onSelect(String(camera?.properties?.cameraId)));
    onPick('clusters', (cluster) => this.#zoomToExtent(cluster));
    onPick('local-clusters', (cluster) => void this.#zoomToCluster(cluster));
    map.on('moveend', (event) => {
      const { lng, lat } = map.getCenter();
      if (event.originalEvent) onMove({ lon: lng, lat, zoom: map.getZoom() });
    });
    for (const layer of ['cameras', 'clusters', 'local-clusters']) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
  }

  /** Replaces parts of the data of the map. Before the style is loaded the data is kept and shown afterwards. */
  setData(data: Partial<MapData>): void {
    for (const key of Object.keys(data) as (keyof MapData)[]) {
      const part = data[key];
      if (part && part !== this.#data[key]) this.#show(key, part);
    }
    this.#data = { ...this.#data, ...data };
  }

  /** The visible part of the map. */
  bounds(): MapBounds {
    const bounds = this.map.getBounds();
    return {
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    };
  }

  /** Redraws the map in the colours of the current theme. */
  applyTheme(): void {
    this.#colours = readMapColours();
    // The map cannot replace a style that is still being loaded.
    if (this.#isStyleLoaded) this.#restyle();
  }

  remove(): void {
    this.#isRemoved = true;
    this.map.remove();
  }

  /** The theme may have changed, or the base map arrived, while the style was being loaded. */
  #onStyleLoad(): void {
    this.#isStyleLoaded = true;
    if (this.#drawn === this.#colours && !this.#isOutdated) this.#showAll();
    else this.#restyle();
  }

  #restyle(): void {
    this.#drawn = this.#colours;
    this.#isOutdated = false;
    this.#isStyleLoaded = false;
    for (const id of this.map.listImages()) this.map.removeImage(id);
    this.map.setStyle(this.#style(), { diff: false });
  }

  #style(): StyleSpecification {
    return mapStyle({ colours: this.#colours, baseMap: this.#baseMap, language: this.#language });
  }

  #showAll(): void {
    for (const key of Object.keys(this.#data) as (keyof MapData)[]) {
      const data = this.#data[key];
      if (data) this.#show(key, data);
    }
    if (this.#land) this.#show('land', this.#land);
    this.#showGrid();
  }

  #showGrid(): void {
    const { lng, lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    if (zoom >= 10) this.#show('grid', localGrid([lng, lat], gridStep(zoom), 40));
  }

  /** Has no effect before the style is loaded; `#showAll` runs then. */
  #show(key: keyof typeof sourceIds, data: FeatureCollection): void {
    void this.#source(sourceIds[key])?.setData(data);
  }

  #source(id: string): GeoJSONSource | undefined {
    return this.map.getSource<GeoJSONSource>(id);
  }

  async #loadLand(): Promise<void> {
    const topology = (await (await fetch(landUrl)).json()) as Topology;
    const land = topology.objects.land;
    if (!land) return;
    const shape = feature(topology, land);
    this.#land = joinAtAntimeridian(
      shape.type === 'FeatureCollection' ? shape : { type: 'FeatureCollection', features: [shape] },
    );
    this.#show('land', this.#land);
  }

  /** Without a base map, or when it cannot be read, the coastline and a grid are shown. */
  async #loadBaseMap(): Promise<void> {
    const baseMap = await call<BaseMap>('GET', '/v1/base-map').catch(() => undefined);
    if (this.#isRemoved || !baseMap || baseMap.kind === 'none') return;
    this.#baseMap = baseMap;
    if (baseMap.kind !== 'town' && baseMap.attribution !== undefined)
      this.map.addControl(
        new AttributionControl({ compact: false, customAttribution: asHtml(baseMap.attribution) }),
        'bottom-right',
      );
    // While a style is being loaded, its end draws the base map.
    if (this.#isStyleLoaded) this.#restyle();
    else this.#isOutdated = true;
  }

  /** MapLibre returns arrays of properties as JSON text. */
  #zoomToExtent(cluster: Feature | undefined): void {
    if (cluster?.geometry.type !== 'Point') return;
    const { west, south, east, north } = cluster.properties as MapBounds;
    // A cluster can be as small as one position: at least two levels closer.
    const zoom = Math.min(20, this.map.getZoom() + 2);
    const camera = this.map.cameraForBounds([west, south, east, north], { padding: 80 });
    this.map.easeTo({
      center: cluster.geometry.coordinates as [number, number],
      zoom: Math.min(20, Math.max(zoom, camera?.zoom ?? zoom)),
    });
  }

  async #zoomToCluster(cluster: Feature | undefined): Promise<void> {
    if (cluster?.geometry.type !== 'Point') return;
    const id = Number(cluster.properties?.cluster_id);
    const zoom = (await this.#source(sourceIds.cameras)?.getClusterExpansionZoom(id)) ?? 14;
    this.map.easeTo({ center: cluster.geometry.coordinates as [number, number], zoom: zoom + 0.3 });
  }
}

/** Degrees between two grid lines at a zoom level. */
function gridStep(zoom: number): number {
  if (zoom < 12) return 0.05;
  if (zoom < 14) return 0.01;
  return zoom < 16.5 ? 0.0025 : 0.0005;
}

/** An attribution is text from a file: characters of HTML are escaped. */
const asHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
