import type { Position } from '@vialog/contracts';
import { latLngToCell } from 'h3-js';

/** Resolutions of the H3 cells an event carries: about 250 km², 5 km² and 0.1 km². */
export const cellResolutions = [5, 7, 9] as const;

/** H3 cells of a WGS-84 position, coarse to fine: a map groups by them in any store, as plain words. */
export function cellsOf([lon, lat]: Position): string[] {
  return cellResolutions.map((resolution) => latLngToCell(lat, lon, resolution));
}
