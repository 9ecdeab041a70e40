import type { Position } from '@vialog/contracts';
import { latLngToCell } from 'h3-js';

/** Resolutions of the H3 cells of an event: cells of about 250 km², 5 km² and 0.1 km². */
export const cellResolutions = [5, 7, 9] as const;

/** H3 cells of a WGS-84 position, coarse to fine. They are plain strings, so that a map can group by them in any store. */
export function cellsOf([lon, lat]: Position): string[] {
  return cellResolutions.map((resolution) => latLngToCell(lat, lon, resolution));
}
