import type { Camera, Site } from '@vialog/contracts';
import type { Figure } from './camera-figure.ts';
import type { CameraState } from './camera-state.ts';

/** A camera with its sites, state and latest figure: one row of the list and one marker on the map. */
export interface CameraOverview {
  readonly camera: Camera;
  readonly sites: readonly Site[];
  readonly state: CameraState;
  readonly figure: Figure;
}
