import { cameraStates, type CameraState } from '../state/camera-state.ts';

/** What of the map room is in its address: filters, search line, selection and the view. */
export interface MapSearch {
  readonly q?: string | undefined;
  readonly text?: string | undefined;
  /** Comma separated camera states; absent means all. */
  readonly state?: string | undefined;
  readonly camera?: string | undefined;
  /** lon,lat,zoom of the map. */
  readonly at?: string | undefined;
}

/** Reads an address anybody may have typed: what does not fit is left out, never an error. */
export function readMapSearch(raw: Record<string, unknown>): MapSearch {
  const text = (key: string, max: number) => {
    const value = raw[key];
    return typeof value === 'string' && value.trim() !== '' ? { [key]: value.slice(0, max) } : {};
  };
  const states = statesOf(typeof raw.state === 'string' ? raw.state : undefined);
  const at = typeof raw.at === 'string' && viewOf(raw.at) ? { at: raw.at } : {};
  const camera =
    typeof raw.camera === 'string' && /^[0-9a-z]{12}$/.test(raw.camera) ? { camera: raw.camera } : {};
  return {
    ...text('q', 1000),
    ...text('text', 100),
    ...(states.length > 0 ? { state: states.join(',') } : {}),
    ...camera,
    ...at,
  };
}

export const statesOf = (text: string | undefined): CameraState[] =>
  cameraStates.filter((state) => text?.split(',').includes(state));

/** Adds or takes away one state, in the order of the legend. */
export function toggleState(text: string | undefined, state: CameraState): string | undefined {
  const chosen = statesOf(text);
  const next = cameraStates.filter((each) =>
    each === state ? !chosen.includes(each) : chosen.includes(each),
  );
  return next.length === 0 ? undefined : next.join(',');
}

export interface MapView {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

export function viewOf(text: string | undefined): MapView | undefined {
  const [lon, lat, zoom, ...rest] = (text ?? '').split(',').map(Number);
  if (lon === undefined || lat === undefined || zoom === undefined || rest.length > 0) return undefined;
  const inside = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return inside ? { lon, lat, zoom } : undefined;
}

export const viewText = ({ lon, lat, zoom }: MapView): string =>
  `${lon.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`;
