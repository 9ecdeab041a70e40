import type { CameraSummary, Site } from '@vialog/contracts';
import type { Figure } from './camera-figure.ts';
import type { CameraState } from './camera-state.ts';

/** A camera with its sites, state and latest figure: one row of the list. */
export interface CameraOverview {
  readonly camera: CameraSummary;
  readonly sites: readonly Site[];
  readonly state: CameraState;
  readonly figure: Figure;
}
