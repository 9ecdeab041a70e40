import { VialogError, type PicturePoint } from '@vialog/contracts';
import { maxSeed } from './lot-scene.ts';
import { demandOf, demandParameters, type DemandCalendar } from './demand.ts';
import { trafficDemands, type TrafficDemand } from './demand-patterns.ts';
import { SceneParameters, type SceneFault } from './scene-parameters.ts';

export const trafficScenes = ['road', 'gate'] as const;
/** Light and weather of a traffic scene. */
const trafficLights = ['day', 'dusk', 'night', 'rain'] as const;

/** A rendered road or gate, as defined by its URL. */
export interface TrafficScene {
  /** road: vehicles pass from side to side; gate: vehicles drive towards the camera and away from it. */
  readonly kind: (typeof trafficScenes)[number];
  readonly seed: number;
  readonly light: (typeof trafficLights)[number];
  /** free: every vehicle at the speed of its lane; jam: the lanes stop and go. */
  readonly traffic: 'free' | 'jam';
  /**
   * pass: no vehicle stops; stop: every vehicle stops on the line for some seconds; turn: some vehicles turn back before the
   * line and some after it, which is a crossing in each direction.
   */
  readonly motion: 'pass' | 'stop' | 'turn';
  /** pole: a pole in front of the line; lorry: a parked lorry that hides the near lane before the line (road only). */
  readonly occlusion: 'none' | 'pole' | 'lorry';
  /** both: a lane in each direction; inbound and outbound: one lane. */
  readonly ways: 'both' | 'inbound' | 'outbound';
  readonly fault?: SceneFault;
  /** Vehicles by local time; only with free traffic that does not stop. Default: the same at all times. */
  readonly demand?: DemandCalendar & { readonly kind: TrafficDemand };
}

/**
 * Parses `synthetic:road?seed=7&light=night&traffic=jam`.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid traffic scene; the message names the invalid part
 */
export function parseTrafficUrl(url: string): TrafficScene {
  const kind = trafficScenes.find((known) => known === new URL(url).pathname);
  if (!kind) throw new VialogError('STREAM_REFUSED', `${url}: expected synthetic:road or synthetic:gate`);
  const names = ['seed', 'light', 'traffic', 'motion', 'occlusion', 'ways'];
  const parameters = new SceneParameters(url, [...names, ...demandParameters, 'fault']);
  const traffic = parameters.choice('traffic', ['free', 'jam']);
  const motion = parameters.choice('motion', ['pass', 'stop', 'turn']);
  if (traffic === 'jam' && motion !== 'pass')
    throw new VialogError(
      'STREAM_REFUSED',
      `${url}: traffic=jam expects motion=pass, found motion=${motion}`,
    );
  const fault = parameters.fault();
  const demand = demandOf(parameters, trafficDemands);
  // Only where nothing stops a vehicle has one time at which it crosses the line, which decides the demand.
  if (demand && (traffic !== 'free' || motion !== 'pass'))
    throw new VialogError('STREAM_REFUSED', `${url}: demand expects traffic=free and motion=pass`);
  return {
    kind,
    seed: parameters.wholeNumber('seed', 1, maxSeed),
    light: parameters.choice('light', trafficLights),
    traffic,
    motion,
    occlusion: parameters.choice('occlusion', kind === 'road' ? ['none', 'pole', 'lorry'] : ['none', 'pole']),
    ways: parameters.choice('ways', ['both', 'inbound', 'outbound']),
    ...(fault ? { fault } : {}),
    ...(demand ? { demand } : {}),
  };
}

/**
 * The counting line of a scene, picture points 0..1. Vehicles that cross it from left to right, seen from its first point
 * to its last, are inbound: to the right on a road, towards the camera at a gate.
 */
export function trafficLine({ kind }: Pick<TrafficScene, 'kind'>): [PicturePoint, PicturePoint] {
  return kind === 'road'
    ? [
        [0.5, 0.97],
        [0.5, 0.12],
      ]
    : [
        [0.06, 0.63],
        [0.94, 0.63],
      ];
}
