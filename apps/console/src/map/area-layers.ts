import type { LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './map-colours.ts';

export const areaSource = 'areas';

/** Areas of the search line, and the shape that is being drawn. */
export function areaLayers(colours: MapColours): LayerSpecification[] {
  const base = { source: areaSource };
  const of = (type: string) => ['==', ['geometry-type'], type] as never;
  return [
    {
      ...base,
      id: 'area-fill',
      type: 'fill',
      filter: of('Polygon'),
      paint: { 'fill-color': colours.accent, 'fill-opacity': 0.1 },
    },
    {
      ...base,
      id: 'area-line',
      type: 'line',
      paint: { 'line-color': colours.accent, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    {
      ...base,
      id: 'area-points',
      type: 'circle',
      filter: of('Point'),
      paint: {
        'circle-radius': 5,
        'circle-color': colours.panel,
        'circle-stroke-color': colours.accent,
        'circle-stroke-width': 2,
      },
    },
  ];
}
