import {
  setWorkerCount,
  setWorkerUrl,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  type GeoJSONSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import landUrl from 'world-atlas/land-50m.json?url';
import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { joinAtAntimeridian } from './land.ts';
import { localGrid } from './map-features.ts';
import { readMapColours } from './map-colours.ts';
import { drawMarks } from './map-images.ts';
import { mapStyle, sourceIds } from './map-style.ts';
import type { MapView } from './map-search.ts';

setWorkerUrl(workerUrl);
setWorkerCount(1);

export interface MapHandlers {
  readonly onSelect: (cameraId: string) => void;
  readonly onMove: (view: MapView) => void;
}

export type MapData = Readonly<Record<'places' | 'sites' | 'siteNames' | 'views', FeatureCollection>>;

/** MapLibre with our style, marks and coast. Data may come before or after the style is there. */
export class PlaceMap {
  readonly map: MapLibre;
  #colours = readMapColours();
  #data: Partial<MapData> = {};
  #land: FeatureCollection | undefined;

  constructor(container: HTMLElement, view: MapView, locale: Record<string, string>) {
    this.map = new MapLibre({
      container,
      style: mapStyle(this.#colours),
      center: [view.lon, view.lat],
      zoom: view.zoom,
      locale,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    drawMarks(this.map, () => this.#colours);
    this.map.on('style.load', () => this.#fill());
    this.map.on('moveend', () => this.#drawGrid());
    void this.#loadLand();
  }

  listen({ onSelect, onMove }: MapHandlers): void {
    const { map } = this;
    map.on('click', 'places', (event) => onSelect(String(event.features?.[0]?.properties.cameraId)));
    map.on('click', 'clusters', (event) => void this.#openCluster(event.features?.[0]));
    map.on('moveend', (event) => {
      const { lng, lat } = map.getCenter();
      if (event.originalEvent) onMove({ lon: lng, lat, zoom: map.getZoom() });
    });
    for (const layer of ['places', 'clusters']) {
      map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
      map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
    }
  }

  /** Throws nothing when the style is not there yet: what was set last is filled in when it is. */
  setData(data: MapData): void {
    const changed = (Object.keys(data) as (keyof MapData)[]).filter((key) => data[key] !== this.#data[key]);
    this.#data = data;
    for (const key of changed) this.#show(key, data[key]);
  }

  /** Draws everything again in the colours of the theme that is on now. */
  restyle(): void {
    this.#colours = readMapColours();
    for (const id of this.map.listImages()) this.map.removeImage(id);
    this.map.setStyle(mapStyle(this.#colours), { diff: false });
  }

  remove(): void {
    this.map.remove();
  }

  #fill(): void {
    for (const key of Object.keys(this.#data) as (keyof MapData)[]) {
      const data = this.#data[key];
      if (data) this.#show(key, data);
    }
    if (this.#land) this.#show('land', this.#land);
    this.#drawGrid();
  }

  #drawGrid(): void {
    const { lng, lat } = this.map.getCenter();
    const zoom = this.map.getZoom();
    if (zoom < 10) return;
    const step = zoom < 12 ? 0.05 : zoom < 14 ? 0.01 : zoom < 16.5 ? 0.0025 : 0.0005;
    this.#show('grid', localGrid([lng, lat], step, 40));
  }

  /** Without effect while the style is not there; `#fill` makes up for it. */
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

  async #openCluster(cluster: GeoJSON.Feature | undefined): Promise<void> {
    if (cluster?.geometry.type !== 'Point') return;
    const id = Number(cluster.properties?.cluster_id);
    const zoom = (await this.#source(sourceIds.places)?.getClusterExpansionZoom(id)) ?? 14;
    this.map.easeTo({ center: cluster.geometry.coordinates as [number, number], zoom: zoom + 0.3 });
  }
}
