import type { Camera, CameraHealth, Lifecycle } from '@vialog/contracts';

/** Display states of a camera, in display order. */
export const cameraStates = [
  'online',
  'degraded',
  'offline',
  'starting',
  'paused',
  'draft',
  'retired',
] as const;
export type CameraState = (typeof cameraStates)[number];

/** The lifecycle takes precedence over health: a paused camera is not offline. */
export function cameraStateOf(lifecycle: Lifecycle, health: CameraHealth['state'] | undefined): CameraState {
  if (lifecycle !== 'active') return lifecycle;
  return health === undefined || health === 'stopped' ? 'starting' : health;
}

/** An active counter has no stream that could be online or offline. */
export const hasState = ({ lifecycle, streamKind }: Pick<Camera, 'lifecycle' | 'streamKind'>): boolean =>
  streamKind !== 'counter' || lifecycle !== 'active';

/** What a marker on the map shows by shape and colour: a state, or that the camera record is a counter. */
export type MarkerKind = CameraState | 'counter';

/** An SVG path (16 × 16, even-odd) per state, so that no state is shown by colour alone (WCAG 1.4.1). */
export const stateShapes: Readonly<Record<CameraState, string>> = {
  online: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z',
  degraded: 'M8 1.500L15.200 14H.8z',
  offline:
    'M3.300 1.200L8 5.900l4.700-4.700l2.100 2.100L10.100 8l4.700 4.700l-2.100 2.100L8 10.100l-4.700 4.700l-2.100-2.100L5.900 8L1.200 3.300z',
  starting:
    'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 4.600a3.400 3.400 0 1 1 0 6.800a3.400 3.400 0 1 1 0-6.800z',
  paused: 'M3 2h3.600v12H3zM9.400 2H13v12H9.400z',
  draft: 'M2 2h12v12H2zM4.400 4.400v7.200h7.200V4.400z',
  retired: 'M1.500 6.300h13v3.400h-13z',
};

/** The shape of a counter, different from those of the states. */
export const counterShape = 'M8 .8L15.200 8L8 15.200L.8 8z';
