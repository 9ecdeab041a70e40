import {
  isoOf,
  type ClassCounts,
  type ModelBinding,
  type TrackingSession,
  type Zone,
} from '@vialog/contracts';
import {
  emptyMovement,
  followMovement,
  lineCounts,
  stoppedCounts,
  type Detection,
  type LineCounts,
  type MovementPlan,
  type MovementState,
} from '@vialog/tracking';
import { isTracked } from './movement-plan.ts';

/** The frame whose objects are followed. */
export interface TrackedFrame {
  readonly cameraId: string;
  readonly cameraVersion: number;
  /** Arrival, epoch ms. */
  readonly capturedAt: number;
  /** Under which the camera belongs to this process. Frames of another tenure were counted elsewhere. */
  readonly tenure?: string | undefined;
}

/** Numbers of the tracked zones after a frame. They contain no position and no track. */
export interface TrackedCounts {
  readonly tracking: TrackingSession;
  readonly lines: ReadonlyMap<string, LineCounts>;
  /** Stopped vehicles by zone; without a zone whose session is too young to know. */
  readonly stopped: ReadonlyMap<string, number>;
}

interface Session {
  readonly key: string;
  readonly tracking: TrackingSession;
  readonly startedAt: number;
  state: MovementState;
}

/**
 * A camera whose frames stay away longer than this begins a new session, ms: what passed meanwhile was not seen. So does a
 * clock that is set back further, because the frames after it would count as old.
 */
const maxPauseMs = 30_000;

/**
 * The tracking sessions of a detector process: one per camera, with its tracks. They live in memory only. A change of the
 * camera version, the tracked zones, the model or the size of the picture begins a new session, whose counters start at 0.
 * So does a camera that returns after another process counted it: old tracks would count again what passed meanwhile.
 */
export class TrackingSessions {
  readonly #sessions = new Map<string, Session>();
  readonly #newId: () => string;
  readonly #maxCameras: number;

  /** @param newId returns a random id of 8 to 32 characters 0-9 a-z */
  constructor(newId: () => string, maxCameras = 256) {
    this.#newId = newId;
    this.#maxCameras = maxCameras;
  }

  /** Cameras with a session, number. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Follows the objects of a frame. A frame that is not newer than the last one of its camera changes nothing. */
  follow(
    frame: TrackedFrame,
    detections: readonly Detection[],
    plan: MovementPlan,
    { zones, model }: { readonly zones: readonly Zone[]; readonly model: ModelBinding },
  ): TrackedCounts {
    const { cameraId, cameraVersion, capturedAt, tenure } = frame;
    const key = JSON.stringify([tenure, cameraVersion, zones.filter(isTracked), model, plan.picture]);
    const session = this.#sessionOf(cameraId, key, capturedAt);
    session.state = followMovement(session.state, detections, capturedAt, plan);
    return countsOf(session, plan);
  }

  #sessionOf(cameraId: string, key: string, at: number): Session {
    const known = this.#sessions.get(cameraId);
    this.#sessions.delete(cameraId);
    const lastAt = known?.state.tracker.at ?? at;
    const isContinued = known?.key === key && Math.abs(at - lastAt) <= maxPauseMs;
    const session = known && isContinued ? known : this.#begin(key, at);
    this.#sessions.set(cameraId, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > this.#maxCameras && oldest !== undefined) this.#sessions.delete(oldest);
    return session;
  }

  #begin(key: string, at: number): Session {
    const tracking = { session: this.#newId(), startedAt: isoOf(at) };
    return { key, tracking, startedAt: at, state: emptyMovement };
  }
}

function countsOf({ tracking, startedAt, state }: Session, plan: MovementPlan): TrackedCounts {
  const age = (state.tracker.at ?? startedAt) - startedAt;
  const areas = plan.areas.filter(({ afterMs }) => age >= afterMs);
  const total = (counts: ClassCounts): number =>
    Object.values(counts).reduce((sum: number, number = 0) => sum + number, 0);
  return {
    tracking,
    lines: new Map(plan.lines.map((line) => [line.zoneId, lineCounts(state, line)] as const)),
    stopped: new Map(areas.map((area) => [area.zoneId, total(stoppedCounts(state, area, plan))] as const)),
  };
}
